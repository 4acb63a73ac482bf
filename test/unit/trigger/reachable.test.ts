import fc from 'fast-check';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { fieldOf, samples } from '../../emulator/samples';
import { triggerCases } from '../../engine/parity/triggerCases';
import {
	contact,
	messagesChange,
	metadata,
	NOW,
	payload,
	PHONE,
	statusesChange,
	text,
	WABA,
	type Json,
} from './payloads';

type Path = Array<string | number>;

/** Names whose value selects how the payload is read; another value would change the structure. */
const STRUCTURE = new Set([
	'field',
	'type',
	'event',
	'status',
	'direction',
	'recipient_type',
	'entity_type',
	'messaging_product',
]);

const error = {
	code: 131000,
	title: 'Something went wrong',
	message: 'm',
	error_data: { details: 'd' },
	href: 'https://x.test',
};
const hidden = {
	profile: { name: 'Ana', username: '@ana', country_code: 'BR' },
	wa_id: '5511987654321',
	user_id: 'BR.77',
	parent_user_id: 'BR.ENT.7',
	identity_key_hash: 'abc=',
};

/**
 * Cases that the samples lack: undocumented siblings of a row, several rows with them, users who are only in
 * `contacts`.
 */
const extremes: Json[] = [
	payload({
		field: 'messages',
		value: {
			metadata,
			contacts: [contact, hidden],
			errors: [error],
			messages: [text('a'), { from_user_id: 'BR.77', id: 'wamid.2', type: 'text', text: { body: 'b' } }],
		},
	}),
	payload({
		field: 'messages',
		value: {
			metadata: { ...metadata, waac_id: '9' },
			contacts: [hidden],
			conversation_context: { type: 'summary', summary: { text: 's' } },
			messages: [
				{
					id: 'wamid.3',
					interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept' } },
				},
			],
		},
	}),
	payload({
		field: 'messages',
		value: { metadata, contacts: [hidden], statuses: [{ id: 'w', status: 'delivered', recipient_user_id: 'BR.77' }] },
	}),
	payload({
		field: 'messages',
		value: { metadata, contacts: [hidden], errors: [error], statuses: [{ id: 'w', status: 'failed' }] },
	}),
	payload({
		field: 'messages',
		value: {
			metadata,
			contacts: [contact, hidden],
			statuses: [
				{
					id: 'w',
					status: 'read',
					recipient_type: 'group',
					recipient_id: 'G',
					recipient_participant_id: '5511987654321',
				},
			],
		},
	}),
	payload({
		field: 'calls',
		value: {
			metadata,
			contacts: [hidden],
			errors: [error],
			calls: [
				{ id: 'wacid.1', event: 'terminate', status: 'FAILED', direction: 'BUSINESS_INITIATED', to_user_id: 'BR.77' },
			],
		},
	}),
	{
		...payload({
			field: 'security',
			uid: '3',
			value: { event: 'PIN_CHANGED', new_thing: { deep: [1, { deeper: 'x' }] } },
		}),
		extra: 'y',
	},
	{
		object: 'whatsapp_business_account',
		entry: [
			{
				id: WABA,
				time: 1739321024,
				uid: '4',
				changes: [messagesChange(text('a')), statusesChange({ id: 'w', status: 'sent' })],
			},
		],
	},
	payload({ field: 'brand_new_field', value: { metadata, rows: [{ a: 1 }] } }),
	payload({ field: 'messages', value: { metadata, contacts: 'none', messages: [text('a'), 'not an object', 5] } }),
	payload({ field: 'messages', value: 'not an object' }),
];

const filled = (value: unknown): Json =>
	JSON.parse(
		JSON.stringify(value).replaceAll(
			'"<metadata>"',
			JSON.stringify({ display_phone_number: '16315558100', phone_number_id: PHONE }),
		),
	) as Json;

/** One delivery of each kind. */
const deliveries: Json[] = [
	...Object.entries(samples).flatMap(([group, kinds]) =>
		Object.values(kinds).map((value) => ({
			object: 'whatsapp_business_account',
			entry: [{ id: WABA, time: 1739321024, changes: [{ field: fieldOf(group), value: filled(value) }] }],
		})),
	),
	...Object.values(triggerCases).map(({ body }) => body),
	...extremes,
];

