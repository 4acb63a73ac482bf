import { filterByScope, filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import {
	checkTriggerParameters,
	parseSettings,
	type Settings,
	type TriggerParameters,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { message, messagesChange, metadata, NOW, PHONE, read, statusesChange, text, WABA, type Json } from './payloads';

/** Whether the first event of a change starts the workflow. */
const isKept = (change: Json, settings: Settings): boolean => {
	const { kept, discarded } = filterEvents(read(change), settings, NOW);
	expect(kept.length + discarded.length).toBe(1);
	return kept.length === 1;
};

const passes = async (change: Json, parameters: TriggerParameters): Promise<boolean> => {
	const settings = await parseSettings({ updates: ['messages'], ...parameters });
	expect(settings.errors).toEqual([]);
	return isKept(change, settings);
};

const status = (name: string): Json => statusesChange({ id: 'w', status: name });
const tap = (id: string): Json =>
	messagesChange(
		message({ type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title: 'Yes' } } }),
	);
const echo = { field: 'smb_message_echoes', value: { metadata, message_echoes: [text('hi')] } };

describe('statuses', () => {
	test.each<[string, TriggerParameters, string, boolean]>([
		['no statuses selected', {}, 'read', false],
		[
			'a status selected in the option of the built-in trigger',
			{ options: { messageStatusUpdates: ['read', 'failed'] } },
			'read',
			true,
		],
		['a status that is not selected', { options: { messageStatusUpdates: ['read', 'failed'] } }, 'sent', false],
		['all statuses selected', { options: { messageStatusUpdates: ['all'] } }, 'evaporated', true],
		['an empty option', { options: { messageStatusUpdates: [] } }, 'read', false],
		['statuses in Trigger On, without the option', { updates: ['statuses'] }, 'sent', true],
		[
			'statuses in Trigger On, with the option',
			{ updates: ['statuses'], options: { messageStatusUpdates: ['read'] } },
			'sent',
			false,
		],
		[
			'the option without messages in Trigger On',
			{ updates: ['calls'], options: { messageStatusUpdates: ['all'] } },
			'read',
			false,
		],
	])('filters statuses: %s', async (_, parameters, name, result) => {
		expect(await passes(status(name), parameters)).toBe(result);
	});

	test('does not output messages when only statuses are selected', async () => {
		expect(await passes(messagesChange(text('a')), { updates: ['statuses'] })).toBe(false);
	});

	test('outputs payment statuses only when they are selected', async () => {
		const paid = statusesChange({ id: 'w', status: 'captured', type: 'payment' });
		expect(await passes(paid, { options: { messageStatusUpdates: ['payment'] } })).toBe(true);
		expect(await passes(paid, { options: { messageStatusUpdates: ['read'] } })).toBe(false);
	});
});

