import { EventEmitter } from 'node:events';
import { SeenEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';
import { dropOnArrival } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/dropOnArrival';
import { sortStatuses } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/sortStatuses';
import { messagesChange, NOW, read, statusesChange, text, type Json } from './payloads';

describe('statuses in order', () => {
	const statuses = (...names: string[]): Json => statusesChange(...names.map((status) => ({ id: 'w', status })));
	const output = (names: string[], before: string[] = []): unknown[] =>
		sortStatuses(read(statuses(...names)), (key) => before.includes(key.split('|')[2])).map(({ json }) => json.status);

	test.each<[string[], string[], string[]]>([
		[['read', 'sent', 'delivered'], [], ['sent', 'delivered', 'read']],
		[['delivered'], ['read'], []],
		[['sent', 'delivered', 'played'], ['read'], ['played']],
		[['read'], ['delivered'], ['read']],
		[['failed', 'sent'], ['read'], ['failed']],
		[['read'], ['failed'], ['read']],
	])('outputs %j after %j in order', (names, before, result) => {
		expect(output(names, before)).toEqual(result);
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

describe('events of several requests', () => {
	/** The part of a response that shows whether n8n has stored the execution. */
	class Response extends EventEmitter {
		writableEnded = false;
		destroyed = false;
		statusCode = 200;

		end(statusCode: number): void {
			Object.assign(this, { writableEnded: true, statusCode });
			this.emit('finish');
		}
	}

	const event = read(messagesChange(text('a')));
	const on = { skipDuplicates: true, statusesInOrder: true };

	test.each<[string, (response: Response) => void, number]>([
		['was accepted', (response) => response.end(200), 0],
		['failed', (response) => response.end(500), 1],
		['was aborted', (response) => response.emit('close'), 1],
	])('outputs an event again only if the first request did not store it: the request %s', async (_, finish, again) => {
		const seen = new SeenEvents();
		const first = new Response();
		expect(await dropOnArrival(event, seen, on, first, NOW)).toEqual(event);
		const second = dropOnArrival(event, seen, on, new Response(), NOW);
		finish(first);
		expect(await second).toHaveLength(again);
	});

	test('outputs an event again after a request whose caller had disconnected before the trigger ran', async () => {
		const seen = new SeenEvents();
		const first = Object.assign(new Response(), { destroyed: true });
		expect(await dropOnArrival(event, seen, on, first, NOW)).toEqual(event);
		expect(await dropOnArrival(event, seen, on, new Response(), NOW)).toEqual(event);
	});

	test('drops nothing when both options are off', async () => {
		const seen = new SeenEvents();
		const events = read(statusesChange({ id: 'w', status: 'read' }, { id: 'w', status: 'sent' }));
		const off = { skipDuplicates: false, statusesInOrder: false };
		for (let request = 0; request < 2; request++)
			expect(await dropOnArrival(events, seen, off, new Response(), NOW)).toEqual(events);
		expect(seen.size).toBe(0);
	});
});
