import { fieldOf, samples } from '../../../emulator/src/samples';
import { triggerCases } from '../../engine/parity/triggerCases';
import { contact, messagesChange, metadata, payload, PHONE, statusesChange, text, WABA, type Json } from './payloads';

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
export const deliveries: Json[] = [
	...Object.entries(samples).flatMap(([group, kinds]) =>
		Object.values(kinds).map((value) => ({
			object: 'whatsapp_business_account',
			entry: [{ id: WABA, time: 1739321024, changes: [{ field: fieldOf(group), value: filled(value) }] }],
		})),
	),
	...Object.values(triggerCases).map(({ body }) => body),
	...extremes,
];
