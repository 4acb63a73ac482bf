import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { metadata, NOW, PHONE, read, text, type Json } from './payloads';

test('reads webhook fields that have only the number', () => {
	const [event] = read({
		field: 'phone_number_name_update',
		value: {
			display_phone_number: '15550783881',
			decision: 'REJECTED',
			requested_verified_name: 'N',
			rejection_reason: 'NAME_FORMAT_UNACCEPTABLE',
		},
	});
	expect(event.json).toMatchObject({
		kind: 'phoneNumberName',
		displayPhoneNumber: '15550783881',
		decision: 'REJECTED',
		requestedVerifiedName: 'N',
		rejectionReason: 'NAME_FORMAT_UNACCEPTABLE',
	});
	const [security] = read({ field: 'security', value: { display_phone_number: '15550783881', event: 'PIN_CHANGED' } });
	expect(security.json).toMatchObject({ kind: 'security', event: 'PIN_CHANGED' });
});

test('does not output history messages and their files as new messages', () => {
	const history = [
		{
			metadata: { phase: 1, chunk_order: 2, progress: 55 },
			threads: [
				{
					id: '1650',
					context: { wa_id: '1650', user_id: 'US.1' },
					messages: [
						text('old', { from: '1650', history_context: { status: 'READ' } }),
						text('own', { id: 'wamid.2', history_context: { status: 'SENT', from_me: true } }),
					],
				},
			],
		},
	];
	const events = read(
		{ field: 'history', value: { metadata, history } },
		{ field: 'history', value: { metadata, messages: [message('wamid.1')], message_echoes: [message('wamid.2')] } },
	);
	expect(
		events.map(({ key, json }) => [
			json.kind,
			key,
			json.text ?? json.mediaId,
			json.fromMe,
			json.historyPhase,
			json.historyProgress,
		]),
	).toEqual([
		['historyMessage', 'historyMessage|wamid.1|text', 'old', false, 1, 55],
		['historyEcho', 'historyEcho|wamid.2|text', 'own', true, 1, 55],
		['historyMessage', 'historyMessage|wamid.1|image|file', '5', false, undefined, undefined],
		['historyEcho', 'historyEcho|wamid.2|image|file', '5', true, undefined, undefined],
	]);
	expect(events.every(({ update }) => update === 'history')).toBe(true);

	function message(id: string): Json {
		return { id, from: '1650', type: 'image', image: { id: '5' } };
	}
});

test('reads several entries, changes and rows in order', () => {
	const change = (...ids: string[]): Json => ({
		field: 'messages',
		value: { metadata, messages: ids.map((id) => text(id, { id })) },
	});
	const body = {
		object: 'whatsapp_business_account',
		entry: [
			{ id: '1', changes: [change('a', 'b'), change('c')] },
			{ id: '2', changes: [change('d')] },
		],
	};
	expect(parseEvents(body, NOW).events.map(({ json }) => `${String(json.wabaId)}${String(json.messageId)}`)).toEqual([
		'1a',
		'1b',
		'1c',
		'2d',
	]);
});

test('derives a missing field name', () => {
	expect(read({ value: { metadata, messages: [text('x')] } })[0].json).toMatchObject({
		kind: 'message',
		field: 'messages',
	});
	expect(read({ value: { event: 'PARTNER_APP_INSTALLED', waba_info: { waba_id: '1' } } })[0].json).toMatchObject({
		kind: 'accountUpdate',
		event: 'PARTNER_APP_INSTALLED',
		wabaInfo: { wabaId: '1' },
	});
});

test('outputs an unknown field unchanged, marked as unknown', () => {
	const value = { metadata, hologram: { id: 1 } };
	const [event] = read({ field: 'holograms', value });
	expect(event).toMatchObject({
		update: 'other',
		json: { kind: 'unknown', known: false, field: 'holograms', phoneNumberId: PHONE, value },
	});
});

test('treats the same change at another time as another event', () => {
	const keyAt = (time: number): string =>
		parseEvents({ entry: [{ id: '1', time, changes: [{ field: 'security', value: { event: 'PIN_CHANGED' } }] }] }, NOW)
			.events[0].key;
	expect(keyAt(1)).toBe(keyAt(1));
	expect(keyAt(1)).not.toBe(keyAt(2));
});
