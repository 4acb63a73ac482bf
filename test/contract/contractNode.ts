import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { sendCampaign, sendLogContract } from './sendLogContract';

/**
 * A node that runs the contract of the send log in its own context, so that n8n's own store is tested where the package
 * uses it. Without a campaign it outputs an item for each case, with an error if it failed. With one, it sends the
 * campaign and outputs the decisions.
 */
export class Contract implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Contract',
		name: 'contract',
		group: ['transform'],
		version: 1,
		description: 'Runs the contract of the send log',
		defaults: { name: 'Contract' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Campaign', name: 'campaign', type: 'string', default: '' },
			{ displayName: 'Messages', name: 'messages', type: 'number', default: 0 },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const campaign = this.getNodeParameter('campaign', 0, '') as string;
		if (campaign !== '') {
			const messages = Number(this.getNodeParameter('messages', 0));
			return [[{ json: { decisions: await sendCampaign(this, campaign, messages) } }]];
		}
		const results: INodeExecutionData[] = [];
		for (const { title, run } of sendLogContract) {
			const error = await run(this).then(
				() => undefined,
				(thrown: unknown) => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
			);
			results.push({ json: { title, ...(error !== undefined && { error }) } });
		}
		return [results];
	}
}
