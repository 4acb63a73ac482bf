import { metadata, read, type Json } from './payloads';
import { PERSON, USER, BUSINESS } from './documentedPayloads';

describe('history', () => {
	const row = (from: string | undefined, id: string, rest: Json = {}): Json => ({
		from,
		id,
		timestamp: '1749416383',
		type: 'text',
		text: { body: id },
		history_context: { status: 'READ' },
		...rest,
	});
	const history = (messages: Json[], thread: Json = { id: PERSON }): Json => ({
		field: 'history',
		value: {
			messaging_product: 'whatsapp',
			metadata,
			history: [{ metadata: { phase: 0, chunk_order: 1, progress: 55 }, threads: [{ ...thread, messages }] }],
		},
	});

	test("marks a message from the business's number as the business's own, although it has no `to`", () => {
		const events = read(
			history([row(BUSINESS, 'a'), row(PERSON, 'b'), row(BUSINESS, 'c', { type: 'media_placeholder' })]),
		);
		expect(events.map(({ json }) => [json.kind, json.fromMe, json.from, json.to, json.historyStatus])).toEqual([
			['historyEcho', true, BUSINESS, PERSON, 'READ'],
			['historyMessage', false, PERSON, undefined, 'READ'],
			['historyEcho', true, BUSINESS, PERSON, 'READ'],
		]);
	});

	test.each<[string, Json, boolean]>([
		['with from_user_id beside the number of the business', row(BUSINESS, 'a', { from_user_id: USER }), true],
		["with the business's number in display format", row('+1 555-078-3881', 'a'), true],
		['with `to`, without `from`', row(undefined, 'a', { to: PERSON }), true],
		['with a hidden number', row(undefined, 'a', { from_user_id: USER }), false],
		['of a user, with `to`', row(PERSON, 'a', { to: BUSINESS }), false],
		['of a user, with the user ID', row(PERSON, 'a', { from_user_id: USER }), false],
	])('recognizes whose message it is: %s', (_, sent, isOwn) => {
		const [{ json }] = read(history([sent]));
		expect([json.fromMe, json.kind]).toEqual([isOwn, isOwn ? 'historyEcho' : 'historyMessage']);
	});

	test.each([
		['+55 11 98765-4321', '551187654321'],
		['+52 55 1234 5678', '5215512345678'],
		['+54 11 2345-6789', '5491123456789'],
	])("marks a message from the other form of the business's number, %s, as the business's own", (shown, from) => {
		const { value } = history([row(from, 'a'), row(PERSON, 'b')]);
		expect(
			read({
				field: 'history',
				value: { ...(value as Json), metadata: { ...metadata, display_phone_number: shown } },
			}).map(({ json }) => json.fromMe),
		).toEqual([true, false]);
	});

	test("marks a message from the other form of the user's number as the user's", () => {
		const [{ json }] = read(history([row('551187654321', 'a', { to: BUSINESS })], { id: '5511987654321' }));
		expect([json.fromMe, json.kind]).toEqual([false, 'historyMessage']);
	});

	test('adds the user of a chat to all its messages', () => {
		const person = { wa_id: PERSON, user_id: USER, parent_user_id: 'US.ENT.1', username: '@pablo' };
		const events = read(history([row(BUSINESS, 'a'), row(PERSON, 'b')], { context: person }));
		for (const { json } of events) {
			expect(json).toMatchObject({
				userId: USER,
				parentUserId: 'US.ENT.1',
				username: '@pablo',
				threadId: PERSON,
				threadUserId: USER,
				threadUsername: '@pablo',
				threadParentUserId: 'US.ENT.1',
				contact: person,
			});
			expect(json.notification).toBeUndefined();
		}
	});

	test("recognizes a media follow-up of the business by the business's number", () => {
		const file = (from: string): Json => ({
			from,
			id: 'wamid.1',
			timestamp: '1749416383',
			type: 'image',
			image: { id: '5' },
		});
		const [own, other] = read({ field: 'history', value: { metadata, messages: [file(BUSINESS), file(PERSON)] } });
		expect([own.json.fromMe, own.kind, other.json.fromMe, other.kind]).toEqual([
			true,
			'historyEcho',
			false,
			'historyMessage',
		]);
	});
});
