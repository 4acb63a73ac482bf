import type { INodeParameters } from 'n8n-workflow';
import { sendQuestion, linkOf, question } from './question';
import { form, openPage, type PageRequest } from './openPage';
import { respondedAt, twoButtonApproval } from './openQuestion';

describe('concurrent answers', () => {
	let executions = 100;

	/** Sends a question and returns a function that opens its URL, for any number of visits. */
	async function askOnce(parameters: INodeParameters) {
		const { run, bodies } = await sendQuestion(parameters, [{ json: { order: 7 } }]);
		const query = Object.fromEntries(linkOf(bodies).searchParams);
		const executionId = String(executions++);
		return async (request: PageRequest) =>
			await openPage(question(parameters), run, { query, executionId, ...request });
	}
	const approve: PageRequest = { method: 'POST', body: { answer: 'approve' } };
	const decline: PageRequest = { method: 'POST', body: { answer: 'decline' } };

	test('accepts the first of ten POSTs to one link, and shows an error page to the others', async () => {
		const open = await askOnce(twoButtonApproval);
		const all = await Promise.all(
			Array.from({ length: 10 }, async (_unused, index) => await open(index % 2 === 0 ? approve : decline)),
		);
		expect(all.filter(({ items }) => items !== undefined).map(({ items }) => items?.[0].json.data)).toEqual([
			{ approved: true, respondedAt },
		]);
		for (const { status, body, headers } of all.slice(1)) {
			expect([status, headers['content-type']]).toEqual([409, 'text/html; charset=utf-8']);
			expect(body).toContain('<h1>Already answered</h1>');
		}
	});

	test('accepts the first form while its files are still being stored', async () => {
		const open = await askOnce({ responseType: 'freeText' });
		const all = await Promise.all(['one', 'two', 'three'].map(async (text) => await open(form({ 'field-0': text }))));
		expect(all.map(({ items }) => items?.[0].json.data)).toEqual([{ text: 'one', respondedAt }, undefined, undefined]);
	});

	test('accepts the next answer when n8n could not resume the execution', async () => {
		const open = await askOnce(twoButtonApproval);
		const first = await open(approve);
		first.finish(500);
		expect((await open(decline)).items).toEqual([{ json: { data: { approved: false, respondedAt } } }]);
	});

	test('rejects the next answer when n8n has resumed the execution', async () => {
		const open = await askOnce(twoButtonApproval);
		const first = await open(approve);
		first.finish(200);
		expect((await open(decline)).items).toBeUndefined();
	});

	test('does not lock the question on an invalid answer', async () => {
		const open = await askOnce(twoButtonApproval);
		expect((await open({ method: 'POST', body: { answer: 'maybe' } })).status).toBe(422);
		expect((await open(approve)).items).toHaveLength(1);
	});

	test('does not block other executions of the node', async () => {
		const [one, other] = [await askOnce(twoButtonApproval), await askOnce(twoButtonApproval)];
		expect([(await one(approve)).items, (await other(decline)).items].map((items) => items?.length)).toEqual([1, 1]);
	});
});
