import 'reflect-metadata';
// Must load before n8n-core, whose HTTP client captures the modules that exist when it loads.
import nock from 'nock';
import { createHash } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { combinedItem } from '../../../nodes/WhatsAppBusinessCloud/trigger/combine/combinedItem';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import type { Output } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { message, messagesChange, read, text, type Json } from '../../unit/trigger/payloads';
import { GRAPH, openBinaryStore, TOKEN } from '../harness';
import { execute } from './execution';
import { mockAllRequests } from './mockedRequests';

/** Runs the trigger in an execution that its webhook started. */
export const run = async (
	items: IDataObject[],
	options: IDataObject,
	hasCredential = true,
): Promise<INodeExecutionData[]> =>
	await execute(
		items.map((json) => ({ json })),
		{ options, hasCredential },
	);

/** What the webhook outputs for deliveries. */
export const itemsOf = (output: Output, ...changes: Json[]): IDataObject[] => toOutput(read(...changes), output);

/** An image message. */
export const photo = (id: string, media: string, rest: Json = {}): Json =>
	message({ id, type: 'image', image: { id: media, caption: 'Look', mime_type: 'image/jpeg' }, ...rest });

/** Mocks requests with the credential's token. */
export const api = (): nock.Scope => nock(GRAPH, { reqheaders: { authorization: `Bearer ${TOKEN}` } });

/** Mocks Meta's two responses for a file. */
export function serve(id: string, content: Buffer, described: Json = {}): void {
	const url = `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${id}`;
	api()
		.get(`/v25.0/${id}`)
		.reply(200, {
			url,
			mime_type: 'image/jpeg',
			sha256: createHash('sha256').update(content).digest('hex'),
			file_size: content.length,
			id,
			messaging_product: 'whatsapp',
			...described,
		});
	nock('https://lookaside.fbsbx.com')
		.get(`/whatsapp_business/attachments/?mid=${id}`)
		.reply(200, content, { 'content-type': 'image/jpeg' });
}

/** An item of three messages: a photo, a text and another photo. */
export const combinedMessages = (): IDataObject =>
	combinedItem(
		itemsOf('events', messagesChange(photo('wamid.1', '11'), text('b', { id: 'wamid.2' }), photo('wamid.3', '12'))),
	);

/** Lets no request out, and fails a test that does not send all expected ones. */
export function mockMeta(): void {
	beforeAll(openBinaryStore);
	mockAllRequests();
}
