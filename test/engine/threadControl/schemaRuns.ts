import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { GRAPH, PHONE, runNode } from '../harness';

const runOf = (operation: string) => async (): Promise<IDataObject[]> => {
	nock(GRAPH).post(`/v25.0/${PHONE}/thread_control`).reply(200, { messaging_product: 'whatsapp', request_id: 'r1' });
	const parameters = { resource: 'threadControl', operation, phoneNumberId: PHONE, user: '+16505551234' };
	return ((await runNode({ parameters })).output ?? []).map(({ json }) => json);
};

/** Runs the operations of Thread Control for the schema test. */
export const threadControlSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	'threadControl/pass': runOf('pass'),
	'threadControl/release': runOf('release'),
	'threadControl/take': runOf('take'),
};
