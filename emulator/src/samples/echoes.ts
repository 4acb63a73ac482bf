import {
	FROM,
	PARENT,
	SENT,
	USER,
	about,
	contact,
	echo,
	error,
	file,
	ID,
	message,
	NUMBER,
	NUMBER_ID,
	SECONDS,
	text,
	TIME,
	type Kinds,
} from './parts';

const echoes = (...message_echoes: Array<Record<string, unknown>>): Record<string, unknown> => ({
	...about,
	contacts: [{ profile: { username: '@pablo' }, wa_id: FROM, user_id: USER, parent_user_id: PARENT }],
	message_echoes,
});
const standby = (rest: Record<string, unknown>): Record<string, unknown> => ({
	...about,
	standby: { contacts: [contact], ...rest },
});
const chunk = (phase: number, chunk_order: number, progress: number): Record<string, unknown> => ({
	phase,
	chunk_order,
	progress,
});
const thread = { id: FROM, context: { wa_id: FROM, user_id: USER, parent_user_id: PARENT, username: '@pablo' } };
const read = { history_context: { status: 'READ' } };
const own = (type: string, content: unknown, timestamp: string): Record<string, unknown> => ({
	from: NUMBER,
	id: ID,
	timestamp,
	type,
	[type]: content,
	...read,
});

/**
 * Meta docs: Conversation Routing > Webhooks > messaging_handovers: control_passed goes to the new owner, control_taken
 * to the previous one.
 */
const handover = (type: string, control: Record<string, unknown>): Record<string, unknown> => ({
	messaging_product: 'whatsapp',
	recipient: { phone_number_id: NUMBER_ID, display_phone_number: NUMBER },
	sender: { phone_number: FROM },
	type,
	timestamp: SECONDS,
	[type]: control,
});

/**
 * Events that are not new messages from customers. Meta docs: Webhooks > history; smb_message_echoes, message_echoes;
 * standby.
 */
export const echoesAndHistory: Record<string, Kinds> = {
	smb_message_echoes: {
		text: echoes(echo('text', { body: 'From the app on my phone' })),
		image: echoes(echo('image', file('image/jpeg', { caption: 'Like this?' }))),
		revoke: echoes(echo('revoke', { original_message_id: SENT })),
		edit: echoes(echo('edit', { original_message_id: SENT, message: { type: 'text', text: { body: 'Corrected' } } })),
	},
	message_echoes: { text: echoes(echo('text', { body: 'From other software' })) },
	history: {
		messages: {
			...about,
			history: [
				{
					metadata: chunk(1, 1, 55),
					threads: [
						{
							...thread,
							messages: [
								text('Do you ship to Zürich?', { timestamp: '1739230955', ...read }),
								// Meta docs: Webhooks > history: only the number shows that the message is the
								// business's own.
								own('text', { body: 'We do' }, '1739230970'),
								message('media_placeholder', undefined, { timestamp: '1739230980', ...read }),
							],
						},
						{ id: '12125557890', messages: [own('text', { body: 'Thank you for your order!' }, '1739230990')] },
					],
				},
			],
		},
		progress: { ...about, history: [{ metadata: chunk(2, 7, 100), threads: [] }] },
		fileOfCustomer: {
			...about,
			contacts: [{ ...contact, profile: { username: contact.profile.username } }],
			messages: [message('image', file('image/jpeg', { caption: 'Old picture' }), { timestamp: '1739230980' })],
		},
		fileOfBusiness: echoes(
			echo('document', file('application/pdf', { filename: 'old.pdf' }), { timestamp: '1739230990' }),
		),
		declined: {
			...about,
			history: [
				{
					errors: [
						error(
							2593109,
							'History sync is turned off by the business from the WhatsApp Business App',
							'History sharing is turned off by the business',
						),
					],
				},
			],
		},
	},
	smb_app_state_sync: {
		contactAdded: {
			...about,
			state_sync: [
				{
					type: 'contact',
					contact: {
						full_name: 'Pablo Morales',
						first_name: 'Pablo',
						phone_number: FROM,
						user_id: USER,
						parent_user_id: PARENT,
						username: '@pablo',
					},
					action: 'add',
					metadata: { timestamp: TIME },
				},
			],
		},
		contactRemoved: {
			...about,
			state_sync: [
				{
					type: 'contact',
					contact: { phone_number: FROM, user_id: USER },
					action: 'remove',
					metadata: { timestamp: TIME },
				},
			],
		},
	},
	standby: {
		message: standby({ messages: [text('For the agent')] }),
		echo: standby({
			message_echoes: [
				{
					id: ID,
					timestamp: TIME,
					message: { messaging_product: 'whatsapp', to: FROM, type: 'text', text: { body: 'The agent answers' } },
				},
			],
		}),
		templateEcho: standby({
			message_echoes: [
				{
					id: ID,
					timestamp: TIME,
					message: {
						messaging_product: 'whatsapp',
						to: FROM,
						type: 'template',
						template: { name: 'order_confirmation', language: { code: 'en_US' } },
					},
					template: { id: '594425479261596', name: 'order_confirmation', category: 'UTILITY' },
					flow: { id: '862163632122332', name: 'Booking', status: 'PUBLISHED', categories: ['APPOINTMENT_BOOKING'] },
				},
			],
		}),
		status: standby({
			statuses: [{ id: SENT, status: 'delivered', timestamp: TIME, recipient_id: FROM, recipient_user_id: USER }],
		}),
	},
	messaging_handovers: {
		controlPassed: handover('control_passed', {
			previous_owner_role: 'ai_agent',
			new_owner_role: 'escalation',
			metadata: 'The customer asks for a person',
			conversation_context: { type: 'summary', summary: { text: 'Pablo wants to return order 1001.' } },
		}),
		controlTaken: handover('control_taken', { previous_owner_role: 'customer_service', new_owner_role: 'escalation' }),
		// As sent in July and August 2026.
		controlPassedOld: handover('control_passed', {
			previous_owner_app_id: '1234567890',
			previous_owner_app_role: 'meta_business_agent',
			metadata: 'The customer asks for a person',
		}),
	},
};
