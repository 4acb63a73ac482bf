import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/output';
import { sortStatuses } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/statusOrder';
import { messagesChange, metadata, read, statusesChange, text, type Json } from './payloads';

describe('raw output', () => {
	test('is the change in the format of the built-in trigger', () => {
		const first = messagesChange(text('a'), text('b', { id: 'wamid.2' })) as { field: string; value: Json };
		const second = { field: 'account_update', value: { event: 'X', country: 'DE' } };
		expect(toOutput(read(first, second), 'raw')).toEqual([
			{ ...first.value, field: 'messages' },
			{ ...second.value, field: 'account_update' },
		]);
	});

	test('contains only the rows that start the workflow', () => {
		const change = {
			field: 'messages',
			value: { metadata, messages: [text('a'), text('b', { id: 'wamid.2' })], statuses: [{ id: 'w', status: 'sent' }] },
		};
		const [, second] = read(change);
		expect(toOutput([second], 'raw')).toEqual([
			{ metadata, messages: [text('b', { id: 'wamid.2' })], field: 'messages' },
		]);
	});

	test('keeps a nested structure together', () => {
		const value = { metadata, history: [{ threads: [{ messages: [text('a'), text('b', { id: 'wamid.2' })] }] }] };
		expect(toOutput(read({ field: 'history', value }).slice(1), 'raw')).toEqual([{ ...value, field: 'history' }]);
	});
});

test('outputs all events in one item as a bundle', () => {
	const events = read(messagesChange(text('a'), text('b', { id: 'wamid.2' })));
	expect(toOutput(events, 'bundle')).toEqual([{ count: 2, events: events.map(({ json }) => json) }]);
	expect(toOutput(events, 'events')).toEqual(events.map(({ json }) => json));
});

describe('statuses in order', () => {
	const statuses = (...names: string[]): Json => statusesChange(...names.map((status) => ({ id: 'w', status })));
	const told = (names: string[], before: string[] = []): unknown[] =>
		sortStatuses(read(statuses(...names)), (key) => before.includes(key.split('|')[2])).map(({ json }) => json.status);

	test.each<[string[], string[], string[]]>([
		[['read', 'sent', 'delivered'], [], ['sent', 'delivered', 'read']],
		[['delivered'], ['read'], []],
		[['sent', 'delivered', 'played'], ['read'], ['played']],
		[['read'], ['delivered'], ['read']],
		[['failed', 'sent'], ['read'], ['failed']],
		[['read'], ['failed'], ['read']],
	])('outputs %j after %j in order', (names, before, result) => {
		expect(told(names, before)).toEqual(result);
	});

	test('sorts each message separately, and leaves other events in place', () => {
		const events = read(
			statusesChange({ id: 'a', status: 'read' }, { id: 'b', status: 'sent' }, { id: 'a', status: 'sent' }),
			messagesChange(text('x')),
		);
		expect(
			sortStatuses(events, () => false).map(({ json }) => `${String(json.messageId)} ${String(json.status)}`),
		).toEqual(['a sent', 'b sent', 'a read', 'wamid.1 undefined']);
	});

	test('sorts each member of a group separately', () => {
		const row = (status: string, recipient_participant_id: string): Json => ({
			id: 'g',
			status,
			recipient_type: 'group',
			recipient_participant_id,
		});
		const events = read(statusesChange(row('sent', '1'), row('sent', '2')));
		expect(sortStatuses(events, (key) => key === 'status|g|read|1').map(({ json }) => json.participantId)).toEqual([
			'2',
		]);
	});
});
