import type { IWebhookFunctions } from 'n8n-workflow';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { filterByScope, filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import { parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/settings';
import { registeredScope } from '../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/registrationState';
import {
	contact,
	fieldsOf,
	message,
	messagesChange,
	metadata,
	NOW,
	payload,
	read,
	statusesChange,
	text,
	TIME,
	type Json,
} from './payloads';

/** Payloads modeled on the examples in Meta's documentation, where they differ from what one would expect. */

const PERSON = '16505551234';
const USER = 'US.13491208655302741918';
const BUSINESS = '15550783881';
const error = {
	code: 138021,
	title: 'Call failed',
	message: 'Call failed',
	error_data: { details: 'Relay connection issues' },
	href: 'https://x.test',
};
const errorFields = {
	errorCode: 138021,
	errorTitle: 'Call failed',
	errorMessage: 'Call failed',
	errorDetails: 'Relay connection issues',
};
const keysOf = (...changes: Json[]): string[] => read(...changes).map(({ key }) => key);

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

describe('payments', () => {
	const transaction = {
		id: 'order_1',
		type: 'razorpay',
		status: 'success',
		created_timestamp: 1749416300,
		updated_timestamp: 1749416383,
	};
	const payment = (status: string, attempt: Json, rest: Json = {}): Json =>
		statusesChange({
			id: 'wamid.9',
			recipient_id: PERSON,
			type: 'payment',
			status,
			timestamp: '1749416383',
			payment: {
				reference_id: 'r',
				amount: { value: 21000, offset: 100 },
				currency: 'INR',
				transaction: { ...transaction, ...attempt },
				...rest,
			},
		});
	const refund = (id: string, status: string, updated = 1749416390): Json => ({
		id,
		amount: { value: 100, offset: 100 },
		speed_processed: 'normal',
		status,
		created_timestamp: 1749416383,
		updated_timestamp: updated,
	});

	test('returns separate keys for each attempt, refund and change of a refund', () => {
		const story = [
			payment('pending', { status: 'pending' }),
			payment('pending', { status: 'failed', pg_transaction_id: 'pay_1' }),
			payment('pending', { status: 'pending', pg_transaction_id: 'pay_2' }),
			payment('captured', { pg_transaction_id: 'pay_2' }),
			payment('captured', { pg_transaction_id: 'pay_2', updated_timestamp: 1749416400 }),
			payment('captured', { pg_transaction_id: 'pay_2' }, { refunds: [refund('rfnd_1', 'pending')] }),
			payment('captured', { pg_transaction_id: 'pay_2' }, { refunds: [refund('rfnd_1', 'success')] }),
			payment('captured', { pg_transaction_id: 'pay_2' }, { refunds: [refund('rfnd_1', 'success', 1749416399)] }),
			payment(
				'captured',
				{ pg_transaction_id: 'pay_2' },
				{ refunds: [refund('rfnd_1', 'success'), refund('rfnd_2', 'success')] },
			),
		];
		expect(new Set(keysOf(...story)).size).toBe(story.length);
		expect(keysOf(...story)).toEqual(keysOf(...story));
		expect(keysOf(story[5])).toEqual([
			'paymentStatus|wamid.9|captured||r|order_1|pay_2|success|1749416383|rfnd_1|pending|1749416390',
		]);
	});

	test("keeps the names of the merchant's own notes", () => {
		const fields = fieldsOf(
			payment('captured', {}, { notes: { my_key: 'v', Order_No: '7' }, udf1: 'u', additional_info1: 'i' }),
		);
		expect(fields.payment).toMatchObject({
			referenceId: 'r',
			notes: { my_key: 'v', Order_No: '7' },
			udf1: 'u',
			additionalInfo1: 'i',
			transaction: { id: 'order_1' },
		});
	});

	test('reads how a user pays in Brazil', () => {
		const reply = {
			payment_method: 'offsite_card_pay',
			payment_timestamp: 1749416383,
			reference_id: 'r',
			last_four_digits: '5235',
			credential_id: '17893',
		};
		expect(
			fieldsOf(
				messagesChange(
					message({ type: 'interactive', interactive: { type: 'payment_method', payment_method: reply } }),
				),
			),
		).toMatchObject({
			interactiveType: 'payment_method',
			paymentMethod: 'offsite_card_pay',
			paymentTimestamp: TIME,
			referenceId: 'r',
			lastFourDigits: '5235',
			credentialId: '17893',
		});
	});
});

describe('template category', () => {
	const template = { message_template_id: 1, message_template_name: 'bill', message_template_language: 'en_US' };
	const jsonOf = (value: Json): Json =>
		parseEvents(
			{
				entry: [
					{
						id: '1',
						time: 1749416383,
						changes: [{ field: 'template_category_update', value: { ...template, ...value } }],
					},
				],
			},
			NOW,
		).events[0].json;

	test('reports a planned change with both categories and its date, at the time of the notice', () => {
		const notice = jsonOf({
			correct_category: 'MARKETING',
			new_category: 'UTILITY',
			category_update_timestamp: 1749502783,
		});
		expect(notice).toMatchObject({
			currentCategory: 'UTILITY',
			correctCategory: 'MARKETING',
			categoryChangesAt: '2025-06-09T20:59:43.000Z',
			timestamp: TIME,
		});
		expect(notice).not.toHaveProperty('newCategory');
	});

	test('reports a completed change with the previous and the new category', () => {
		const changed = jsonOf({ previous_category: 'UTILITY', new_category: 'MARKETING' });
		expect(changed).toMatchObject({ previousCategory: 'UTILITY', newCategory: 'MARKETING', timestamp: TIME });
		expect(changed).not.toHaveProperty('currentCategory');
	});
});

describe('users and recipients', () => {
	test('reports the previous user ID with a changed user ID', () => {
		const system = {
			body: 'User A changed',
			type: 'user_changed_user_id',
			user_id: 'US.2',
			previous_user_id: 'US.1',
			parent_user_id: 'US.ENT.2',
			previous_parent_user_id: 'US.ENT.1',
		};
		const change = {
			field: 'messages',
			value: { metadata, messages: [{ id: 'wamid.1', timestamp: '1749416383', type: 'system', system }] },
		};
		expect(fieldsOf(change)).toEqual({
			kind: 'system',
			messageId: 'wamid.1',
			timestamp: TIME,
			type: 'system',
			text: 'User A changed',
			systemType: 'user_changed_user_id',
			newUserId: 'US.2',
			newParentUserId: 'US.ENT.2',
			previousUserId: 'US.1',
			previousParentUserId: 'US.ENT.1',
		});
	});

	const known = {
		profile: { name: 'Ana', country_code: 'BR' },
		wa_id: '5511987654321',
		user_id: 'BR.77',
		identity_key_hash: 'abc=',
	};
	const ana = {
		profileName: 'Ana',
		waId: '5511987654321',
		userId: 'BR.77',
		countryCode: 'BR',
		identityKeyHash: 'abc=',
		contact: known,
	};

	test('takes the number from `contacts` for a message with only a user ID', () => {
		const change = {
			field: 'messages',
			value: {
				metadata,
				contacts: [contact, known],
				messages: [text('x'), { from_user_id: 'BR.77', id: 'wamid.2', type: 'text', text: { body: 'b' } }],
			},
		};
		expect(read(change)[1].json).toMatchObject({ ...ana, from: '5511987654321' });
	});

	test('takes the number from `contacts` for a status with only a user ID', () => {
		const change = {
			field: 'messages',
			value: { metadata, contacts: [known], statuses: [{ id: 'w', status: 'delivered', recipient_user_id: 'BR.77' }] },
		};
		expect(read(change)[0].json).toMatchObject({ ...ana, recipientId: '5511987654321' });
	});

	test("finds the entry in `contacts` for a status with the other form of the recipient's number", () => {
		const status = (id: string, recipient_id: string): Json => ({ id, status: 'delivered', recipient_id });
		const change = {
			field: 'messages',
			value: { metadata, contacts: [contact, known], statuses: [status('w1', '551187654321'), status('w2', PERSON)] },
		};
		const [first, second] = read(change);
		expect(first.json).toMatchObject({ ...ana, recipientId: '551187654321' });
		expect(second.json).toMatchObject({ profileName: 'Pablo Morales', recipientId: PERSON });
	});

	test("returns the recipient of an echo, and never the sender's number in its place", () => {
		const rows = [
			{
				from: BUSINESS,
				to_user_id: 'BR.77',
				to_parent_user_id: 'BR.ENT.7',
				id: 'wamid.1',
				type: 'text',
				text: { body: 'a' },
			},
			{ to: PERSON, id: 'wamid.2', type: 'text', text: { body: 'b' } },
		];
		const [first, second] = read({
			field: 'smb_message_echoes',
			value: { metadata, contacts: [known, contact], message_echoes: rows },
		});
		expect(first.json).toMatchObject({
			...ana,
			from: BUSINESS,
			toUserId: 'BR.77',
			toParentUserId: 'BR.ENT.7',
			parentUserId: 'BR.ENT.7',
		});
		expect(second.json).toMatchObject({ profileName: 'Pablo Morales', to: PERSON, userId: USER });
		expect(second.json).not.toHaveProperty('from');
	});

	test('finds the entry of a group member, and reports the group as the recipient', () => {
		const row = (participant: string): Json => ({
			id: 'w',
			status: 'read',
			timestamp: '1749416383',
			recipient_id: 'G1',
			recipient_type: 'group',
			...(participant.includes('.')
				? { recipient_participant_user_id: participant, recipient_participant_parent_user_id: 'BR.ENT.7' }
				: { recipient_participant_id: participant }),
		});
		const [first, second] = read({
			field: 'messages',
			value: { metadata, contacts: [contact, known], statuses: [row(PERSON), row('BR.77')] },
		});
		expect(first.json).toMatchObject({
			groupId: 'G1',
			recipientId: PERSON,
			participantId: PERSON,
			profileName: 'Pablo Morales',
			userId: USER,
		});
		expect(second.json).toMatchObject({
			...ana,
			groupId: 'G1',
			recipientId: '5511987654321',
			participantUserId: 'BR.77',
			participantParentUserId: 'BR.ENT.7',
			parentUserId: 'BR.ENT.7',
		});
	});

	test.each<[string, Json, Json]>([
		[
			'group_participants_update',
			{
				groups: [
					{
						type: 'group_join_request_created',
						join_request_id: 'j',
						group_id: 'G1',
						wa_id: PERSON,
						user_id: USER,
						parent_user_id: 'US.ENT.1',
						username: '@pablo',
					},
				],
			},
			{ from: PERSON, waId: PERSON, userId: USER, parentUserId: 'US.ENT.1', username: '@pablo' },
		],
		[
			'user_preferences',
			{ user_preferences: [{ wa_id: PERSON, user_id: USER, parent_user_id: 'US.ENT.1', value: 'stop' }] },
			{ from: PERSON, waId: PERSON, userId: USER, parentUserId: 'US.ENT.1', preference: 'stop' },
		],
		[
			'smb_app_state_sync',
			{
				state_sync: [
					{
						type: 'contact',
						action: 'add',
						contact: { phone_number: PERSON, user_id: USER, parent_user_id: 'US.ENT.1', username: '@pablo' },
					},
				],
			},
			{ phoneNumber: PERSON, userId: USER, parentUserId: 'US.ENT.1', username: '@pablo' },
		],
	])('reports all IDs of the user in %s', (field, value, fields) => {
		expect(read({ field, value: { metadata, ...value } })[0].json).toMatchObject(fields);
	});
});

describe('the phone number of an event', () => {
	const settings = {
		type: 'phone_number_settings',
		timestamp: '1749416383',
		phone_number_settings: { phone_number_id: '222', calling: { status: 'ENABLED' } },
	};
	const alert = (entity_type: string): Json => ({
		entity_type,
		entity_id: '222',
		alert_info: { alert_type: 'OBA_APPROVED' },
	});

	test.each<[string, Json, boolean]>([
		['account_settings_update', { messaging_product: 'whatsapp', ...settings }, false],
		['account_alerts', alert('PHONE_NUMBER'), false],
		['account_alerts', alert('BUSINESS'), true],
	])('filters out %s of another number (%#)', async (field, value, passes) => {
		const [event] = read({ field, value });
		expect(event.json.phoneNumberId).toBe(passes ? undefined : '222');
		const filtered = async (phoneNumberIds: string): Promise<boolean> =>
			filterEvents([event], await parseSettings({ updates: [field], filters: { phoneNumberIds } }), 0).kept.length ===
			1;
		expect([await filtered('111'), await filtered('222')]).toEqual([passes, true]);
	});

	test('filters out account_settings_update of another number for a trigger on one number', () => {
		const staticData = { subscription: { listenOn: 'phoneNumber', phoneNumberId: '111' } };
		const scope = registeredScope({ getWorkflowStaticData: () => staticData } as unknown as IWebhookFunctions);
		const events = read(
			...['222', '111'].map((id) => ({
				field: 'account_settings_update',
				value: { ...settings, phone_number_settings: { phone_number_id: id } },
			})),
		);
		expect(filterByScope(events, scope)).toEqual({ kept: [events[1]], discarded: [events[0]] });
	});

	test('outputs the number of account_update in the same field as other events', () => {
		expect(
			read({ field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION', phone_number: BUSINESS } })[0].json,
		).toMatchObject({ event: 'ACCOUNT_RESTRICTION', displayPhoneNumber: BUSINESS, phoneNumber: BUSINESS });
	});

	test('outputs partner_solutions as an event of a business, not of an account', () => {
		const { json } = read({ field: 'partner_solutions', value: { event: 'SOLUTION_CREATED' } })[0];
		expect([json.businessId, json.wabaId]).toEqual(['102290129340398', undefined]);
	});
});

describe('errors', () => {
	test.each<[string, Json]>([
		[
			'a call',
			{
				field: 'calls',
				value: { metadata, calls: [{ id: 'wacid.1', event: 'terminate', status: 'FAILED' }], errors: [error] },
			},
		],
		[
			'a message',
			{
				field: 'messages',
				value: { metadata, messages: [message({ type: 'interactive', interactive: {} })], errors: [error] },
			},
		],
		[
			'a status',
			{ field: 'messages', value: { metadata, statuses: [{ id: 'w', status: 'failed' }], errors: [error] } },
		],
	])('adds errors of the change to the item, beside %s', (_, change) => {
		expect(read(change)[0].json).toMatchObject({ ...errorFields, notification: { errors: [error] } });
	});

	test('adds errors of the change to each of several messages, without attributing them to one', () => {
		const events = read({
			field: 'messages',
			value: { metadata, messages: [text('a'), text('b', { id: 'wamid.2' })], errors: [error] },
		});
		expect(events.map(({ json }) => [json.errorCode, json.notification])).toEqual([
			[undefined, { errors: [error] }],
			[undefined, { errors: [error] }],
		]);
	});

	test('prefers errors of a message over errors of the change', () => {
		const own = { code: 131051, title: 'Message type unknown' };
		const change = {
			field: 'messages',
			value: { metadata, messages: [message({ type: 'unknown', errors: [own] })], errors: [error] },
		};
		expect(fieldsOf(change)).toMatchObject({
			known: false,
			type: 'unknown',
			errorCode: 131051,
			errorTitle: 'Message type unknown',
		});
		expect(fieldsOf(change)).not.toHaveProperty('errorDetails');
	});

	test.each(['unknown', 'hologram', 'contacts', 'unsupported'])('reads errors from a message of type %s', (type) => {
		expect(fieldsOf(messagesChange(message({ type, errors: [error] })))).toMatchObject(errorFields);
	});

	test('treats errors without ID and time as duplicates only within the minute of their arrival', () => {
		const body = payload({ field: 'messages', value: { metadata, errors: [error] } });
		const keyAt = (now: number): string => parseEvents(body, now).events[0].key;
		expect(keyAt(1749416459_000)).toBe(keyAt(1749416400_000));
		expect(keyAt(1749416460_000)).not.toBe(keyAt(1749416400_000));
	});
});

describe('a message without a type', () => {
	test("reads a message without a type by the object that it contains, as in Meta's docs about call permissions", () => {
		const { type: _, ...sent } = message({
			interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept', is_permanent: true } },
			context: { id: 'wacid.1' },
		});
		expect(fieldsOf(messagesChange(sent))).toMatchObject({
			kind: 'message',
			type: 'interactive',
			callPermission: 'accept',
			callPermissionIsPermanent: true,
			replyTo: 'wacid.1',
		});
		expect(fieldsOf(messagesChange(sent))).not.toHaveProperty('known');
	});

	test.each<[Json, Json]>([
		[{ text: { body: 'a' } }, { type: 'text', text: 'a' }],
		[
			{ contacts: [{ name: { formatted_name: 'A' } }] },
			{ type: 'contacts', contacts: [{ name: { formattedName: 'A' } }] },
		],
		[{ system: { type: 'user_changed_number', wa_id: '2' } }, { kind: 'system', type: 'system', newWaId: '2' }],
		[{ errors: [error] }, { known: false, ...errorFields }],
	])('reads a message without a type by the object that it contains: %j', (content, fields) => {
		expect(fieldsOf(messagesChange({ ...message({}), ...content }))).toMatchObject(fields);
	});
});

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

describe('statuses', () => {
	test('outputs the status fields of the newer pages', () => {
		const pricing = {
			billable: true,
			pricing_model: 'PMP',
			type: 'regular',
			subtype: 'paid_exempt',
			category: 'marketing_lite',
			cost: { amount: 0.0125, currency: 'USD' },
		};
		const status = {
			id: 'w',
			status: 'delivered',
			recipient_id: PERSON,
			recipient_identity_key_hash: 'abc=',
			template_id: 77,
			pricing,
		};
		expect(fieldsOf(statusesChange(status))).toMatchObject({
			identityKeyHash: 'abc=',
			templateId: '77',
			pricingSubtype: 'paid_exempt',
			cost: 0.0125,
			costCurrency: 'USD',
		});
	});

	test('outputs the prices of group statuses in the conversation', () => {
		const conversation = {
			id: 'c',
			origin: { type: 'group_utility' },
			pricing: { billable: true, pricing_model: 'PMP', category: 'group_utility' },
		};
		expect(
			fieldsOf(
				statusesChange({ id: 'w', status: 'delivered', recipient_type: 'group', recipient_id: 'G1', conversation }),
			),
		).toMatchObject({
			groupId: 'G1',
			billable: true,
			pricingModel: 'PMP',
			pricingCategory: 'group_utility',
			conversationId: 'c',
		});
	});
});

describe('ads and other software', () => {
	test('outputs tracking_events as one event per row', () => {
		const row = (event_name: string): Json => ({
			event_name,
			timestamp: 1749416383,
			tracking_data: { click_id: 'c', tracking_token: 't' },
		});
		const events = read({ field: 'tracking_events', value: { events: [row('Purchase'), row('Lead')] } });
		expect(events.map(({ json }) => [json.kind, json.eventName, json.timestamp, json.trackingData])).toEqual([
			['trackingEvent', 'Purchase', TIME, { clickId: 'c', trackingToken: 't' }],
			['trackingEvent', 'Lead', TIME, { clickId: 'c', trackingToken: 't' }],
		]);
		expect(new Set(events.map(({ key }) => key)).size).toBe(2);
	});

	test('outputs message_echoes in the format of Messenger', () => {
		const messaging = [
			{
				sender: { id: '1' },
				recipient: { id: '2' },
				timestamp: 1749416383000,
				message: { is_echo: true, app_id: 3, mid: 'mid.1', text: 'hi' },
			},
		];
		expect(fieldsOf({ field: 'message_echoes', value: { metadata, messaging } })).toEqual({
			kind: 'echo',
			from: '1',
			to: '2',
			text: 'hi',
			messageId: 'mid.1',
			timestamp: TIME,
			appId: '3',
		});
	});

	test('outputs for an edit the same replied-to message as for the original', () => {
		expect(
			fieldsOf(
				messagesChange(
					message({
						type: 'edit',
						edit: {
							original_message_id: 'wamid.0',
							message: { context: { id: 'wamid.q' }, type: 'text', text: { body: 'b' } },
						},
					}),
				),
			),
		).toMatchObject({ replyTo: 'wamid.q', text: 'b' });
	});
});
