import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { metaError } from '../fixtures';
import { APP_SECRET, GRAPH, PHONE, runNode } from '../harness';
import { sendQuestion, linkOf, PERSON, question, withSecret } from './question';

const double = (approveLabel: string, disapproveLabel: string) => ({
	values: { approvalType: 'double', approveLabel, disapproveLabel },
});
const GROUP = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';

const SIGNATURE = /^[0-9a-f]{64}$/;

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

describe('a link', () => {
	test('sends a link as a URL button, and waits without a limit', async () => {
		const { run, output, bodies } = await sendQuestion();
		expect(run.status).toBe('waiting');
		expect(run.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
		expect(output).toEqual([{ json: { order: 7 }, pairedItem: { item: 0 } }]);
		expect(bodies).toEqual([
			{
				messaging_product: 'whatsapp',
				to: `+${PERSON}`,
				type: 'interactive',
				interactive: {
					type: 'cta_url',
					body: { text: 'Book the room for Tuesday?' },
					action: { name: 'cta_url', parameters: { display_text: 'Respond', url: linkOf(bodies).href } },
				},
			},
		]);
		const url = linkOf(bodies);
		expect(`${url.origin}${url.pathname}`).toBe('http://localhost:5678/webhook-waiting//1/node-id');
		expect([...url.searchParams.keys()]).toEqual(['run', 'signature']);
		expect(url.searchParams.get('run')).toBe('0');
		expect(url.searchParams.get('signature')).toMatch(SIGNATURE);
	});

	test('names the messaging account of a number that has several', async () => {
		const ask = async (messagingAccountId: string) =>
			await sendQuestion({ answerBy: 'buttons', additionalFields: { messagingAccountId } });
		expect((await ask('102290129340398')).bodies[0]).toMatchObject({ messaging_account_id: '102290129340398' });
		const { error, bodies } = await ask('my account');
		expect(error?.message).toBe("'Messaging Account ID' is not an ID: those are digits only");
		expect(bodies).toEqual([]);
	});

	test('sends a link with a custom label, and the attribution when that is on', async () => {
		const { bodies } = await sendQuestion({
			responseType: 'freeText',
			options: { messageButtonLabel: 'Write to us', appendAttribution: true },
		});
		const { interactive } = bodies[0] as { interactive: IDataObject };
		expect(interactive.footer).toEqual({ text: 'Sent automatically with n8n' });
		expect(interactive.action).toMatchObject({ parameters: { display_text: 'Write to us' } });
	});

	test('appends the link to the text when the message exceeds the limit of a button message', async () => {
		const message = 'x'.repeat(1025);
		const { bodies } = await sendQuestion({ message, options: { appendAttribution: true } });
		const { text } = bodies[0] as { text: { body: string } };
		const [first, link, last, ...more] = text.body.split('\n\n');
		expect([first, last, more]).toEqual([message, '_Sent automatically with n8n_', []]);
		expect(link).toMatch(/^http:\/\/localhost:5678\/webhook-waiting\/\/1\/node-id\?run=0&signature=[0-9a-f]{64}$/);
	});

	test('sends the link to groups as text, since groups do not support buttons', async () => {
		const { run, bodies } = await sendQuestion({
			recipientPhoneNumber: GROUP,
		});
		expect(run.status).toBe('waiting');
		expect(bodies[0]).toMatchObject({
			to: GROUP,
			recipient_type: 'group',
			type: 'text',
			text: { body: expect.stringMatching(/^Book the room for Tuesday\?\n\nhttp:/) },
		});
	});
});

describe('reply buttons', () => {
	test('sends reply buttons with the signed token that resumes the execution', async () => {
		const { run, bodies } = await sendQuestion({ answerBy: 'buttons', approvalOptions: double('Yes', 'No') });
		expect(run.status).toBe('waiting');
		const id = (answer: string) =>
			expect.stringMatching(new RegExp(`^n8nwait:1:node-id:${answer}:0:[0-9a-f]{64}$`)) as string;
		expect(bodies[0].interactive).toEqual({
			type: 'button',
			body: { text: 'Book the room for Tuesday?' },
			action: {
				buttons: [
					{ type: 'reply', reply: { id: id('approve'), title: 'Yes' } },
					{ type: 'reply', reply: { id: id('decline'), title: 'No' } },
				],
			},
		});
	});

	test('sends a list instead of reply buttons for more than three choices', async () => {
		const labels = ['Red', 'Green', 'Blue', 'A colour of 24 letters..'];
		const { bodies } = await sendQuestion({
			responseType: 'choice',
			answerBy: 'buttons',
			defineChoices: 'json',
			choicesJson: JSON.stringify(labels),
		});
		const { type, action } = bodies[0].interactive as {
			type: string;
			action: { button: string; sections: Array<{ rows: Array<{ id: string; title: string }> }> };
		};
		expect([type, action.button]).toEqual(['list', 'Choose']);
		expect(action.sections).toHaveLength(1);
		expect(action.sections[0].rows.map(({ title }) => title)).toEqual(labels);
		expect(action.sections[0].rows.map(({ id }) => id.split(':').slice(0, 5).join(':'))).toEqual(
			[0, 1, 2, 3].map((index) => `n8nwait:1:node-id:${index}:0`),
		);
	});
});

describe('the next message', () => {
	const nextMessage = {
		responseType: 'freeText',
		answerBy: 'nextMessage',
		options: { limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' } } },
	};
	const callbackOf = (bodies: IDataObject[]): string => String(bodies[0].biz_opaque_callback_data);

	test('sends a text whose encrypted callback data contains recipient and token for the trigger', async () => {
		const { run, bodies } = await sendQuestion(nextMessage, undefined, { credential: withSecret });
		expect(run.status).toBe('waiting');
		expect(Math.round((run.waitTill!.getTime() - Date.now()) / 60_000)).toBe(2 * 24 * 60);
		expect(bodies).toEqual([
			{
				messaging_product: 'whatsapp',
				to: `+${PERSON}`,
				type: 'text',
				text: { body: 'Book the room for Tuesday?' },
				biz_opaque_callback_data: expect.stringMatching(/^n8nask1\.[\w-]{200,300}$/) as string,
			},
		]);
		const read = new QuestionCipher(APP_SECRET).decryptCallback(callbackOf(bodies), PHONE)!;
		expect(read).toEqual({
			token: expect.stringMatching(/^n8nwait:1:node-id:message:0:[0-9a-f]{64}$/) as string,
			recipient: PERSON,
			expires: expect.any(Number) as number,
		});
		// Five minutes longer than the execution waits.
		expect(Math.abs(read.expires - 300 - run.waitTill!.getTime() / 1000)).toBeLessThan(5);
		expect(new QuestionCipher('another').decryptCallback(callbackOf(bodies), PHONE)).toBeUndefined();
	});

	test('stores neither token nor callback data in the execution', async () => {
		const { run, bodies } = await sendQuestion(nextMessage, undefined, { credential: withSecret });
		const { token } = new QuestionCipher(APP_SECRET).decryptCallback(callbackOf(bodies), PHONE)!;
		const text = JSON.stringify(run);
		for (const secret of [token.split(':')[5], 'n8nwait', 'n8nask1', APP_SECRET]) expect(text).not.toContain(secret);
	});

	test('stores neither token nor callback data when Meta rejects the message', async () => {
		nock(GRAPH)
			.post(`/v25.0/${PHONE}/messages`)
			.query(true)
			.reply(400, metaError(131009, 'Parameter value is not valid'));
		const { run } = await runNode({ parameters: question(nextMessage), credential: withSecret });
		expect(run.status).toBe('error');
		expect(JSON.stringify(run)).not.toMatch(/n8nwait|n8nask1/);
	});

	test.each(['', '  '])(
		'rejects a question for the next message without an app secret (%j) before anything is sent',
		async (appSecret) => {
			const { run, error, bodies } = await sendQuestion(nextMessage, undefined, {
				credential: { ...withSecret, appSecret },
			});
			expect(run.status).toBe('error');
			expect(error.message).toBe(
				"'Response Channel' cannot be 'Next Message' yet: 'App Secret' in the credential is empty",
			);
			expect(bodies).toEqual([]);
		},
	);
});

test("writes objects in the message as JSON, like n8n's message for the review of a tool", async () => {
	const { bodies } = await sendQuestion({ message: '=Run {{ $json.tool }}?\nInput: {{ $json.input }}' }, [
		{ json: { tool: 'Send', input: { to: 'Ada', '$&': [1] } } },
	]);
	expect(bodies[0].interactive).toMatchObject({ body: { text: 'Run Send?\nInput: {"to":"Ada","$&":[1]}' } });
});

test('requests signature validation in n8n 1.x, which 2.x does automatically', async () => {
	const { prototype } = jest.requireActual<{ ExecuteContext: { prototype: object } }>('n8n-core').ExecuteContext;
	const { run } = await sendQuestion();
	expect((run.data as { validateSignature?: boolean }).validateSignature).toBe(
		'setSignatureValidationRequired' in prototype ? true : undefined,
	);
});

test('waits until the given date', async () => {
	const { run } = await sendQuestion({
		options: {
			limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2031-05-06T07:08:09.000Z' } },
		},
	});
	expect(run.waitTill).toEqual(new Date('2031-05-06T07:08:09.000Z'));
});

describe('validation before anything is sent', () => {
	const cases: Array<[string, Record<string, unknown>, string]> = [
		['an empty message', { message: ' ' }, "'Message' is empty"],
		[
			'a message over the limit of button messages',
			{ answerBy: 'buttons', message: 'x'.repeat(1025) },
			"'Message' has 1,025 characters, WhatsApp allows 1,024",
		],
		[
			'a message over the limit of text with a link',
			{ message: 'x'.repeat(4096) },
			expect.stringMatching(/^'Message' has 4,096 characters, WhatsApp allows 3,\d+$/) as string,
		],
		[
			'a button title that is too long',
			{ answerBy: 'buttons', approvalOptions: { values: { approvalType: 'double', approveLabel: 'x'.repeat(21) } } },
			"'Approve Button Label' has 21 characters, WhatsApp allows 20",
		],
		[
			'two identical buttons',
			{ approvalOptions: double('Yes', 'Yes') },
			"'Disapprove Button Label' is the same as 'Approve Button Label'",
		],
		[
			'a URL button title that is too long',
			{ options: { messageButtonLabel: 'x'.repeat(21) } },
			"'Message Button Label' has 21 characters, WhatsApp allows 20",
		],
		['an empty list of choices', { responseType: 'choice' }, "'Label' of choice 1 is empty"],
		[
			'too many choices for a list',
			{
				responseType: 'choice',
				answerBy: 'buttons',
				defineChoices: 'json',
				choicesJson: JSON.stringify(Array.from({ length: 11 }, (_, n) => `c${n}`)),
			},
			"'Choices' has 11 choices, a list in the chat can have 10",
		],
		[
			'a row title that is too long',
			{
				responseType: 'choice',
				answerBy: 'buttons',
				choices: { choice: ['a', 'b', 'c', 'x'.repeat(25)].map((label) => ({ label })) },
			},
			"'Label' of choice 4 has 25 characters, WhatsApp allows 24",
		],
		['a form without fields', { responseType: 'customForm' }, "'Form Elements' is empty"],
		[
			'a form that is not JSON',
			{ responseType: 'customForm', defineForm: 'json', jsonOutput: '[{' },
			"'Form Fields' is not valid JSON",
		],
		[
			'a missing date',
			{ options: { limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' } } } },
			"'Max Date and Time' under 'Limit Wait Time' is not a date",
		],
		[
			'buttons for a group',
			{ recipientPhoneNumber: GROUP, answerBy: 'buttons' },
			"'Response Channel' cannot be 'Reply Buttons' for a group: groups do not support buttons",
		],
		[
			'the next message of a group',
			{ recipientPhoneNumber: GROUP, responseType: 'freeText', answerBy: 'nextMessage' },
			"'Response Channel' cannot be 'Next Message' for a group: a group has several members",
		],
	];
	test.each(cases)('rejects a question with %s', async (_name, extra, message) => {
		const { run, error, bodies } = await sendQuestion(extra as never);
		expect(run.status).toBe('error');
		expect(error.message).toEqual(message);
		expect(bodies).toEqual([]);
	});

	test('rejects more than one item', async () => {
		const { error, bodies } = await sendQuestion({}, [{ json: {} }, { json: {} }, { json: {} }]);
		expect(error.message).toBe(
			"'Send and Wait for Response' accepts one item, got 3: an execution can wait for one conversation [item 0]",
		);
		expect(error.description).toMatch(/'Loop Over Items' with a batch size of 1/);
		expect(bodies).toEqual([]);
	});

	test('rejects an n8n version that cannot sign resume URLs', async () => {
		const context = jest.requireActual<{ ExecuteContext: { prototype: object } }>('n8n-core').ExecuteContext.prototype;
		Object.defineProperty(context, 'getSignedResumeUrl', { value: undefined, configurable: true });
		try {
			const { error, bodies } = await sendQuestion();
			expect(error.message).toBe("'Send and Wait for Response' needs a newer version of n8n");
			expect(bodies).toEqual([]);
		} finally {
			Reflect.deleteProperty(context, 'getSignedResumeUrl');
		}
	});
});

test('Retry On Fail sends a question once when the input has a field named error', async () => {
	const { run, output, bodies } = await sendQuestion({}, [{ json: { error: 'of an earlier step' } }], {
		node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	});
	expect(run.status).toBe('waiting');
	expect(bodies).toHaveLength(1);
	expect(output).toEqual([{ json: { error: 'of an earlier step' }, pairedItem: { item: 0 } }]);
});

test('continues with an error item, without waiting, when Meta rejects the message', async () => {
	nock(GRAPH).post(`/v25.0/${PHONE}/messages`).reply(400, metaError(131030, 'not allowed'));
	const { run, output } = await runNode({ parameters: question(), node: { onError: 'continueRegularOutput' } });
	expect(run.status).toBe('success');
	expect(run.waitTill).toBeUndefined();
	expect(output?.[0].json.errorDetails).toMatchObject({ code: 131030 });
});

test('shows the question and does not wait in a dry run', async () => {
	const { run, output, bodies } = await sendQuestion({ options: { dryRun: true } });
	expect(run.status).toBe('success');
	expect(bodies).toEqual([]);
	expect(output?.[0].json).toMatchObject({ dryRun: true, requests: [{ body: { type: 'interactive' } }] });
});
