import { parseEvents, READ_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import {
	KNOWN_FIELDS,
	UPDATES,
	isSentToOverride,
	fieldsFor,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { receiveFields } from '../../../nodes/WhatsAppBusinessCloud/trigger/fields';
import { contact, fieldsOf, metadata, NOW, PHONE, read, text, TIME, WABA, type Json } from './payloads';

const groups = (rest: Json): Json => ({
	messaging_product: 'whatsapp',
	metadata,
	groups: [{ timestamp: '1749416383', group_id: 'G1', ...rest }],
});
const template = {
	message_template_id: 1689556908129832,
	message_template_name: 'bill',
	message_template_language: 'en_US',
};
const templateFields = { templateId: '1689556908129832', templateName: 'bill', templateLanguage: 'en_US' };

test.each<[string, Json, Json]>([
	[
		'message_template_status_update',
		{ event: 'REJECTED', ...template, reason: 'PROMOTIONAL', rejection_info: { reason: 'r', recommendation: 'c' } },
		{
			kind: 'templateStatus',
			...templateFields,
			event: 'REJECTED',
			reason: 'PROMOTIONAL',
			rejectionInfo: { reason: 'r', recommendation: 'c' },
		},
	],
	[
		'message_template_quality_update',
		{ previous_quality_score: 'GREEN', new_quality_score: 'RED', ...template },
		{ kind: 'templateQuality', ...templateFields, previousQualityScore: 'GREEN', newQualityScore: 'RED' },
	],
	[
		'message_template_components_update',
		{
			...template,
			message_template_element: 'Hi',
			message_template_buttons: [{ message_template_button_type: 'URL' }],
		},
		{
			kind: 'templateComponents',
			...templateFields,
			templateBody: 'Hi',
			templateButtons: [{ messageTemplateButtonType: 'URL' }],
		},
	],
	[
		'template_category_update',
		{ ...template, previous_category: 'UTILITY', new_category: 'MARKETING' },
		{ kind: 'templateCategory', ...templateFields, previousCategory: 'UTILITY', newCategory: 'MARKETING' },
	],
	[
		'account_update',
		{ event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SCAM' } },
		{ kind: 'accountUpdate', event: 'ACCOUNT_VIOLATION', violationInfo: { violationType: 'SCAM' } },
	],
	['account_review_update', { decision: 'APPROVED' }, { kind: 'accountReview', decision: 'APPROVED' }],
	[
		'account_alerts',
		{
			entity_type: 'BUSINESS',
			entity_id: 5,
			alert_info: {
				alert_severity: 'CRITICAL',
				alert_type: 'OBA_REJECTED',
				alert_status: 'ACTIVE',
				alert_description: 'd',
			},
		},
		{
			kind: 'accountAlert',
			entityType: 'BUSINESS',
			entityId: '5',
			alertSeverity: 'CRITICAL',
			alertType: 'OBA_REJECTED',
			alertStatus: 'ACTIVE',
			alertDescription: 'd',
		},
	],
	[
		'account_alerts',
		{ entity_type: 'BUSINESS', entity_id: '5', alert_severity: 'WARNING', alert_type: 'OBA_APPROVED' },
		{
			kind: 'accountAlert',
			entityType: 'BUSINESS',
			entityId: '5',
			alertSeverity: 'WARNING',
			alertType: 'OBA_APPROVED',
		},
	],
	[
		'business_capability_update',
		{ max_daily_conversations_per_business: 2000, max_phone_numbers_per_waba: 20 },
		{ kind: 'businessCapability', maxDailyConversationsPerBusiness: 2000, maxPhoneNumbersPerWaba: 20 },
	],
	[
		'partner_solutions',
		{ event: 'SOLUTION_UPDATED', solution_id: '1', solution_status: 'ACTIVE' },
		{ kind: 'partnerSolution', businessId: WABA, event: 'SOLUTION_UPDATED', solutionId: '1', solutionStatus: 'ACTIVE' },
	],
	[
		'payment_configuration_update',
		{ configuration_name: 'n', provider_name: 'payu', status: 'Active', created_timestamp: 1749416383 },
		{ kind: 'paymentConfiguration', status: 'Active', configurationName: 'n', providerName: 'payu', createdAt: TIME },
	],
	[
		'flows',
		{
			event: 'ENDPOINT_ERROR_RATE',
			message: 'm',
			flow_id: '1',
			error_rate: 14.28,
			threshold: 10,
			alert_state: 'ACTIVATED',
		},
		{
			kind: 'flow',
			event: 'ENDPOINT_ERROR_RATE',
			flowId: '1',
			message: 'm',
			errorRate: 14.28,
			threshold: 10,
			alertState: 'ACTIVATED',
		},
	],
	[
		'group_participants_update',
		groups({
			type: 'group_participants_add',
			reason: 'invite_link',
			added_participants: [{ wa_id: '1', user_id: 'US.1' }],
		}),
		{
			kind: 'groupParticipants',
			groupId: 'G1',
			timestamp: TIME,
			type: 'group_participants_add',
			reason: 'invite_link',
			addedParticipants: [{ waId: '1', userId: 'US.1' }],
		},
	],
	[
		'group_lifecycle_update',
		groups({ type: 'group_create', subject: 's', invite_link: 'l', request_id: 'q' }),
		{
			kind: 'groupLifecycle',
			groupId: 'G1',
			timestamp: TIME,
			type: 'group_create',
			subject: 's',
			inviteLink: 'l',
			requestId: 'q',
		},
	],
	[
		'group_status_update',
		groups({ type: 'group_explode' }),
		{ kind: 'groupStatus', known: false, groupId: 'G1', timestamp: TIME, type: 'group_explode' },
	],
	[
		'user_preferences',
		{
			metadata,
			contacts: [contact],
			user_preferences: [
				{ wa_id: '16505551234', detail: 'd', category: 'marketing_messages', value: 'stop', timestamp: 1749416383 },
			],
		},
		{
			kind: 'userPreference',
			from: '16505551234',
			waId: '16505551234',
			userId: 'US.13491208655302741918',
			profileName: 'Pablo Morales',
			username: '@pablo',
			timestamp: TIME,
			category: 'marketing_messages',
			preference: 'stop',
			detail: 'd',
		},
	],
	[
		'user_id_update',
		{
			metadata,
			user_id_update: [{ wa_id: '1', user_id: { previous: 'US.1', current: 'US.2' }, timestamp: '1749416383' }],
		},
		{ kind: 'userIdUpdate', from: '1', waId: '1', userId: 'US.2', previousUserId: 'US.1', timestamp: TIME },
	],
	[
		'automatic_events',
		{
			metadata,
			automatic_events: [
				{
					id: 'wamid.1',
					event_name: 'Purchase',
					timestamp: '1749416383',
					ctwa_clid: 'c',
					custom_data: { currency: 'USD', value: 1 },
				},
			],
		},
		{
			kind: 'automaticEvent',
			messageId: 'wamid.1',
			timestamp: TIME,
			eventName: 'Purchase',
			ctwaClid: 'c',
			customData: { currency: 'USD', value: 1 },
		},
	],
	[
		'calls',
		{
			metadata,
			contacts: [contact],
			calls: [
				{
					id: 'wacid.1',
					from: '16505551234',
					to: '15550783881',
					event: 'connect',
					timestamp: '1749416383',
					direction: 'USER_INITIATED',
					session: { sdp_type: 'offer', sdp: 'v=0' },
				},
			],
		},
		{
			kind: 'call',
			from: '16505551234',
			waId: '16505551234',
			to: '15550783881',
			userId: 'US.13491208655302741918',
			profileName: 'Pablo Morales',
			username: '@pablo',
			callId: 'wacid.1',
			timestamp: TIME,
			event: 'connect',
			direction: 'USER_INITIATED',
			sdpType: 'offer',
			sdp: 'v=0',
		},
	],
	[
		'calls',
		{
			metadata,
			statuses: [{ id: 'wacid.1', type: 'call', status: 'RINGING', timestamp: '1749416383', recipient_id: '1' }],
		},
		{ kind: 'callStatus', recipientId: '1', callId: 'wacid.1', timestamp: TIME, type: 'call', status: 'RINGING' },
	],
	[
		'smb_message_echoes',
		{
			metadata,
			contacts: [contact],
			message_echoes: [
				{
					from: '15550783881',
					to: '16505551234',
					id: 'wamid.e',
					timestamp: '1749416383',
					type: 'text',
					text: { body: 'hi' },
				},
			],
		},
		{
			kind: 'echo',
			from: '15550783881',
			to: '16505551234',
			waId: '16505551234',
			userId: 'US.13491208655302741918',
			profileName: 'Pablo Morales',
			username: '@pablo',
			messageId: 'wamid.e',
			timestamp: TIME,
			type: 'text',
			text: 'hi',
		},
	],
	[
		'smb_app_state_sync',
		{
			metadata,
			state_sync: [
				{
					type: 'contact',
					contact: { full_name: 'A B', first_name: 'A', phone_number: '1' },
					action: 'add',
					metadata: { timestamp: '1749416383' },
				},
			],
		},
		{
			kind: 'contactSync',
			type: 'contact',
			action: 'add',
			timestamp: TIME,
			fullName: 'A B',
			firstName: 'A',
			phoneNumber: '1',
		},
	],
	[
		'standby',
		{ metadata, standby: { contacts: [contact], messages: [text('for the agent')] } },
		{
			kind: 'standbyMessage',
			from: '16505551234',
			waId: '16505551234',
			userId: 'US.13491208655302741918',
			profileName: 'Pablo Morales',
			username: '@pablo',
			messageId: 'wamid.1',
			timestamp: TIME,
			type: 'text',
			text: 'for the agent',
		},
	],
	[
		'standby',
		{
			metadata,
			standby: {
				message_echoes: [
					{
						id: 'wamid.s',
						timestamp: '1749416383',
						message: { to: '1', type: 'text', text: { body: 'by the agent' } },
						template: { name: 't' },
					},
				],
			},
		},
		{
			kind: 'standbyEcho',
			to: '1',
			messageId: 'wamid.s',
			timestamp: TIME,
			type: 'text',
			text: 'by the agent',
			template: { name: 't' },
		},
	],
	[
		'messaging_handovers',
		{
			sender: { phone_number: '1' },
			recipient: { phone_number_id: PHONE, display_phone_number: '15550783881' },
			timestamp: '1749416383',
			control_passed: { previous_owner_app_role: 'meta_business_agent' },
		},
		{
			kind: 'handover',
			from: '1',
			timestamp: TIME,
			type: 'control_passed',
			previousOwnerAppRole: 'meta_business_agent',
		},
	],
	[
		'history',
		{ metadata, history: [{ errors: [{ code: 2593109, title: 'History sharing is turned off' }] }] },
		{ kind: 'historyDeclined', errorCode: 2593109, errorTitle: 'History sharing is turned off' },
	],
	['messages', {}, { kind: 'unknown', known: false }],
	['calls', { calls: 'none' }, { kind: 'unknown', known: false }],
])('reads the webhook field %s %#', (field, value, fields) => {
	expect(fieldsOf({ field, value })).toEqual(fields);
});

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

describe('Trigger On', () => {
	test('offers exactly the fields that can be read', () => {
		expect([...KNOWN_FIELDS].sort()).toEqual([...READ_FIELDS].sort());
	});

	test("has the names and values of n8n's built-in trigger", () => {
		const names = Object.fromEntries(UPDATES.map(({ value, name }) => [value, name]));
		expect(names).toMatchObject({
			account_review_update: 'Account Review Update',
			account_update: 'Account Update',
			business_capability_update: 'Business Capability Update',
			message_template_quality_update: 'Message Template Quality Update',
			message_template_status_update: 'Message Template Status Update',
			messages: 'Messages',
			phone_number_name_update: 'Phone Number Name Update',
			phone_number_quality_update: 'Phone Number Quality Update',
			security: 'Security',
			template_category_update: 'Template Category Update',
		});
		expect(receiveFields.map(({ name }) => name)).toEqual(['updates', 'output', 'filters', 'options']);
		expect(receiveFields[0].default).toEqual(['messages']);
	});

	test('returns the fields to subscribe to', () => {
		expect(fieldsFor(['statuses', 'calls', 'messages', 'other', 'new_field', 7, 'a b'])).toEqual([
			'calls',
			'messages',
			'new_field',
		]);
		expect(fieldsFor(undefined)).toEqual([]);
	});

	test('returns the fields that are sent to an override', () => {
		expect([...KNOWN_FIELDS].filter(isSentToOverride).sort()).toEqual([
			'account_settings_update',
			'calls',
			'consumer_profile',
			'group_lifecycle_update',
			'group_participants_update',
			'group_settings_update',
			'group_status_update',
			'history',
			'message_echoes',
			'messages',
			'messaging_handovers',
			'smb_app_state_sync',
			'smb_message_echoes',
		]);
	});
});