/** All values that are not objects, with their paths. */
function leavesOf(value: unknown, path: Path = []): Array<{ path: Path; leaf: unknown }> {
	if (typeof value !== 'object' || value === null) return [{ path, leaf: value }];
	return Object.entries(value).flatMap(([key, inner]) =>
		leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

const objectsOf = (value: unknown): Json[] => {
	if (typeof value !== 'object' || value === null) return [];
	return [...(Array.isArray(value) ? [] : [value as Json]), ...Object.values(value).flatMap(objectsOf)];
};

function put(target: unknown, path: Path, value: unknown): void {
	const holder = path.slice(0, -1).reduce<unknown>((one, key) => (one as Json)[key], target) as Json;
	holder[path.at(-1)!] = value;
}

/** Gives each non-structural value its own unique value, so that no match is a coincidence. */
function marked(delivery: Json): Json {
	const copy = structuredClone(delivery);
	// User IDs link the entries in `contacts` to messages, so equal values stay equal.
	const markOf = new Map<unknown, unknown>();
	for (const { path, leaf } of leavesOf(copy)) {
		if (path[0] === 'object' || STRUCTURE.has(String(path.filter((key) => typeof key === 'string').pop()))) continue;
		if (typeof leaf === 'boolean' || leaf === null) continue;
		if (!markOf.has(leaf))
			markOf.set(leaf, typeof leaf === 'number' ? 1_800_000_000 + markOf.size : `mark-${markOf.size}`);
		put(copy, path, markOf.get(leaf));
	}
	return copy;
}

/** The values of a delivery that its items contain neither unchanged nor as a converted time. */
function lost(delivery: Json): string[] {
	const { events } = parseEvents(delivery, NOW);
	if (events.length === 0) return [];
	const leaves = new Set(leavesOf(events.map(({ json }) => json)).map(({ leaf }) => String(leaf)));
	const isThere = (leaf: unknown): boolean =>
		leaves.has(String(leaf)) || (typeof leaf === 'number' && leaves.has(new Date(leaf * 1000).toISOString()));
	return leavesOf(delivery)
		.filter(({ path, leaf }) => path[0] !== 'object' && leaf !== 'whatsapp' && !isThere(leaf))
		.map(({ path, leaf }) => `${path.join('.')} = ${String(leaf)}`);
}

test('items contain every value of every delivery', () => {
	expect(deliveries.length).toBeGreaterThan(150);
	expect(deliveries.flatMap((delivery) => lost(delivery))).toEqual([]);
	expect(deliveries.flatMap((delivery) => lost(marked(delivery)))).toEqual([]);
});

test('items contain every value after values were removed, added or repeated', () => {
	const change = fc.record({
		how: fc.constantFrom('remove', 'add', 'repeat', 'wrap'),
		at: fc.nat(200),
		key: fc.nat(20),
	});
	const varied = fc
		.record({ delivery: fc.constantFrom(...deliveries), changes: fc.array(change, { minLength: 1, maxLength: 5 }) })
		.map(({ delivery, changes }) => {
			const copy = structuredClone(delivery);
			changes.forEach(({ how, at, key }, number) => {
				const all = objectsOf(copy);
				const object = all[at % all.length];
				const name = Object.keys(object)[key % Math.max(1, Object.keys(object).length)];
				if (how === 'add') object[`new_thing_${number}`] = { inner: [`new-${number}`] };
				else if (name === undefined || name === 'entry' || name === 'changes') return;
				else if (how === 'remove') delete object[name];
				else if (how === 'repeat' && Array.isArray(object[name]))
					object[name] = [...(object[name] as unknown[]), ...(structuredClone(object[name]) as unknown[])];
				else if (how === 'wrap' && typeof object[name] === 'string') object[name] = { of: object[name] };
			});
			return marked(copy);
		});
	fc.assert(
		fc.property(varied, (delivery) => {
			expect(lost(delivery)).toEqual([]);
		}),
		{ numRuns: 2000 },
	);
});
