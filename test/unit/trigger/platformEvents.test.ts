import { filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import { parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import {
	fieldsOf,
	message,
	messagesChange,
	metadata,
	NOW,
	PHONE,
	read,
	statusesChange,
	text,
	TIME,
	type Json,
} from './payloads';

const SECONDS = '1749416383';
const user = {
	from: '16505551234',
	waId: '16505551234',
	userId: 'US.13491208655302741918',
	profileName: 'Pablo Morales',
	username: '@pablo',
};

/** The kinds of events that a trigger with these events starts on. */
async function startedBy(updates: string[], ...changes: Json[]): Promise<string[]> {
	const settings = await parseSettings({ updates });
	return filterEvents(read(...changes), settings, NOW).kept.map(({ kind }) => kind);
}

describe('business_username_updates', () => {
	const value = {
		display_phone_number: '15550783881',
		username: 'luckyshrub',
		status: 'deleted',
		context: 'revoked',
	};
	const fields = { username: 'luckyshrub', status: 'deleted', context: 'revoked' };

	test.each(['business_username_updates', 'business_username_update'])('is read when Meta writes %s', (field) => {
		const [event] = read({ field, value });
		expect(event).toMatchObject({ kind: 'businessUsername', update: 'business_username_updates', json: fields });
		expect(event.json).not.toHaveProperty('known');
	});

	test('starts a workflow that was saved with the old name', async () => {
		expect(await startedBy(['business_username_update'], { field: 'business_username_updates', value })).toEqual([
			'businessUsername',
		]);
	});
});

describe('changes of a user', () => {
	const idChanged: Json = {
		field: 'messages',
		value: {
			metadata,
			messages: [
				{
					id: 'wamid.s',
					timestamp: SECONDS,
					type: 'system',
					system: {
						body: 'User changed their user ID',
						type: 'user_changed_user_id',
						user_id: 'US.2',
						parent_user_id: 'US.ENT.2',
						previous_user_id: 'US.1',
						previous_parent_user_id: 'US.ENT.1',
					},
				},
			],
		},
	};

	test('contain the new and the previous IDs, also without a phone number', () => {
		expect(fieldsOf(idChanged)).toEqual({
			kind: 'system',
			type: 'system',
			text: 'User changed their user ID',
			messageId: 'wamid.s',
			timestamp: TIME,
			userId: 'US.2',
			parentUserId: 'US.ENT.2',
			systemType: 'user_changed_user_id',
			newUserId: 'US.2',
			newParentUserId: 'US.ENT.2',
			previousUserId: 'US.1',
			previousParentUserId: 'US.ENT.1',
		});
	});

	test('start workflows that listen to messages, to these changes, or to the old user_id_update', async () => {
		const change = [messagesChange(text('hi')), idChanged];
		expect(await startedBy(['messages'], ...change)).toEqual(['message', 'system']);
		expect(await startedBy(['userChanges'], ...change)).toEqual(['system']);
		expect(await startedBy(['user_id_update'], ...change)).toEqual(['system']);
		expect(await startedBy(['statuses'], ...change)).toEqual([]);
	});

	test.each(['user_identity_changed', 'customer_identity_changed'])('have one systemType for %s', (type) => {
		const row = message({ type: 'system', system: { body: 'b', type }, identity: { hash: 'h', acknowledged: true } });
		const fields = fieldsOf(messagesChange(row));
		expect(fields).toMatchObject({ systemType: 'user_identity_changed', identity: { hash: 'h', acknowledged: true } });
	});
});

describe('voicemail', () => {
	const voicemail = message({
		id: 'wacid.HBgL',
		type: 'audio',
		audio: { id: '77', mime_type: 'audio/ogg; codecs=opus', sha256: 's', voice: true },
	});

	test('is an event of its own, with a call ID instead of a message ID', () => {
		expect(fieldsOf(messagesChange(voicemail))).toEqual({
			kind: 'voicemail',
			...user,
			type: 'audio',
			callId: 'wacid.HBgL',
			timestamp: TIME,
			mediaId: '77',
			mimeType: 'audio/ogg; codecs=opus',
			sha256: 's',
			voice: true,
		});
	});

	test('starts workflows that listen to messages', async () => {
		expect(await startedBy(['messages'], messagesChange(voicemail))).toEqual(['voicemail']);
	});

	test('is recognized by the ID, not by the type audio', () => {
		expect(read(messagesChange(message({ type: 'audio', audio: { id: '1' } })))[0].kind).toBe('message');
	});
});

describe('calls', () => {
	const call = (rest: Json): Json => ({
		field: 'calls',
		value: { metadata, calls: [{ id: 'wacid.1', timestamp: SECONDS, ...rest }] },
	});

	test('call_created of a SIP call is known', () => {
		expect(fieldsOf(call({ event: 'call_created', direction: 'USER_INITIATED', from: '16505551234' }))).toEqual({
			kind: 'call',
			from: '16505551234',
			callId: 'wacid.1',
			timestamp: TIME,
			event: 'call_created',
			direction: 'USER_INITIATED',
		});
	});

	test('a recording and a transcript have their file like any media', () => {
		const audio = { id: '11', mime_type: 'audio/ogg; codecs=opus', sha256: 'a', url: 'https://lookaside.fbsbx.com/1' };
		const document = { id: '12', mime_type: 'application/json', sha256: 'd', url: 'https://lookaside.fbsbx.com/2' };
		const recording = call({ event: 'call_recording_available', call_recording: { type: 'audio', audio } });
		const transcript = call({ event: 'call_transcription_available', call_transcript: { document } });
		expect(fieldsOf(recording)).toEqual({
			kind: 'callRecording',
			callId: 'wacid.1',
			timestamp: TIME,
			event: 'call_recording_available',
			mediaId: '11',
			mediaUrl: 'https://lookaside.fbsbx.com/1',
			mimeType: 'audio/ogg; codecs=opus',
			sha256: 'a',
		});
		expect(fieldsOf(transcript)).toEqual({
			kind: 'callTranscript',
			callId: 'wacid.1',
			timestamp: TIME,
			event: 'call_transcription_available',
			mediaId: '12',
			mediaUrl: 'https://lookaside.fbsbx.com/2',
			mimeType: 'application/json',
			sha256: 'd',
		});
		expect(read(recording)[0].key).not.toBe(read(transcript)[0].key);
	});
});

describe('account', () => {
	test('settings have the number of the settings', () => {
		const value = {
			messaging_product: 'whatsapp',
			timestamp: SECONDS,
			type: 'PHONE_NUMBER_SETTINGS',
			phone_number_settings: { phone_number_id: PHONE, calling: { status: 'ENABLED', sip: { status: 'DISABLED' } } },
		};
		expect(read({ field: 'account_settings_update', value })[0].json).toMatchObject({
			kind: 'accountSettings',
			phoneNumberId: PHONE,
			timestamp: TIME,
			type: 'PHONE_NUMBER_SETTINGS',
			phoneNumberSettings: { phoneNumberId: PHONE, calling: { status: 'ENABLED', sip: { status: 'DISABLED' } } },
		});
	});

	test.each(['RESTRICTED_ADD_PHONE_NUMBER_ACTION', 'RESTRICTION_ADD_PHONE_NUMBER_ACTION'])(
		'restrictionTypes has one spelling for %s',
		(restriction_type) => {
			const value = { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type, expiration: 1749416383 }] };
			expect(fieldsOf({ field: 'account_update', value })).toEqual({
				kind: 'accountUpdate',
				event: 'ACCOUNT_RESTRICTION',
				restrictionInfo: [{ restrictionType: restriction_type, expiration: 1749416383 }],
				restrictionTypes: ['RESTRICTED_ADD_PHONE_NUMBER_ACTION'],
			});
		},
	);

	test('template_correct_category_detection has both categories', () => {
		const value = { message_template_id: 1, current_category: 'UTILITY', suggested_category: 'MARKETING' };
		expect(fieldsOf({ field: 'template_correct_category_detection', value })).toEqual({
			kind: 'templateCategoryDetection',
			templateId: '1',
			currentCategory: 'UTILITY',
			suggestedCategory: 'MARKETING',
		});
	});
});