test.each<[string, Json, Json, boolean]>([
	['number in the filter', messagesChange(text('a')), { phoneNumberIds: '1, 106540352242922' }, true],
	['number outside the filter', messagesChange(text('a')), { phoneNumberIds: '1' }, false],
	['number in a list', messagesChange(text('a')), { phoneNumberIds: [106540352242922, '1'] }, true],
	['type in the filter', messagesChange(text('a')), { messageTypes: ['image', 'text'] }, true],
	['type outside the filter', messagesChange(text('a')), { messageTypes: ['image'] }, false],
	['sender in another format', messagesChange(text('a')), { senders: '+1 (650) 555-1234' }, true],
	['sender with 00', messagesChange(text('a')), { senders: '0016505551234' }, true],
	[
		'Brazilian sender with the ninth digit',
		messagesChange({ ...text('a'), from: '551187654321' }),
		{ senders: '+55 11 98765-4321' },
		true,
	],
	[
		'Mexican sender, whose number at WhatsApp has a 1',
		messagesChange({ ...text('a'), from: '5215512345678' }),
		{ senders: '+52 55 1234 5678' },
		true,
	],
	[
		'Argentine sender, whose number at WhatsApp has a 9',
		messagesChange({ ...text('a'), from: '5491123456789' }),
		{ senders: '+54 11 2345-6789' },
		true,
	],
	[
		'sender with a trunk zero in brackets',
		messagesChange({ ...text('a'), from: '4915123456789' }),
		{ senders: '+49 (0) 151 23456789' },
		true,
	],
	[
		'sender with invisible marks, as copied from contacts',
		messagesChange({ ...text('a'), from: '4915123456789' }),
		{ senders: '\u202a+49 151 23456789\u202c' },
		true,
	],
	[
		'sender as a wa.me link',
		messagesChange({ ...text('a'), from: '4915123456789' }),
		{ senders: 'https://wa.me/4915123456789' },
		true,
	],
	[
		'sender without a country code, of Default Country',
		messagesChange({ ...text('a'), from: '551187654321' }),
		{ senders: '+16505550000, (11) 98765-4321', defaultCountry: { __rl: true, mode: 'list', value: 'BR' } },
		true,
	],
	[
		'another sender than the one of Default Country',
		messagesChange({ ...text('a'), from: '551187654321' }),
		{ senders: '(11) 98765-4322', defaultCountry: 'br' },
		false,
	],
	[
		'senders as a list with a number',
		messagesChange({ ...text('a'), from: '4915123456789' }),
		{ senders: [16505550000, 4915123456789] },
		true,
	],
	[
		'sender entered as a number',
		messagesChange({ ...text('a'), from: '4915123456789' }),
		{ senders: 4915123456789 },
		true,
	],
	[
		'another sender of the same country with the same last digits',
		messagesChange({ ...text('a'), from: '4915112345678' }),
		{ senders: '+49 151 2345678' },
		false,
	],
	[
		'sender by the user ID of a parent business',
		messagesChange({ ...text('a'), from_parent_user_id: 'US.ENT.118' }),
		{ senders: 'us.ent.118' },
		true,
	],
	['sender by user ID', messagesChange(text('a')), { senders: 'us.13491208655302741918' }, true],
	['sender outside the filter', messagesChange(text('a')), { senders: '+16505551235, US.1' }, false],
	['text in capitals', messagesChange(text('My ORDER please')), { textContains: 'order' }, true],
	['text that is not in the message', messagesChange(text('hello')), { textContains: 'order' }, false],
	[
		'message without text',
		messagesChange(message({ type: 'audio', audio: { id: '1' } })),
		{ textContains: 'order' },
		false,
	],
	[
		'text in a caption',
		messagesChange(message({ type: 'image', image: { caption: 'the order' } })),
		{ textContains: 'order' },
		true,
	],
	['text that matches the pattern', messagesChange(text('order 77')), { textPattern: '^order \\d+$' }, true],
	['text that does not match the pattern', messagesChange(text('order x')), { textPattern: '^order \\d+$' }, false],
	['tap on a button in the filter', tap('order_1'), { interactiveIds: 'yes, order_1' }, true],
	['tap that matches a prefix', tap('order_1'), { interactiveIds: 'order_*' }, true],
	['tap on another button', tap('order_1'), { interactiveIds: 'order_' }, false],
	['message that is not a tap', messagesChange(text('order_1')), { interactiveIds: 'order_1' }, false],
	[
		'payload of a template button',
		messagesChange(message({ type: 'button', button: { payload: 'p', text: 'P' } })),
		{ interactiveIds: 'p' },
		true,
	],
	['message within the maximum age', messagesChange(text('a')), { maxAge: 10 }, true],
	['message over the maximum age', messagesChange(text('a')), { maxAge: 9.9 }, false],
	['maximum age of 0', messagesChange(text('a')), { maxAge: 0 }, true],
	['message without a time', messagesChange({ ...text('a'), timestamp: undefined }), { maxAge: 1 }, true],
])('filters messages: %s', async (_, change, filters, result) => {
	expect(await passes(change, { filters })).toBe(result);
});

test('does not apply message filters to other events', async () => {
	const filters = {
		phoneNumberIds: '1',
		messageTypes: ['image'],
		senders: '16505550000',
		textContains: 'x',
		textPattern: 'x',
		interactiveIds: 'x',
		maxAge: 1,
		ignoreEchoes: true,
	};
	expect(
		await passes({ field: 'account_update', value: { event: 'X' } }, { updates: ['account_update'], filters }),
	).toBe(true);
	expect(
		await passes(
			{ field: 'flows', value: { event: 'X', message: 'The endpoint is slow' } },
			{ updates: ['flows'], filters },
		),
	).toBe(true);
	expect(await passes(status('sent'), { updates: ['statuses'], filters: { ...filters, phoneNumberIds: '' } })).toBe(
		true,
	);
});

test('outputs echoes only when they are selected, unless they are ignored', async () => {
	expect(await passes(echo, {})).toBe(false);
	expect(await passes(echo, { updates: ['smb_message_echoes'] })).toBe(true);
	expect(await passes(echo, { updates: ['smb_message_echoes'], filters: { ignoreEchoes: true } })).toBe(false);
	expect(await passes(echo, { updates: ['smb_message_echoes'], filters: { senders: '16505550000' } })).toBe(true);
});

