import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { sendQuestion, PERSON, question, withSecret } from './question';
import { openPage, type PageRequest } from './openPage';
import { respondedAt, twoButtonApproval } from './openQuestion';

describe('a tap on a button in the chat', () => {
	const parameters: INodeParameters = { ...twoButtonApproval, answerBy: 'buttons' };
	const tap = (
		run: IRun,
		answer: string,
		from: string | undefined,
		more: Partial<PageRequest> = {},
		extra: INodeParameters = {},
	) =>
		openPage(question({ ...parameters, ...extra }), run, {
			method: 'POST',
			query: { answer, run: '0' },
			body: { message: { ...(from && { from }), from_user_id: 'DE.1', type: 'interactive' } },
			...more,
		});

	test.each([
		['approve', true],
		['decline', false],
	])('resumes with the answer %s', async (answer, approved) => {
		const { run } = await sendQuestion(parameters);
		expect(await tap(run, answer, PERSON)).toEqual({
			status: 200,
			headers: {},
			body: { result: 'resumed' },
			items: [{ json: { data: { approved, respondedAt } } }],
		});
	});

	test('returns the value of a choice tapped in the chat', async () => {
		const choices: INodeParameters = {
			responseType: 'choice',
			choices: { choice: [{ label: 'Red', value: 'r' }, { label: 'Blue' }] },
		};
		const { run } = await sendQuestion({ ...parameters, ...choices });
		expect((await tap(run, '0', PERSON, {}, choices)).items).toEqual([
			{ json: { data: { choice: 'r', respondedAt } } },
		]);
		expect(await tap(run, '2', PERSON, {}, choices)).toMatchObject({
			status: 410,
			body: { result: 'outdated' },
			items: undefined,
		});
	});

	test('rejects a tap from another sender', async () => {
		const { run } = await sendQuestion(parameters);
		expect(await tap(run, 'approve', '4915199999999')).toMatchObject({
			status: 403,
			body: { result: 'senderMismatch' },
			items: undefined,
		});
		expect((await tap(run, 'approve', undefined)).items).toHaveLength(1);
	});

	test.each([
		['5511987654321', 200],
		['551187654321', 200],
		['5511987654322', 403],
	])('compares %s with a recipient of Default Country: HTTP %i', async (from, status) => {
		const asked: INodeParameters = {
			...parameters,
			recipientPhoneNumber: '(11) 98765-4321',
			options: { defaultCountry: { __rl: true, mode: 'list', value: 'BR' } },
		};
		const { run, bodies } = await sendQuestion(asked);
		expect(bodies[0].to).toBe('+5511987654321');
		expect((await tap(run, 'approve', from, {}, asked)).status).toBe(status);
	});

	test.each([{ type: 'interactive' }, { from: '' }, { from: 4915123456789 }, { from: 'Ada', from_user_id: '' }])(
		'rejects a tap from a sender without an ID (%j), for any recipient',
		async (message) => {
			const group: INodeParameters = {
				recipientPhoneNumber: 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
			};
			const { run } = await sendQuestion(parameters);
			for (const extra of [{}, group])
				expect(await tap(run, 'approve', undefined, { body: { message } }, extra)).toMatchObject({
					status: 403,
					body: { result: 'senderMismatch' },
					items: undefined,
				});
		},
	);

	test('ignores a tap URL opened in a browser', async () => {
		const { run } = await sendQuestion(parameters);
		expect(await tap(run, 'approve', PERSON, { method: 'GET', body: {} })).toMatchObject({
			status: 405,
			items: undefined,
		});
		expect(await tap(run, 'approve', PERSON, { body: {} })).toMatchObject({ status: 405, items: undefined });
	});
});

test('returns the next message as text and as the complete object', async () => {
	const parameters: INodeParameters = { responseType: 'freeText', answerBy: 'nextMessage' };
	const { run } = await sendQuestion(parameters, undefined, { credential: withSecret });
	const answer = async (message: IDataObject) =>
		(
			await openPage(question(parameters), run, {
				method: 'POST',
				query: { answer: 'message', run: '0' },
				body: { message },
			})
		).items?.[0].json;
	const text = { from: PERSON, id: 'wamid.1', type: 'text', text: { body: 'Yes!' } };
	expect(await answer(text)).toEqual({ data: { text: 'Yes!', message: text, respondedAt } });
	const image = { from: PERSON, id: 'wamid.2', type: 'image', image: { id: '77', caption: 'this one' } };
	expect(await answer(image)).toEqual({ data: { text: 'this one', message: image, respondedAt } });
	const location = { from: PERSON, id: 'wamid.3', type: 'location', location: { latitude: 1, longitude: 2 } };
	expect(await answer(location)).toEqual({ data: { text: '', message: location, respondedAt } });
});

test('rejects a next message without a sender', async () => {
	const parameters: INodeParameters = { responseType: 'freeText', answerBy: 'nextMessage' };
	const { run } = await sendQuestion(parameters, undefined, { credential: withSecret });
	const visited = await openPage(question(parameters), run, {
		method: 'POST',
		query: { answer: 'message', run: '0' },
		body: { message: { id: 'wamid.1', type: 'text', text: { body: 'Yes!' } } },
	});
	expect([visited.status, visited.body, visited.items]).toEqual([403, { result: 'senderMismatch' }, undefined]);
});
