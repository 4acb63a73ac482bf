import { message, messagesChange, metadata, type Json } from './payloads';
import { error, keysOf } from './documentedPayloads';

describe('events that share an ID have different keys', () => {
	test.each<[string, Json, Json]>([
		[
			'an unsupported message and its content that follows',
			{ type: 'unsupported', errors: [error] },
			{ type: 'text', text: { body: 'a' } },
		],
		[
			'a message and its revocation',
			{ type: 'text', text: { body: 'a' } },
			{ type: 'revoke', revoke: { original_message_id: 'wamid.1' } },
		],
		['two edits', { type: 'edit', edit: {} }, { type: 'edit', edit: {}, timestamp: '1749416390' }],
	])('creates different keys for %s', (_, first, second) => {
		const [one, other] = keysOf(messagesChange(message(first)), messagesChange(message(second)));
		expect(one).not.toBe(other);
	});

	test('creates different keys for two purchases in the same chat at different times', () => {
		const lead = (timestamp: string): Json => ({
			field: 'automatic_events',
			value: { metadata, automatic_events: [{ id: 'wamid.1', event_name: 'Purchase', timestamp }] },
		});
		expect(new Set(keysOf(lead('1749416383'), lead('1749416384'), lead('1749416383'))).size).toBe(2);
	});
});
