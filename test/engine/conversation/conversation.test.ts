import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { accepted, metaError, sent } from '../fixtures';
import { credential, GRAPH, PHONE, runNode } from '../harness';
import { cut, json, localServer, type Handler } from '../localServer';
import { AUTH, mockedNetwork } from '../templateManagement/support';

mockedNetwork();

const PATH = `/v25.0/${PHONE}/messages`;
const GROUP = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const ID = 'wamid.HBgLMTY1MDUwNzY1MjAVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA';

const run = async (operation: string, parameters: INodeParameters): ReturnType<typeof runNode> =>
	await runNode({ parameters: { resource: 'message', operation, phoneNumberId: PHONE, ...parameters } });

/** Runs against a server that drops connections as the handlers say. @returns the result, and the requests received */
async function overBreaks(
	operation: string,
	parameters: INodeParameters,
	...handlers: Handler[]
): Promise<Awaited<ReturnType<typeof runNode>> & { requests: string[] }> {
	nock.enableNetConnect('127.0.0.1');
	const server = await localServer(...handlers);
	const all = { resource: 'message', operation, phoneNumberId: PHONE, ...parameters };
	const result = await runNode({ parameters: all, credential: { ...credential, baseUrl: server.url } });
	await server.close();
	return { ...result, requests: server.requests };
}

const expectBody = (body: IDataObject): void =>
	void nock(GRAPH, AUTH)
		.post(PATH, body as never)
		.reply(200, { success: true });

describe('Mark as Read', () => {
	const read = { messaging_product: 'whatsapp', status: 'read', message_id: ID };

	test('marks a message as read, with and without typing indicator', async () => {
		expectBody(read);
		expect((await run('markAsRead', { messageId: ` ${ID} ` })).output).toEqual([
			{ json: { success: true }, pairedItem: { item: 0 } },
		]);
		expectBody({ ...read, typing_indicator: { type: 'text' } });
		expect((await run('markAsRead', { messageId: ID, typingIndicator: true })).output).toEqual([
			{ json: { success: true }, pairedItem: { item: 0 } },
		]);
	});

	test('retries after a dropped connection, since marking as read is idempotent', async () => {
		const { output, requests } = await overBreaks('markAsRead', { messageId: ID }, cut, json({ success: true }));
		expect(output?.[0].json).toEqual({ success: true });
		expect(requests).toEqual([`POST ${PATH}`, `POST ${PATH}`]);
	});

	test.each([
		['={{ "" }}', "'Message ID' is empty"],
		['12345', "'Message ID' is not a message ID"],
		['={{ {} }}', "'Message ID' needs text, got an object"],
	])('rejects %s as message ID', async (messageId, message) => {
		expect((await run('markAsRead', { messageId })).error.message).toBe(message);
	});

	test("returns Meta's error message for an unknown message", async () => {
		nock(GRAPH)
			.post(PATH)
			.reply(400, metaError(131009, 'Parameter value is not valid', 'Message not found'));
		expect((await run('markAsRead', { messageId: ID })).error.description).toContain('Message not found');
	});
});

describe('Pin and Unpin', () => {
	const body = (pin: IDataObject): IDataObject => ({
		messaging_product: 'whatsapp',
		to: GROUP,
		recipient_type: 'group',
		type: 'pin',
		pin,
	});

	test('sends the complete pin request, and returns the response', async () => {
		nock(GRAPH, AUTH)
			.post(PATH, body({ type: 'pin', message_id: ID, expiration_days: 30 }) as never)
			.reply(200, accepted(GROUP, 'wamid.9'));
		expect((await run('pin', { recipientGroupId: GROUP, messageId: ID, expirationDays: 30 })).output).toEqual([
			{ json: sent(GROUP, 'wamid.9'), pairedItem: { item: 0 } },
		]);
		nock(GRAPH, AUTH)
			.post(PATH, body({ type: 'unpin', message_id: ID }) as never)
			.reply(200, accepted(GROUP, 'wamid.10'));
		expect((await run('unpin', { recipientGroupId: GROUP, messageId: ID })).output?.[0].json).toEqual(
			sent(GROUP, 'wamid.10'),
		);
	});

	test('names the messaging account of a number that has several', async () => {
		const pin = async (messagingAccountId: string) =>
			await run('unpin', { recipientGroupId: GROUP, messageId: ID, additionalFields: { messagingAccountId } });
		nock(GRAPH)
			.post(PATH, { ...body({ type: 'unpin', message_id: ID }), messaging_account_id: '102290129340398' } as never)
			.reply(200, {});
		expect((await pin('102290129340398')).error).toBeUndefined();
		expect((await pin('mine')).error?.message).toBe("'Messaging Account ID' is not an ID: those are digits only");
	});

	test('accepts a pin of 1 to 30 days', async () => {
		const pin = async (expirationDays: number | string): Promise<string | undefined> =>
			(await run('pin', { recipientGroupId: GROUP, messageId: ID, expirationDays })).error?.message;
		nock(GRAPH)
			.post(PATH, ({ pin: { expiration_days: days } }: { pin: IDataObject }) => days === 1)
			.reply(200, accepted(GROUP, 'wamid.9'));
		expect(await pin(1)).toBeUndefined();
		expect(await pin(0)).toBe("'Pin Duration (Days)' is 0, WhatsApp allows 1 to 30");
		expect(await pin(31)).toBe("'Pin Duration (Days)' is 31, WhatsApp allows 1 to 30");
		expect(await pin('={{ "soon" }}')).toBe("'Pin Duration (Days)' is not a whole number");
	});

	test.each([
		['={{ "" }}', "'Group' is empty"],
		['https://chat.whatsapp.com/abc', "'Group' is an invitation link, not a group ID"],
	])('rejects the group ID %s', async (recipientGroupId, message) => {
		expect((await run('unpin', { recipientGroupId, messageId: ID })).error.message).toBe(message);
	});

	test('does not retry after a dropped connection, since the pin may exist', async () => {
		const { error, requests } = await overBreaks(
			'pin',
			{ recipientGroupId: GROUP, messageId: ID, expirationDays: 7 },
			cut,
		);
		expect(error.context.outcome).toBe('unknown');
		expect(requests).toEqual([`POST ${PATH}`]);
	});
});
