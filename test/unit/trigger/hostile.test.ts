import fc from 'fast-check';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import {
	OUTPUTS,
	parseSettings,
	type Settings,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import { sortStatuses } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/sortStatuses';
import { KNOWN_FIELDS, WEBHOOK_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { expectEqual } from '../expectEqual';
import { contact, messagesChange, metadata, payload, statusesChange, text, type Json } from './payloads';

const keys = [
	'messages',
	'statuses',
	'contacts',
	'metadata',
	'errors',
	'calls',
	'groups',
	'history',
	'threads',
	'standby',
	'message_echoes',
	'state_sync',
	'message',
	'id',
	'from',
	'from_user_id',
	'type',
	'text',
	'body',
	'timestamp',
	'context',
	'interactive',
	'button_reply',
	'nfm_reply',
	'response_json',
	'edit',
	'pricing',
	'user_preferences',
	'user_actions',
	'automatic_events',
	'event',
	'status',
	'profile',
	'name',
	'alert_info',
	'__proto__',
	'constructor',
	'toString',
	'length',
];
const words = [
	...KNOWN_FIELDS,
	'text',
	'edit',
	'interactive',
	'contacts',
	'system',
	'constructor',
	'__proto__',
	'hasOwnProperty',
	'',
	'1749416383',
	'99999999999999999999',
	'{"a":1}',
];

/** Any JSON value, with Meta's names in it more often than by chance. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'medium', maxDepth: 7 },
		fc.constantFrom<unknown>(null, true, 0, -1, 1e300, 1749416383, ...words),
		fc.array(tie('value'), { maxLength: 3 }),
		fc
			.array(fc.tuple(fc.constantFrom(...keys), tie('value')), { maxLength: 5 })
			.map(
				(entries) =>
					JSON.parse(
						`{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`).join(',')}}`,
					) as unknown,
			),
	),
}));

const everything = {
	updates: [...WEBHOOK_FIELDS.map((update) => update.value)],
	filters: {
		textPattern: 'a+',
		textContains: 'a',
		interactiveIds: 'a*',
		senders: '+1 650 555 0000',
		phoneNumberIds: '1',
		messageTypes: ['text'],
		ignoreEchoes: true,
		maxAge: 5,
	},
	options: { statusOrder: 'inOrder' },
};

let settings: Settings;

beforeAll(async () => {
	settings = await parseSettings(everything);
	expect(settings.errors).toEqual([]);
});

/** Reads a payload as the trigger does, for each output mode. @returns the number of events */
function readAll(body: unknown): number {
	const { events } = parseEvents(body, Date.now());
	const { kept, discarded } = filterEvents(events, settings, Date.now());
	expectEqual(kept.length + discarded.length, events.length);
	const ordered = sortStatuses(events, () => false);
	expectEqual(ordered.length, events.length);
	for (const output of OUTPUTS) {
		const items = toOutput(ordered, output);
		expectEqual((JSON.parse(JSON.stringify(items)) as unknown[]).length, items.length);
	}
	for (const { json, key, update } of events) {
		expectEqual(
			[typeof json.kind, json.field === undefined || typeof json.field === 'string', typeof key, typeof update],
			['string', true, 'string', 'string'],
		);
		if (json.timestamp !== undefined) expectEqual(new Date(String(json.timestamp)).toISOString(), json.timestamp);
	}
	return events.length;
}

test('reads any payload without throwing', () => {
	fc.assert(
		fc.property(value, (body) => readAll(body) >= 0),
		{ numRuns: 3000 },
	);
});

test('reads any value in a field of a payload without throwing', () => {
	fc.assert(
		fc.property(fc.constantFrom(...KNOWN_FIELDS, 'new'), value, (field, content) => {
			expect(readAll(payload({ field, value: content }))).toBeGreaterThan(0);
		}),
		{ numRuns: 4000 },
	);
});

test('reads a valid payload with one wrong value without throwing', () => {
	const right = payload(
		messagesChange(text('a'), {
			...text('b'),
			type: 'interactive',
			interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{}' } },
		}),
		statusesChange({ id: 'w', status: 'read', errors: [{ code: 1 }] }),
		{
			field: 'history',
			value: { metadata, contacts: [contact], history: [{ threads: [{ context: {}, messages: [text('c')] }] }] },
		},
	);
	/** All positions in the payload. */
	const places: Array<Array<string | number>> = [];
	const walk = (one: unknown, path: Array<string | number>): void => {
		if (typeof one !== 'object' || one === null) return;
		for (const [key, inner] of Object.entries(one)) {
			places.push([...path, key]);
			walk(inner, [...path, key]);
		}
	};
	walk(right, []);
	fc.assert(
		fc.property(fc.constantFrom(...places), value, (path, wrong) => {
			const body = JSON.parse(JSON.stringify(right)) as Json;
			const parent = path.slice(0, -1).reduce<Json>((one, key) => one[key] as Json, body);
			parent[path.at(-1) as string] = wrong;
			readAll(body);
		}),
		{ numRuns: 3000 },
	);
});

test('reads an object that cannot be converted to text, in any field of a status or message', () => {
	const wrong = { toString: null };
	for (const right of [
		statusesChange({ id: 'w', status: 'failed', errors: [{ code: 131049 }] }),
		messagesChange(text('a')),
		{ field: 'smb_message_echoes', value: { metadata, message_echoes: [text('a')] } },
	]) {
		const [field] = ['statuses', 'messages', 'message_echoes'].filter((name) => name in (right.value as Json));
		const [row] = (right.value as Record<string, Json[]>)[field];
		for (const key of Object.keys({ ...row, timestamp: '' })) {
			expect(
				readAll(payload({ ...right, value: { ...(right.value as Json), [field]: [{ ...row, [key]: wrong }] } })),
			).toBeGreaterThan(0);
		}
	}
});

test('treats a JavaScript name in a payload as an ordinary name', () => {
	const body = JSON.parse(
		'{"object":"x","entry":[{"id":"1","changes":[{"field":"account_update","value":{"__proto__":{"polluted":1},"event":"X","some_thing":{"__proto__":{"polluted":1}}}}]}]}',
	) as unknown;
	const [{ json }] = parseEvents(body, Date.now()).events;
	expect(json).toMatchObject({ kind: 'accountUpdate', event: 'X', someThing: {} });
	expect((json as { polluted?: unknown }).polluted).toBeUndefined();
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
