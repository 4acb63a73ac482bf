import { api, combinedMessages, itemsOf, mockMeta, photo, run } from './enrichment';
import type { Output } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { message, messagesChange, PHONE, statusesChange, text, type Json } from '../../unit/trigger/payloads';

const accepted = { success: true };

mockMeta();

describe('mark as read', () => {
	test('sends one request per user, for the newest message', async () => {
		const body = (message_id: string): Json => ({ messaging_product: 'whatsapp', status: 'read', message_id });
		api()
			.post(`/v25.0/${PHONE}/messages`, body('wamid.2') as never)
			.reply(200, accepted);
		api()
			.post(`/v25.0/${PHONE}/messages`, body('wamid.3') as never)
			.reply(200, accepted);
		const other = text('c', { id: 'wamid.3', from: '1', from_user_id: 'US.1' });
		await run(
			itemsOf(
				'events',
				messagesChange(text('a'), text('b', { id: 'wamid.2' }), other),
				statusesChange({ id: 'w', status: 'read' }),
			),
			{ markAsRead: true },
		);
	});

	test.each<[Output]>([['events'], ['bundle'], ['raw']])(
		'marks each message of a group separately, without typing indicator, with output %s',
		async (output) => {
			const grouped = (id: string): Json => text('d', { id, group_id: 'G1' });
			for (const message_id of ['wamid.1', 'wamid.2']) {
				api()
					.post(`/v25.0/${PHONE}/messages`, { messaging_product: 'whatsapp', status: 'read', message_id })
					.reply(200, accepted);
			}
			await run(itemsOf(output, messagesChange(grouped('wamid.1'), grouped('wamid.2'))), { showTyping: true });
		},
	);

	test.each<[Output]>([['events'], ['bundle'], ['raw']])('never marks a voicemail with output %s', async (output) => {
		const voicemail = message({ id: 'wacid.1', type: 'audio', audio: { id: '77' } });
		const [item] = await run(itemsOf(output, messagesChange(voicemail)), { markAsRead: true });
		expect(JSON.stringify(item.json)).not.toContain('Error');
	});

	test.each<[Output]>([['events'], ['bundle'], ['raw']])(
		'shows the typing indicator with output %s',
		async (output) => {
			api()
				.post(`/v25.0/${PHONE}/messages`, {
					messaging_product: 'whatsapp',
					status: 'read',
					message_id: 'wamid.1',
					typing_indicator: { type: 'text' },
				})
				.reply(200, accepted);
			await run(itemsOf(output, messagesChange(text('a'))), { showTyping: true });
		},
	);

	test('emits the message with an error when Meta rejects the request', async () => {
		api()
			.post(`/v25.0/${PHONE}/messages`)
			.reply(400, {
				error: {
					message: '(#100) Invalid parameter',
					type: 'OAuthException',
					code: 100,
					error_data: { details: 'Message ID is too old' },
				},
			});
		const [{ json }] = await run(itemsOf('events', messagesChange(text('a'))), { markAsRead: true });
		expect(json).toMatchObject({ kind: 'message', text: 'a' });
		expect(json.markAsReadError).toContain('Message ID is too old');
	});

	test('sends no request for messages from the history', async () => {
		await run(
			itemsOf('events', {
				field: 'history',
				value: { metadata: { phone_number_id: PHONE }, messages: [photo('wamid.1', '11')] },
			}),
			{ markAsRead: true, downloadMedia: true },
		);
	});

	test('marks combined messages once, by the newest one', async () => {
		api()
			.post(`/v25.0/${PHONE}/messages`, { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.3' })
			.reply(200, accepted);
		await run([combinedMessages()], { markAsRead: true });
	});
});
