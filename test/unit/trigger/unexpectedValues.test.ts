import { filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import { OUTPUTS, parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import type { ReceivedEvent } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/types';
import { WEBHOOK_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { parsePayload } from '../../../nodes/WhatsAppBusinessCloud/webhooks/rawBody';
import { expectEqual } from '../expectEqual';
import { withZod } from '../withZod';
import { deliveries } from './deliveries';
import { messagesChange, NOW, payload, text, type Json } from './payloads';

const load = () =>
	jest.requireActual<typeof import('../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents')>(
		'../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents',
	);

const { parseEvents } = withZod('zod/v3', load);
const { parseEvents: parseWithZod4 } = withZod('zod/v4', load);

const readSettings = async () =>
	await parseSettings({
		updates: WEBHOOK_FIELDS.map((update) => update.value),
		filters: { textContains: 'a', interactiveIds: 'a*', messageTypes: ['text'], maxAge: 5 },
		options: { messageStatusUpdates: ['all'] },
	});

/** A value of each JSON type, and values that code could trip over. */
const VALUES: unknown[] = [
	null,
	true,
	-1,
	1.5,
	1e300,
	'',
	'new_value',
	'16505551234',
	'99999999999999999999',
	'\ud800',
	'a\r\nb',
	[],
	[null, 'a', [1]],
	[{ id: 'new', type: 'text', text: { body: 'b' } }],
	{},
	{ length: { toString: null } },
	{ new_key: { inner: [{ deep: 'new' }] } },
	{ id: 5, type: 6, timestamp: [], name: null, from: {}, errors: [7] },
	JSON.parse('{"__proto__":{"id":"x"},"constructor":{"prototype":1},"toString":null,"length":-1}'),
];

const NAMES = ['new_key', '__proto__', 'constructor', 'toString', 'errors', 'contacts', 'metadata', 'type', 'id'];

type Container = Record<string, unknown>;

/** All objects and lists in a value. */
const containersIn = (value: unknown): Container[] =>
	typeof value === 'object' && value !== null
		? [value as Container, ...Object.values(value).flatMap((inner) => containersIn(inner))]
		: [];

const set = (container: Container, key: string, value: unknown): void => {
	Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true });
};

/** Values and new names take turns: together, the deliveries have each of them at each kind of place. */
let next = 0;

/** The delivery with a value set at each place, one at a time: an existing place, or one with a new name. */
function* variantsOf(delivery: Json): Generator<Json> {
	const copy = structuredClone(delivery);
	for (const container of containersIn(copy)) {
		const isList = Array.isArray(container);
		const names = [...Object.keys(container), isList ? String(container.length) : NAMES[next % NAMES.length]];
		for (const name of new Set(names)) {
			const had = Object.hasOwn(container, name);
			const before = container[name];
			set(container, name, VALUES[next++ % VALUES.length]);
			yield copy;
			if (had) set(container, name, before);
			else if (isList) container.length = Number(name);
			else delete container[name];
		}
	}
	expectEqual(JSON.stringify(copy), JSON.stringify(delivery));
}

const shown = (events: ReceivedEvent[]): string =>
	JSON.stringify(events.map(({ json, kind, update, key, place }) => [json, kind, update, key, place]));

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether each change of a delivery is in at least one event, and each event contains Meta's own object. */
function expectAllThere(delivery: Json, events: ReceivedEvent[]): void {
	const entries = Array.isArray(delivery.entry) ? (delivery.entry as unknown[]) : [];
	const changes = entries
		.filter(isObject)
		.flatMap((entry) => (Array.isArray((entry as Json).changes) ? ((entry as Json).changes as unknown[]) : []))
		.filter(isObject) as Json[];
	const values = new Set(events.map(({ change }) => change.value));
	expectEqual(new Set(events.map(({ change }) => change)).size, changes.length);
	for (const { value } of changes) {
		if (!isObject(value)) continue;
		expectEqual(values.has(value as Json), true);
		for (const list of ['messages', 'statuses', 'calls', 'groups', 'message_echoes']) {
			const rows = (value as Json)[list];
			const isRead = events.some(({ change, place }) => change.value === value && place?.list === list);
			if (!Array.isArray(rows) || !isRead) continue;
			const read = new Set(events.map(({ place }) => place?.row));
			for (const row of rows.filter(isObject)) expectEqual(read.has(row as Json), true);
		}
	}
	for (const { json, place, change } of events)
		expectEqual([json.message, json.value].includes(place?.row ?? change.value), true);
}

beforeAll(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));

test('any value at any place of any delivery loses no event and changes no received value', async () => {
	const settings = await readSettings();
	let count = 0;
	for (const delivery of deliveries) {
		for (const variant of variantsOf(delivery)) {
			count++;
			const before = JSON.stringify(variant);
			const { events } = parseEvents(variant, NOW);
			expectAllThere(variant, events);
			const { kept, discarded } = filterEvents(events, settings, NOW);
			expectEqual(kept.length + discarded.length, events.length);
			for (const output of OUTPUTS) toOutput(events, output);
			expectEqual(shown(parseWithZod4(variant, NOW).events), shown(events));
			expectEqual(JSON.stringify(variant), before);
		}
	}
	expect(count).toBeGreaterThan(5000);
});

test('the zods of all versions of n8n read the same from each delivery', () => {
	for (const delivery of deliveries)
		expect(shown(parseWithZod4(delivery, NOW).events)).toBe(shown(parseEvents(delivery, NOW).events));
});

test.each(VALUES.map((value) => [JSON.stringify(value), value]))(
	'one message that is %s takes none of 1,000 others with it',
	(_, value) => {
		const rows = Array.from({ length: 1000 }, (_one, at) => text(`text ${at}`, { id: `wamid.${at}` }));
		const change = messagesChange(...rows.slice(0, 500), value as Json, ...rows.slice(500));
		const { events } = parseEvents(payload(change), NOW);
		const texts = new Set(events.map(({ json }) => json.text));
		expect(rows.filter(({ text: content }) => !texts.has((content as { body: string }).body))).toEqual([]);
	},
);

test('an item contains a message as it was received, also with keys, numbers and texts that code could change', () => {
	const message = String.raw`{"id":"wamid.1","type":"text","text":{"body":"a\r\nb \ud800 \u2028"},"__proto__":{"id":"x"},"constructor":{"prototype":{"a":1}},"number":1.50,"large":"12345678901234567890","2":0,"1":null}`;
	const raw = message.replace('"12345678901234567890"', '12345678901234567890');
	const parsed = parsePayload(
		Buffer.from(
			`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[${raw}]}}]}]}`,
		),
	);
	const [{ json }] = parseEvents('payload' in parsed ? parsed.payload : undefined, NOW).events;
	expect(json.text).toBe('a\r\nb \ud800 \u2028');
	expect(JSON.stringify(json.message)).toBe(JSON.stringify(JSON.parse(message)));
});

test('a text of 3 MB is read within a second', () => {
	const body = 'x'.repeat(3 * 1024 * 1024);
	const began = performance.now();
	expect(parseEvents(payload(messagesChange(text(body))), NOW).events.map(({ json }) => json.text)).toEqual([body]);
	expect(performance.now() - began).toBeLessThan(1000);
});
