import {
	contact,
	fieldsOf,
	messagesChange,
	metadata,
	PHONE,
	read,
	statusesChange,
	text,
	TIME,
	type Json,
} from './payloads';

const SECONDS = '1749416383';

describe('Conversation Routing', () => {
	const handover = (rest: Json): Json => ({
		field: 'messaging_handovers',
		value: {
			messaging_product: 'whatsapp',
			recipient: { phone_number_id: PHONE, display_phone_number: '15550783881' },
			sender: { phone_number: '16505551234' },
			timestamp: SECONDS,
			...rest,
		},
	});
	const control = {
		previous_owner_role: 'ai_agent',
		new_owner_role: 'escalation',
		metadata: 'order 7',
		conversation_context: { type: 'summary', summary: { text: 'The user asks for a refund' } },
	};
	const fields = {
		kind: 'handover',
		from: '16505551234',
		timestamp: TIME,
		previousOwnerRole: 'ai_agent',
		newOwnerRole: 'escalation',
		metadata: 'order 7',
		conversationSummary: 'The user asks for a refund',
	};

	test.each(['control_passed', 'control_taken'])('%s has the roles, the metadata and the summary', (type) => {
		expect(fieldsOf(handover({ type, [type]: control }))).toEqual({ ...fields, type });
		expect(fieldsOf(handover({ [type]: control }))).toEqual({ ...fields, type });
	});

	test('reads the names that Meta used before September 2026', () => {
		const control_passed = { previous_owner_app_role: 'meta_business_agent', previous_owner_app_id: '99' };
		expect(fieldsOf(handover({ control_passed }))).toEqual({
			kind: 'handover',
			from: '16505551234',
			timestamp: TIME,
			type: 'control_passed',
			previousOwnerRole: 'meta_business_agent',
			previousOwnerAppId: '99',
		});
	});

	test('a message contains the summary that Meta sends beside it', () => {
		const change = messagesChange(text('hi'));
		const value = { ...(change.value as Json), conversation_context: control.conversation_context };
		expect(read({ ...change, value })[0].json).toMatchObject({
			kind: 'message',
			text: 'hi',
			conversationSummary: 'The user asks for a refund',
		});
	});

	test('a copy in standby is no duplicate of the same message or status in messages', () => {
		const status = { id: 'wamid.1', status: 'delivered', timestamp: SECONDS, recipient_id: '16505551234' };
		const standby = (rest: Json): Json => ({ field: 'standby', value: { metadata, standby: rest } });
		const events = read(
			standby({ contacts: [contact], messages: [text('hi')] }),
			standby({ statuses: [status] }),
			messagesChange(text('hi')),
			statusesChange(status),
		);
		expect(new Set(events.map(({ key }) => key)).size).toBe(4);
	});
});
