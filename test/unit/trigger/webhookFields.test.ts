import { contact, fieldsOf, metadata, text, TIME, WABA, type Json } from './payloads';

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
		'history',
		{ metadata, history: [{ errors: [{ code: 2593109, title: 'History sharing is turned off' }] }] },
		{ kind: 'historyDeclined', errorCode: 2593109, errorTitle: 'History sharing is turned off' },
	],
	['messages', {}, { kind: 'unknown', known: false }],
	['calls', { calls: 'none' }, { kind: 'unknown', known: false }],
])('reads the webhook field %s %#', (field, value, fields) => {
	expect(fieldsOf({ field, value })).toEqual(fields);
});