describe('payments', () => {
	test.each([
		['in the payment method', { payment_method: { reference_id: 'r1', credential_id: 'c1' } }],
		['beside it', { reference_id: 'r1', credential_id: 'c1', payment_method: { payment_method: undefined } }],
		['without it', { reference_id: 'r1', credential_id: 'c1' }],
	])('a one-click payment has reference and credential when Meta sends them %s', (_where, rest) => {
		const row = message({ type: 'interactive', interactive: { type: 'payment_method', ...rest } });
		expect(read(messagesChange(row))[0].json).toMatchObject({
			kind: 'message',
			interactiveType: 'payment_method',
			referenceId: 'r1',
			credentialId: 'c1',
		});
	});

	test('a tap on an order details template has its payload', () => {
		const row = message({ type: 'button', button: { payload: 'ORDER_DETAILS_CLICKED', text: 'Review and Pay' } });
		expect(read(messagesChange(row))[0].json).toMatchObject({
			kind: 'message',
			payload: 'ORDER_DETAILS_CLICKED',
			text: 'Review and Pay',
		});
	});
});

describe('user actions', () => {
	const change: Json = {
		field: 'messages',
		value: {
			messaging_product: 'whatsapp',
			metadata,
			user_actions: [
				{
					action_type: 'marketing_messages_link_click',
					timestamp: SECONDS,
					marketing_messages_link_click_data: {
						click_component: 'cta',
						product_id: 'p1',
						click_id: 'c1',
						tracking_token: 't1',
						client_user_agent: 'Mozilla/5.0',
					},
				},
				{ action_type: 'landing_page_view', timestamp: SECONDS, landing_page_view_data: { click_id: 'c1' } },
				{ action_type: 'teleported', timestamp: SECONDS },
			],
		},
	};

	test('are events of their own with the data of the click', () => {
		expect(read(change).map(({ json: { value: _value, wabaId: _waba, ...json } }) => json)).toEqual([
			{
				kind: 'userAction',
				timestamp: TIME,
				actionType: 'marketing_messages_link_click',
				clickComponent: 'cta',
				productId: 'p1',
				clickId: 'c1',
				trackingToken: 't1',
				clientUserAgent: 'Mozilla/5.0',
				field: 'messages',
				phoneNumberId: PHONE,
				displayPhoneNumber: '15550783881',
			},
			{
				kind: 'userAction',
				timestamp: TIME,
				actionType: 'landing_page_view',
				clickId: 'c1',
				field: 'messages',
				phoneNumberId: PHONE,
				displayPhoneNumber: '15550783881',
			},
			{
				kind: 'userAction',
				known: false,
				timestamp: TIME,
				actionType: 'teleported',
				field: 'messages',
				phoneNumberId: PHONE,
				displayPhoneNumber: '15550783881',
			},
		]);
	});

	test('start workflows that listen to clicks, not those that listen to messages', async () => {
		expect(await startedBy(['marketingClicks'], change)).toEqual(['userAction', 'userAction', 'userAction']);
		expect(await startedBy(['messages', 'statuses'], change)).toEqual([]);
	});
});

test('statuses contain type, category, model, subtype and cost of the price', () => {
	const pricing = {
		billable: true,
		pricing_model: 'PMP',
		type: 'regular',
		subtype: 'paid_exempt',
		category: 'marketing_lite',
		cost: { amount: 0.0123, currency: 'USD' },
	};
	const status = { id: 'wamid.1', status: 'delivered', timestamp: SECONDS, recipient_id: '16505551234', pricing };
	expect(fieldsOf(statusesChange(status))).toEqual({
		kind: 'status',
		messageId: 'wamid.1',
		status: 'delivered',
		timestamp: TIME,
		recipientId: '16505551234',
		billable: true,
		pricingModel: 'PMP',
		pricingType: 'regular',
		pricingSubtype: 'paid_exempt',
		pricingCategory: 'marketing_lite',
		cost: 0.0123,
		costCurrency: 'USD',
	});
});
