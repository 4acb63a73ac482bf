import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { messagesChange, NOW, payload, text, type Json } from './payloads';

const hello = messagesChange(text('hello'));
const about = (...entry: unknown[]): Json => ({ object: 'whatsapp_business_account', entry });

test.each<[string, unknown, number, 'all' | 'part' | undefined]>([
	['a delivery', payload(hello), 1, undefined],
	['a missing object', 'hello', 0, 'all'],
	['missing entries', about(), 0, 'all'],
	['entries that are not a list', { entry: { id: '1' } }, 0, 'all'],
	['an entry without changes', about({ id: '1', changes: [] }), 0, 'all'],
	['one readable entry of two', about({ id: '1', changes: [hello] }, { id: '2' }), 1, 'part'],
	['one readable change of two', about({ id: '1', changes: [hello, null] }), 1, 'part'],
])('reports what cannot be read: %s', (_, body, count, unreadable) => {
	const parsed = parseEvents(body, NOW);
	expect([parsed.events.length, parsed.unreadable]).toEqual([count, unreadable]);
});
