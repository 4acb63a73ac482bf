import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { credential, runNode, WITH_FLOWS } from '../harness';
import { EndpointHost } from './host';

/** Runs the operations for a Flow's endpoint for the schema test. */
export const endpointSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	'flow/respondToEndpoint': async () => {
		nock.enableNetConnect('127.0.0.1');
		// Items pass through unchanged, so the schema describes them as objects only.
		const host = await EndpointHost.start({
			respond: { respondWith: 'screen', screen: 'A' },
			between: async () => [[{ json: {} }]],
		});
		await host.ask({ version: '3.0', action: 'INIT' });
		await host.close();
		nock.disableNetConnect();
		return host.runs[0].data.resultData.runData.Respond[0].data!.main[0]!.map(({ json }) => json);
	},
	'flow/createToken': async () => {
		const { output } = await runNode({
			parameters: {
				resource: 'flow',
				operation: 'createToken',
				forRecipient: '+49 1512 3456789',
				forFlow: { __rl: true, mode: 'id', value: '123' },
				tokenData: '{"order":7}',
			},
			credential: { ...credential, appSecret: 'x' },
			node: WITH_FLOWS,
		});
		return (output ?? []).map(({ json }) => json);
	},
};
