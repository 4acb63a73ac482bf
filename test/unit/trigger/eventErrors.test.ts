import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { fieldsOf, message, messagesChange, metadata, payload, read, text, type Json } from './payloads';
import { error, errorFields } from './documentedPayloads';

describe('errors', () => {
	test.each<[string, Json]>([
		[
			'a call',
			{
				field: 'calls',
				value: { metadata, calls: [{ id: 'wacid.1', event: 'terminate', status: 'FAILED' }], errors: [error] },
			},
		],
		[
			'a message',
			{
				field: 'messages',
				value: { metadata, messages: [message({ type: 'interactive', interactive: {} })], errors: [error] },
			},
		],
		[
			'a status',
			{ field: 'messages', value: { metadata, statuses: [{ id: 'w', status: 'failed' }], errors: [error] } },
		],
	])('adds errors of the change to the item, beside %s', (_, change) => {
		expect(read(change)[0].json).toMatchObject({ ...errorFields, notification: { errors: [error] } });
	});

	test('adds errors of the change to each of several messages, without attributing them to one', () => {
		const events = read({
			field: 'messages',
			value: { metadata, messages: [text('a'), text('b', { id: 'wamid.2' })], errors: [error] },
		});
		expect(events.map(({ json }) => [json.errorCode, json.notification])).toEqual([
			[undefined, { errors: [error] }],
			[undefined, { errors: [error] }],
		]);
	});

	test('prefers errors of a message over errors of the change', () => {
		const own = { code: 131051, title: 'Message type unknown' };
		const change = {
			field: 'messages',
			value: { metadata, messages: [message({ type: 'unknown', errors: [own] })], errors: [error] },
		};
		expect(fieldsOf(change)).toMatchObject({
			known: false,
			type: 'unknown',
			errorCode: 131051,
			errorTitle: 'Message type unknown',
		});
		expect(fieldsOf(change)).not.toHaveProperty('errorDetails');
	});

	test.each(['unknown', 'hologram', 'contacts', 'unsupported'])('reads errors from a message of type %s', (type) => {
		expect(fieldsOf(messagesChange(message({ type, errors: [error] })))).toMatchObject(errorFields);
	});

	test('treats errors without ID and time as duplicates only within the minute of their arrival', () => {
		const body = payload({ field: 'messages', value: { metadata, errors: [error] } });
		const keyAt = (now: number): string => parseEvents(body, now).events[0].key;
		expect(keyAt(1749416459_000)).toBe(keyAt(1749416400_000));
		expect(keyAt(1749416460_000)).not.toBe(keyAt(1749416400_000));
	});
});
