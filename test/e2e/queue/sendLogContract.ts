import { randomUUID } from 'node:crypto';
import { CONTRACT } from '../../contract/installContractNode';
import { sendLogContract } from '../../contract/sendLogContract';
import { chain, freshPath, webhook } from '../support/workflows';
import type { QueueHarness } from './queueHarness';

/** Messages of the campaign that two executions send at the same time. */
const MESSAGES = 200;

/** Publishes a workflow with the contract node. @returns calls it, and returns the node's items */
async function contractWorkflow({ cluster, rest }: QueueHarness): Promise<(body: object) => Promise<unknown[]>> {
	const path = freshPath();
	const start = webhook(path);
	start.parameters = { ...start.parameters, responseMode: 'lastNode', responseData: 'allEntries' };
	const parameters = { campaign: '={{ $json.body.campaign }}', messages: MESSAGES };
	const step = { name: 'Contract', type: CONTRACT, typeVersion: 1, parameters };
	const id = await rest.createWorkflow(chain(path, [start, { ...step, position: [220, 0] }]));
	await rest.activate(id, path);
	return async (body) => {
		const response = await fetch(`${cluster.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		expect(response.status).toBe(200);
		return (await response.json()) as unknown[];
	};
}

/** Declares the tests of n8n's own store in queue mode, where several workers share a database. */
export function itKeepsTheContract(env: () => QueueHarness): void {
	it('keeps the contract of the send log', async () => {
		const call = await contractWorkflow(env());
		expect(await call({ campaign: '' })).toEqual(sendLogContract.map(({ title }) => ({ title })));
	});

	it('sends each message of a campaign from only one of two simultaneous executions', async () => {
		const call = await contractWorkflow(env());
		const campaign = randomUUID();
		const started = () =>
			env().cluster.workers.map((worker) => worker.output().split('Worker started execution').length);
		const before = started();
		const runs = (await Promise.all([call({ campaign }), call({ campaign })])) as Array<[{ decisions: string[] }]>;
		expect(started().map((count, worker) => count > before[worker])).toEqual([true, true]);
		const senders = Array.from(
			{ length: MESSAGES },
			(_unused, item) => runs.filter(([{ decisions }]) => decisions[item] === 'send').length,
		);
		expect(senders).toEqual(Array<number>(MESSAGES).fill(1));
	});
}
