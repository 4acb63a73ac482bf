import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readEnum } from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { flowJsonAsset } from './assets';
import { flowLocator, readFlowId } from './fields';
import { outputField, readOutputField } from '../outputField';

const FIELD = 'Output As';
const outputs = ['binary', 'json', 'text'] as const;

/** Drafts may contain invalid JSON, which is output as text. */
function parsed(text: string): IDataObject {
	try {
		return { flowJson: JSON.parse(text) as IDataObject };
	} catch {
		return { flowJsonText: text };
	}
}

/**
 * Flow > Get JSON: downloads the asset of GET /{flow}/assets with the Flow JSON. WhatsApp docs: Flows > Flows API >
 * Asset list.
 */
export const getJson: Operation = {
	properties: [
		flowLocator('The Flow to get the JSON of'),
		{
			displayName: FIELD,
			name: 'outputAs',
			type: 'options',
			options: [
				{ name: 'Binary File', value: 'binary', description: 'Output a JSON file as binary data' },
				{
					name: 'JSON',
					value: 'json',
					description: 'Output an object in flowJson. If a draft has invalid JSON, output its text in flowJsonText.',
				},
				{
					name: 'Text',
					value: 'text',
					description: 'Output the original text in flowJsonText',
				},
			],
			default: 'json',
			description: 'How to output the Flow JSON',
		},
		{ ...outputField, displayOptions: { show: { outputAs: ['binary'] } } },
		...readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const output = readEnum(item.parameter('outputAs', 'json'), FIELD, outputs, 'json');
		const field = output === 'binary' ? readOutputField(item) : undefined;
		return {
			async run(): Promise<INodeExecutionData> {
				const asset = await flowJsonAsset(item, id);
				const url = String(asset.download_url);
				if (field !== undefined) {
					const file = await item.graph.download({ url, mime_type: 'application/json' }, 'flow.json');
					return { json: { id }, binary: { [field]: file } };
				}
				const text = await item.graph.readAsset(url);
				return { json: { id, ...(output === 'text' ? { flowJsonText: text } : parsed(text)) } };
			},
		};
	},
};
