import type { INodeParameters } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator/src';
import { credential, runNode, type RunResult } from './harness';

const USER_ID = 'US.13491208655302741918';

let emulator: Emulator;

beforeAll(async () => void (emulator = await startEmulator({ messagesPerSecond: 0, directSend: true })));
afterEach(() => emulator.reset());
afterAll(async () => await emulator.close());

async function send(parameters: INodeParameters): Promise<RunResult> {
	const { accessToken, phoneNumberId } = emulator.seed;
	return await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumberId,
			recipientPhoneNumber: '+16505550001',
			messageType: 'text',
			textBody: '123456 is your code',
			...parameters,
		},
		credential: { ...credential, accessToken, baseUrl: emulator.url },
	});
}

const direct = (settings: INodeParameters): INodeParameters => ({ additionalFields: { directSend: { settings } } });
const sentBodies = () => emulator.messages.map(({ body }) => body);

test('sends an authentication text to a phone number', async () => {
	expect((await send(direct({ category: 'authentication', ttlSeconds: 600 }))).error?.message).toBeUndefined();
	expect(sentBodies()).toEqual([
		{
			messaging_product: 'whatsapp',
			to: '+16505550001',
			type: 'text',
			text: { body: '123456 is your code' },
			category: 'authentication',
			ttl_seconds: 600,
		},
	]);
});

test('sends a service message with its category', async () => {
	expect((await send(direct({ category: 'service' }))).error?.message).toBeUndefined();
	expect(sentBodies()).toMatchObject([{ category: 'service' }]);
});

const rawMessage = JSON.stringify({ type: 'text', text: { body: '1' }, category: 'authentication' });

test.each([
	["'Direct Send' of the form", direct({ category: 'authentication' }), 'Direct Send'],
	['a category in raw JSON', { messageType: 'raw', rawMessage }, 'Message (JSON)'],
])('rejects an authentication message to a user ID before it is sent: %s', async (_name, parameters, field) => {
	const { error } = await send({ recipientPhoneNumber: USER_ID, ...parameters });
	expect(error.message).toBe(
		`'${field}' sends an authentication message, which can only be sent to phone numbers, not to user IDs`,
	);
	expect(emulator.requests).toEqual([]);
});

test('sends a utility message to a user ID', async () => {
	expect(
		(await send({ recipientPhoneNumber: USER_ID, ...direct({ category: 'utility' }) })).error?.message,
	).toBeUndefined();
	expect(sentBodies()).toMatchObject([{ recipient: USER_ID, category: 'utility' }]);
});