test('outputs unknown fields only with Other', async () => {
	const change = { field: 'holograms', value: {} };
	expect(await passes(change, {})).toBe(false);
	expect(await passes(change, { updates: ['other'] })).toBe(true);
	expect(await passes(change, { updates: ['holograms'] })).toBe(true);
});

test('ignores an invalid filter at runtime, and rejects it when the trigger is activated', async () => {
	const parameters = { updates: ['messages'], filters: { textPattern: '(' } };
	const settings = await parseSettings(parameters);
	expect(isKept(messagesChange(text('a')), settings)).toBe(true);
	await expect(checkTriggerParameters(parameters)).rejects.toThrow(
		"'Text Matches' is not a regular expression: Unterminated group",
	);
	await expect(checkTriggerParameters({ updates: [] })).rejects.toThrow(
		"'Trigger On' is empty, so nothing would start the workflow",
	);
	await expect(checkTriggerParameters({ updates: ['messages'] })).resolves.toBeUndefined();
});

describe('an invalid sender filter', () => {
	test.each([
		['Ada', "'Senders' is not a phone number or user ID"],
		['+16505551234, 0151 2345678', "'Senders' of entry 2 starts with 0, so the country code is missing"],
		[[{}], "'Senders' needs one phone number or ID, got an object"],
	])('rejects %j when the trigger is activated', async (senders, message) => {
		await expect(checkTriggerParameters({ updates: ['messages'], filters: { senders } })).rejects.toThrow(message);
	});

	test('ignores and logs an invalid sender filter in a running trigger', async () => {
		const settings = await parseSettings({ updates: ['messages'], filters: { senders: '+16505559999, Ada' } });
		expect(settings.errors.map(({ message }) => message)).toEqual([
			"'Senders' of entry 2 is not a phone number or user ID",
		]);
		expect(isKept(messagesChange(text('a')), settings)).toBe(true);
	});
});

test('keeps the order of the events, and returns the field that rejects each of the others', async () => {
	const events = read(
		messagesChange(text('a', { id: '1' }), text('b', { id: '2' }), text('ab', { id: '3' })),
		{ field: 'holograms', value: {} },
		messagesChange(message({ id: '4', type: 'image', image: {} })),
	);
	const settings = await parseSettings({
		updates: ['messages'],
		filters: { messageTypes: ['text'], textContains: 'a', textPattern: '^.$' },
	});
	const { kept, discarded, unchecked } = filterEvents(events, settings, NOW);
	expect(kept.map(({ json }) => json.messageId)).toEqual(['1']);
	expect(discarded.map(({ event, field }) => [event.json.messageId, field])).toEqual([
		['2', 'Text Contains'],
		['3', 'Text Matches'],
		[undefined, 'Trigger On'],
		['4', 'Message Types'],
	]);
	expect(unchecked).toBe(0);
});

test('passes messages unchecked when the texts of one delivery take too much work', async () => {
	const settings = await parseSettings({ updates: ['messages'], filters: { textPattern: '(?:(?:a?){30}){15}b' } });
	const texts = ['no', 'a'.repeat(4096), 'a'.repeat(4096), 'neither'];
	const events = read(messagesChange(...texts.map((words, id) => text(words, { id: String(id) }))));
	for (let delivery = 0; delivery < 2; delivery++) {
		expect(filterEvents(events, settings, NOW)).toEqual({
			kept: events.slice(2),
			discarded: events.slice(0, 2).map((event) => ({ event, field: 'Text Matches' })),
			unchecked: 2,
		});
	}
});

test.each<[string, Parameters<typeof filterByScope>[1], number]>([
	['the entire app', { listenOn: 'app' }, 2],
	["the event's account", { listenOn: 'businessAccount', wabaId: WABA }, 2],
	['another account', { listenOn: 'businessAccount', wabaId: '1' }, 0],
	["the event's number", { listenOn: 'phoneNumber', phoneNumberId: PHONE }, 2],
	['another number, except for events without one', { listenOn: 'phoneNumber', phoneNumberId: '1' }, 1],
])('separates events by scope: %s', (_, scope, count) => {
	const events = read({ field: 'account_update', value: { event: 'X' } }, messagesChange(text('a')));
	expect(filterByScope(events, scope)).toEqual({ kept: events.slice(0, count), discarded: events.slice(count) });
});
