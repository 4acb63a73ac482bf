import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { accepted, metaError } from '../fixtures';
import { GRAPH, runNode } from '../harness';
import { PERSON, question } from './question';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

/** The check remembers numbers for a few minutes, so each test has its own. */
let number = 106540352000000;
const nextNumber = (): string => String(number++);

/** Asks by buttons from a number whose webhooks Meta sends to these callbacks. @param status of Meta's response */
async function ask(phone: string, configuration: IDataObject | undefined, extra: IDataObject = {}, status = 200) {
	let checks = 0;
	nock(GRAPH)
		.persist()
		.get(`/v25.0/${phone}`)
		.query({ fields: 'webhook_configuration' })
		.reply(() => {
			checks++;
			const body = { id: phone, ...(configuration && { webhook_configuration: configuration }) };
			return [status, status === 200 ? body : metaError(200, 'Permissions error')];
		});
	let sent = 0;
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${phone}/messages`)
		.query(true)
		.reply(() => {
			sent++;
			return [200, accepted(PERSON, `wamid.${sent}`)];
		});
	const result = await runNode({
		parameters: question({
			phoneNumberId: { __rl: true, mode: 'id', value: phone },
			answerBy: 'buttons',
			...(extra as object),
		}),
		input: [{ json: {} }],
	});
	return { ...result, checks, sent };
}

const OWN = 'http://localhost:5678/webhook/5e0a/webhook';

test.each([
	['the app', { application: OWN }],
	['the account', { whatsapp_business_account: OWN, application: 'https://other.example/hook' }],
	['the number', { phone_number: OWN, whatsapp_business_account: 'https://other.example/hook' }],
	['a test run', { application: 'http://localhost:5678/webhook-test/5e0a/webhook' }],
])('sends the question when a trigger of this n8n is the callback of %s, with one check', async (_name, callbacks) => {
	const phone = nextNumber();
	const first = await ask(phone, callbacks);
	expect([first.error, first.run.status, first.checks, first.sent]).toEqual([undefined, 'waiting', 1, 1]);
	nock.cleanAll();
	const second = await ask(phone, callbacks);
	expect([second.run.status, second.checks, second.sent]).toEqual(['waiting', 0, 1]);
});

test.each<[string, IDataObject, string]>([
	[
		'there is no callback',
		{},
		'No WhatsApp Trigger listens on the sender phone number, so the reply would not be received',
	],
	[
		'the callback is another webhook of this n8n',
		{ application: 'http://localhost:5678/webhook/whatsapp-in' },
		"Meta sends the messages of the sender phone number to '/webhook/whatsapp-in' on this n8n, which is not a WhatsApp Trigger",
	],
	[
		"the number's own callback is another webhook of this n8n",
		{ phone_number: 'http://localhost:5678/webhook/in', application: OWN },
		"Meta sends the messages of the sender phone number to '/webhook/in' on this n8n, which is not a WhatsApp Trigger",
	],
])('does not send the question when %s', async (_name, callbacks, message) => {
	const phone = nextNumber();
	const { error, sent } = await ask(phone, callbacks);
	expect([error.message, sent]).toEqual([message, 0]);
	expect(error.description).toBe(
		"Publish a workflow with this package's WhatsApp Trigger on the same phone number, or set 'Response Channel' to 'Web Form'",
	);
	nock.cleanAll();
	expect((await ask(phone, { application: OWN })).sent).toBe(1);
});

test.each<[string, IDataObject | undefined, number, string]>([
	['a permission is missing', {}, 403, 'Meta did not return where it sends the messages of this phone number'],
	[
		'Meta does not return the callbacks',
		undefined,
		200,
		'Meta did not return where it sends the messages of this phone number',
	],
	[
		'the callback is on another host, which may pass webhooks on',
		{ application: 'https://gateway.example/in?key=s3cret' },
		200,
		'Meta sends the messages of this phone number to gateway.example, not to this n8n',
	],
])('sends the question with a warning when %s', async (_name, callbacks, status, warning) => {
	const { error, run, sent } = await ask(nextNumber(), callbacks, {}, status);
	expect([error, run.status, sent]).toEqual([undefined, 'waiting', 1]);
	const hints = JSON.stringify(run);
	expect(hints).toContain(warning);
	expect(hints).not.toContain('s3cret');
});

test('does not check for questions that are answered on a page, and in dry runs', async () => {
	const page = await ask(nextNumber(), {}, { answerBy: 'link' });
	expect([page.run.status, page.checks, page.sent]).toEqual(['waiting', 0, 1]);
	const dry = await ask(nextNumber(), {}, { options: { dryRun: true } });
	expect([dry.error, dry.checks, dry.sent]).toEqual([undefined, 0, 0]);
});
