import { readResponseForm, simplifyResponse } from '../../../../nodes/WhatsAppBusinessCloud/actions/message/response';
import { parseRecipient } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import type { OperationItem } from '../../../../nodes/WhatsAppBusinessCloud/actions/types';

const response = (contact: object, message: object, more: object = {}) => ({
	messaging_product: 'whatsapp',
	contacts: [contact],
	messages: [message],
	...more,
});

describe('simplified response to a message', () => {
	it.each([
		[
			'a number',
			response({ input: '+491511', wa_id: '491511' }, { id: 'wamid.1' }),
			'+491511',
			[
				['status', 'accepted'],
				['to', '+491511'],
				['messageId', 'wamid.1'],
				['waId', '491511'],
			],
		],
		[
			'a template that is held for review',
			response({ input: '+491511', wa_id: '491511' }, { id: 'wamid.1', message_status: 'held_for_quality_assessment' }),
			'+491511',
			[
				['status', 'held_for_quality_assessment'],
				['to', '+491511'],
				['messageId', 'wamid.1'],
				['waId', '491511'],
			],
		],
		[
			'a user ID',
			response({ input: 'US.1', user_id: 'US.1' }, { id: 'wamid.1' }),
			'US.1',
			[
				['status', 'accepted'],
				['to', 'US.1'],
				['messageId', 'wamid.1'],
				['userId', 'US.1'],
			],
		],
		[
			'a number whose user ID is in the response',
			response(
				{ input: '+491511', wa_id: '491511', user_id: 'DE.1', parent_user_id: 'DE.ENT.1' },
				{ id: 'wamid.1', group_id: 'g' },
				{ new_field: { deep_field: 1 } },
			),
			'+491511',
			[
				['status', 'accepted'],
				['to', '+491511'],
				['messageId', 'wamid.1'],
				['waId', '491511'],
				['userId', 'DE.1'],
				['parentUserId', 'DE.ENT.1'],
				['groupId', 'g'],
				['newField', { deepField: 1 }],
			],
		],
		[
			'a response without contacts',
			{ messages: [{ id: 'wamid.1' }] },
			'+491511',
			[
				['status', 'accepted'],
				['to', '+491511'],
				['messageId', 'wamid.1'],
			],
		],
		[
			'a response with unexpected types',
			{ contacts: 'none', messages: [null] },
			'+491511',
			[
				['status', 'accepted'],
				['to', '+491511'],
			],
		],
	])(
		'starts the simplified response with the fields that most workflows need, for %s',
		(_what, received, to, entries) => {
			expect(Object.entries(simplifyResponse(received as never, to))).toEqual(entries);
		},
	);

	it('keeps its own fields when Meta returns fields with the same names', () => {
		const received = response(
			{ input: '+491511', wa_id: '491511', status: 'x', to: 'y' },
			{ id: 'wamid.1', message_id: 'z' },
		);
		expect(simplifyResponse(received, '+491511')).toEqual({
			messageId: 'wamid.1',
			to: '+491511',
			waId: '491511',
			status: 'accepted',
		});
	});
});

describe("the 'Simplify' parameter", () => {
	const form = (simplify: unknown) =>
		readResponseForm(
			{ parameter: (_name: string, fallback: unknown) => simplify ?? fallback } as unknown as OperationItem,
			parseRecipient('+491511', 'To'),
		);
	const raw = response({ input: '+491511', wa_id: '491511' }, { id: 'wamid.1' });

	it.each([[undefined], [true], ['true']])('returns the simplified response when Simplify is %s', (value) => {
		expect(form(value).output(raw)).toEqual({
			messageId: 'wamid.1',
			to: '+491511',
			waId: '491511',
			status: 'accepted',
		});
		expect(form(value).acceptedEarlier).toEqual({ to: '+491511', status: 'accepted', acceptedEarlier: true });
	});

	it.each([[false], ['false']])('returns the raw response when Simplify is %s', (value) => {
		expect(form(value).output(raw)).toBe(raw);
		expect(form(value).acceptedEarlier).toEqual({
			messaging_product: 'whatsapp',
			contacts: [],
			messages: [],
			acceptedEarlier: true,
		});
	});

	it('rejects a value that is not a boolean before anything is sent', () => {
		expect(() => form('maybe')).toThrow("'Simplify' is neither true nor false");
	});
});
