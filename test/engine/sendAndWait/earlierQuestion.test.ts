import type { INodeParameters, IRun } from 'n8n-workflow';
import { sendQuestion, PERSON, question } from './question';
import { openPage } from './openPage';
import { twoButtonApproval } from './openQuestion';

describe('a question of an earlier run of the same step', () => {
	const later = (run: IRun): IRun => {
		const { data } = JSON.parse(JSON.stringify(run)) as IRun;
		const context = data.executionData!.contextData['node:WhatsApp {x}'];
		expect(context.askedInRun).toBe('0');
		context.askedInRun = '1';
		return { ...run, data };
	};
	const node = { name: 'WhatsApp {x}' };

	test('rejects a response by the old link or button', async () => {
		const { run } = await sendQuestion(twoButtonApproval, [{ json: {} }], { node });
		const query = { run: '0' };
		expect(await openPage(question(twoButtonApproval), later(run), { query }, node)).toMatchObject({
			status: 410,
			items: undefined,
		});
		expect(
			await openPage(
				question(twoButtonApproval),
				later(run),
				{ query, method: 'POST', body: { answer: 'approve' } },
				node,
			),
		).toMatchObject({ status: 410, items: undefined });
		const tap = {
			query: { ...query, answer: 'approve' },
			method: 'POST' as const,
			body: { message: { from: PERSON } },
		};
		expect(await openPage(question(twoButtonApproval), later(run), tap, node)).toMatchObject({
			status: 410,
			body: { result: 'outdated' },
			items: undefined,
		});
	});

	test('accepts the response to the new question', async () => {
		const { run } = await sendQuestion(twoButtonApproval, [{ json: {} }], { node });
		const { items } = await openPage(
			question(twoButtonApproval),
			later(run),
			{ query: { run: '1' }, method: 'POST', body: { answer: 'approve' } },
			node,
		);
		expect(items).toHaveLength(1);
	});
});

test('shows an error and keeps waiting when a question can no longer be displayed', async () => {
	const parameters: INodeParameters = {
		responseType: 'customForm',
		defineForm: 'json',
		jsonOutput: '[{ "fieldLabel": "Name" }]',
	};
	const { run } = await sendQuestion(parameters);
	const { status, body, items } = await openPage(question({ ...parameters, jsonOutput: '[' }), run, {
		query: { run: '0' },
	});
	expect([status, items]).toEqual([500, undefined]);
	expect(body).toContain('This question cannot be shown at the moment.');
});
