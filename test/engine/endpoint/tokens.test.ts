import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { readFlowToken } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/token';
import { accepted } from '../fixtures';
import { credential, GRAPH, PHONE, runNode, WITH_FLOWS } from '../harness';

const SECRET = 'app-secret-of-both-credentials';
const withSecret = { ...credential, appSecret: SECRET };

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const flowMessage = (additionalFields: INodeParameters): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	phoneNumberId: PHONE,
	recipientPhoneNumber: '+49 1512 3456789',
	messageType: 'flow',
	textBody: 'Book',
	buttonText: 'Book',
	flow: { __rl: true, mode: 'id', value: '1434689960874242' },
	flowAction: 'data_exchange',
	additionalFields,
});

const template = (additionalFields: INodeParameters, components: object[]): INodeParameters => ({
	resource: 'message',
	operation: 'sendTemplate',
	phoneNumberId: PHONE,
	recipientPhoneNumber: '4915123456789',
	template: 'booking|en_US',
	templateInput: 'json',
	componentsJson: JSON.stringify(components),
	additionalFields,
});

const flowTokenOptions = (values: INodeParameters): INodeParameters => ({ signedFlowToken: { token: values } });

/** @returns the request body that was sent */
async function send(parameters: INodeParameters): Promise<Record<string, never>> {
	let sent: unknown;
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: unknown) => {
			sent = body;
			return true;
		})
		.query(true)
		.reply(200, accepted('4915123456789', 'wamid.1'));
	const { error } = await runNode({ parameters, credential: withSecret });
	expect(error).toBeUndefined();
	return sent as Record<string, never>;
}

/** Reads a token as the endpoint does, with its expiry as the number of hours from now. */
function read(token: string, secret = SECRET) {
	const now = Date.now();
	const reading = readFlowToken(token, secret, now);
	if (!('content' in reading)) return reading;
	const { expires, ...content } = reading.content;
	return { state: reading.state, content, hours: expires && Math.round((expires - now) / 3_600_000) };
}

test('Message > Send creates a token for the recipient and flow', async () => {
	const { interactive } = await send(flowMessage(flowTokenOptions({ expiresAfter: 48, tokenData: '{"order":7}' })));
	const { parameters } = (interactive as { action: { parameters: { flow_token: string } } }).action;
	expect(read(parameters.flow_token)).toEqual({
		state: 'valid',
		hours: 48,
		content: { recipient: '4915123456789', flow: '1434689960874242', data: { order: 7 } },
	});
	expect(read(parameters.flow_token, 'other')).toEqual({ state: 'forged' });
});

test('expires after one day by default, and never when Expires After is 0', async () => {
	const token = async (values: INodeParameters) =>
		(
			(await send(flowMessage(flowTokenOptions(values)))) as unknown as {
				interactive: { action: { parameters: { flow_token: string } } };
			}
		).interactive.action.parameters.flow_token;
	expect(read(await token({ expiresAfter: 0 }))).toMatchObject({ state: 'valid', hours: undefined });
	expect(read(await token({}))).toMatchObject({ hours: 24 });
});

test('adds a token to each flow button of a template, including buttons of cards', async () => {
	const button = {
		type: 'button',
		sub_type: 'flow',
		index: '0',
		parameters: [{ type: 'action', action: { flow_token: 'unused', flow_action_data: { a: 1 } } }],
	};
	const card = { card_index: 0, components: [{ ...button, parameters: [{ type: 'action', action: {} }] }] };
	const sent = await send(
		template(flowTokenOptions({}), [
			{ type: 'body', parameters: [{ type: 'text', text: 'x' }] },
			button,
			{ type: 'carousel', cards: [card] },
		]),
	);
	const found = JSON.stringify(sent).match(/n8nflow1\.[\w.-]+/g) ?? [];
	expect(found.map((token) => read(token))).toEqual(
		Array(2).fill({ state: 'valid', hours: 24, content: { recipient: '4915123456789' } }),
	);
	expect(JSON.stringify(sent)).not.toContain('unused');
	expect(JSON.stringify(sent)).toContain('"flow_action_data":{"a":1}');
});

test.each<[string, INodeParameters, object, RegExp]>([
	[
		'missing app secret',
		flowMessage(flowTokenOptions({})),
		credential,
		/^A flow token cannot be signed: 'App Secret' in the credential is empty/,
	],
	[
		'two tokens',
		flowMessage({ flowToken: 'mine', ...flowTokenOptions({}) }),
		withSecret,
		/^'Signed Flow Token' is set, and so is 'Flow Token'/,
	],
	[
		'no flow button',
		template(flowTokenOptions({}), [{ type: 'body', parameters: [{ type: 'text', text: 'x' }] }]),
		withSecret,
		/no button of this message opens a flow/,
	],
	[
		'invalid number of hours',
		flowMessage(flowTokenOptions({ expiresAfter: -1 })),
		withSecret,
		/^'Expires After \(Hours\)' is not a number of hours/,
	],
	[
		'data that is not an object',
		flowMessage(flowTokenOptions({ tokenData: '[1]' })),
		withSecret,
		/^'Token Data \(JSON\)' needs a JSON object/,
	],
	[
		'data that is too large',
		flowMessage(flowTokenOptions({ tokenData: JSON.stringify({ a: 'x'.repeat(3000) }) })),
		withSecret,
		/^'Token Data \(JSON\)' is too large/,
	],
])('rejects a token before anything is sent: %s', async (_, parameters, data, message) => {
	const { error } = await runNode({ parameters, credential: data as typeof credential });
	expect(error.message).toMatch(message);
	expect(error.message).not.toContain(SECRET);
});

test('Flow > Create Token reads a recipient of Default Country', async () => {
	const parameters: INodeParameters = {
		resource: 'flow',
		operation: 'createToken',
		forRecipient: '55 1234 5678',
		options: { defaultCountry: { __rl: true, mode: 'list', value: 'MX' } },
	};
	const { output } = await runNode({ parameters, credential: withSecret, node: WITH_FLOWS });
	expect(output![0].json.recipient).toBe('525512345678');
});

test('Flow > Create Token returns a token and its content', async () => {
	const parameters: INodeParameters = {
		resource: 'flow',
		operation: 'createToken',
		forRecipient: 'us.13491208655302741918',
		expiresAfter: 1,
		tokenData: '{"order":7}',
	};
	const { output } = await runNode({ parameters, credential: withSecret, node: WITH_FLOWS });
	const { flowToken, expiresAt, ...content } = output![0].json;
	expect(content).toEqual({ recipient: 'US.13491208655302741918', data: { order: 7 } });
	expect(read(flowToken as string)).toEqual({ state: 'valid', hours: 1, content });
	expect(Math.round((Date.parse(String(expiresAt)) - Date.now()) / 60_000)).toBe(60);
	const { error } = await runNode({ parameters, credential, node: WITH_FLOWS });
	expect(error.message).toMatch(/^A flow token cannot be signed/);
});
