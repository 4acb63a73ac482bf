import {
	metadata,
	messagesChange,
	payload,
	statusesChange,
	text,
	message,
	type Json,
} from '../../unit/trigger/payloads';

/** Parameters of a built-in trigger, and a delivery from Meta. */
export interface TriggerCase {
	parameters: { updates: string[]; options?: { messageStatusUpdates?: string[] } };
	body: Json;
}

const status = (name: string, id = `wamid.${name}`): Json => ({
	id,
	status: name,
	timestamp: '1749416383',
	recipient_id: '16505551234',
});
const change = (field: string, value: Json): Json => ({ field, value });
const messages = (messageStatusUpdates?: string[]): TriggerCase['parameters'] => ({
	updates: ['messages'],
	...(messageStatusUpdates && { options: { messageStatusUpdates } }),
});
const eachStatus = payload(
	...['sent', 'delivered', 'read', 'failed', 'deleted'].map((name) => statusesChange(status(name))),
	messagesChange(text('Hi')),
);
const mixed = payload(statusesChange(status('sent', 'wamid.1'), status('read', 'wamid.2')));
const system = message({
	id: 'wamid.s',
	type: 'system',
	system: { body: 'A changed', wa_id: '1', type: 'user_changed_number' },
});

/** Payloads as Meta sends them, for the possible settings of the built-in trigger. */
export const triggerCases: Record<string, TriggerCase> = {
	'one text message': { parameters: messages(), body: payload(messagesChange(text('Hi 👋'))) },
	'two messages in one change': {
		parameters: messages(),
		body: payload(messagesChange(text('a'), text('b', { id: 'wamid.2' }))),
	},
	'several changes and entries': {
		parameters: { updates: ['messages', 'account_update'] },
		body: {
			object: 'whatsapp_business_account',
			entry: [
				{ id: '1', changes: [messagesChange(text('a')), statusesChange(status('read'))] },
				{ id: '2', time: 1739321024, changes: [change('account_update', { event: 'ACCOUNT_DELETED' })] },
			],
		},
	},
	'every status, without the status option': { parameters: messages(), body: eachStatus },
	'every status, with all statuses selected': { parameters: messages(['all']), body: eachStatus },
	'every status, with two statuses selected': { parameters: messages(['failed', 'read']), body: eachStatus },
	'every status, with no status selected': { parameters: messages([]), body: eachStatus },
	'two statuses in one change, with one selected': { parameters: messages(['read']), body: mixed },
	'two statuses in one change, with all selected': { parameters: messages(['all']), body: mixed },
	'statuses that are not selected': { parameters: messages(['failed']), body: mixed },
	'system, unsupported, reaction and unknown messages, and errors': {
		parameters: messages(),
		body: payload(
			messagesChange(system),
			messagesChange(
				message({
					id: 'wamid.u',
					type: 'unsupported',
					unsupported: { type: 'poll_creation' },
					errors: [{ code: 131051 }],
				}),
			),
			messagesChange(message({ id: 'wamid.r', type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } })),
			messagesChange(message({ id: 'wamid.n', type: 'something_new', something_new: { a: [1] } })),
			change('messages', {
				messaging_product: 'whatsapp',
				metadata,
				errors: [{ code: 130429, title: 'Rate limit hit' }],
			}),
		),
	},
	'events of all other webhook fields': {
		parameters: {
			updates: [
				'account_review_update',
				'account_update',
				'business_capability_update',
				'message_template_quality_update',
				'message_template_status_update',
				'phone_number_name_update',
				'phone_number_quality_update',
				'security',
				'template_category_update',
			],
		},
		body: payload(
			change('account_review_update', { decision: 'APPROVED' }),
			change('account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } }),
			change('business_capability_update', {
				max_daily_conversations_per_business: 2000,
				max_phone_numbers_per_business: 2,
			}),
			change('message_template_quality_update', {
				previous_quality_score: 'GREEN',
				new_quality_score: 'RED',
				message_template_id: 1689556908129832,
				message_template_name: 'a',
				message_template_language: 'en',
			}),
			change('message_template_status_update', {
				event: 'APPROVED',
				message_template_id: 1689556908129832,
				message_template_name: 'a',
				message_template_language: 'en',
				reason: null,
			}),
			change('phone_number_name_update', {
				display_phone_number: '15550783881',
				decision: 'APPROVED',
				requested_verified_name: 'Acme',
				rejection_reason: null,
			}),
			change('phone_number_quality_update', {
				display_phone_number: '15550783881',
				event: 'FLAGGED',
				current_limit: 'TIER_1K',
			}),
			change('security', { display_phone_number: '15550783881', event: 'PIN_CHANGED' }),
			change('template_category_update', {
				message_template_id: 1689556908129832,
				message_template_name: 'a',
				message_template_language: 'en',
				new_category: 'MARKETING',
				correct_category: 'UTILITY',
			}),
		),
	},
};
