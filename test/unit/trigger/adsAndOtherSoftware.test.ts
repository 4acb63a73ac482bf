import { fieldsOf, message, messagesChange, metadata, read, TIME, type Json } from './payloads';

describe('ads and other software', () => {
	test('outputs tracking_events as one event per row', () => {
		const row = (event_name: string): Json => ({
			event_name,
			timestamp: 1749416383,
			tracking_data: { click_id: 'c', tracking_token: 't' },
		});
		const events = read({ field: 'tracking_events', value: { events: [row('Purchase'), row('Lead')] } });
		expect(events.map(({ json }) => [json.kind, json.eventName, json.timestamp, json.trackingData])).toEqual([
			['trackingEvent', 'Purchase', TIME, { clickId: 'c', trackingToken: 't' }],
			['trackingEvent', 'Lead', TIME, { clickId: 'c', trackingToken: 't' }],
		]);
		expect(new Set(events.map(({ key }) => key)).size).toBe(2);
	});

	test('outputs message_echoes in the format of Messenger', () => {
		const messaging = [
			{
				sender: { id: '1' },
				recipient: { id: '2' },
				timestamp: 1749416383000,
				message: { is_echo: true, app_id: 3, mid: 'mid.1', text: 'hi' },
			},
		];
		expect(fieldsOf({ field: 'message_echoes', value: { metadata, messaging } })).toEqual({
			kind: 'echo',
			from: '1',
			to: '2',
			text: 'hi',
			messageId: 'mid.1',
			timestamp: TIME,
			appId: '3',
		});
	});

	test('outputs for an edit the same replied-to message as for the original', () => {
		expect(
			fieldsOf(
				messagesChange(
					message({
						type: 'edit',
						edit: {
							original_message_id: 'wamid.0',
							message: { context: { id: 'wamid.q' }, type: 'text', text: { body: 'b' } },
						},
					}),
				),
			),
		).toMatchObject({ replyTo: 'wamid.q', text: 'b' });
	});
});
