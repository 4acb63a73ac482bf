import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { simplifyResponse } from '../../../nodes/WhatsAppBusinessCloud/actions/message/response';
import { serialize, deserialize } from '../../../nodes/WhatsAppBusinessCloud/idempotency/serializedOutput';

const response = (contact: object, message: object) => ({
	json: { messaging_product: 'whatsapp', contacts: [contact], messages: [message] },
});

const simplified = (json: IDataObject) => ({ json });

describe('output as the ledger stores it', () => {
	it("serializes Meta's response to a message as a few strings", () => {
		expect(serialize(response({ input: '1650', wa_id: '1650' }, { id: 'wamid.1' }))).toEqual([
			'1650',
			'1650',
			'wamid.1',
		]);
		expect(
			serialize(response({ input: '1650', wa_id: '1650' }, { id: 'wamid.1', message_status: 'accepted' })),
		).toEqual(['1650', '1650', 'wamid.1', 'accepted']);
	});

	it('serializes a simplified response as a few strings, without its usual status', () => {
		const usual = simplified(simplifyResponse(response({ wa_id: '1650' }, { id: 'wamid.1' }).json, '+1650'));
		expect(serialize(usual)).toEqual({ s: ['+1650', '1650', 'wamid.1'] });
		expect(Object.entries((deserialize(serialize(usual)) as typeof usual).json)).toEqual(Object.entries(usual.json));
		const paused = response({}, { id: 'wamid.1', message_status: 'paused' }).json;
		expect(serialize(simplified(simplifyResponse(paused, 'US.1')))).toEqual({ s: ['US.1', null, 'wamid.1', 'paused'] });
	});

	it.each([
		[
			'a simplified response with a user ID',
			simplified({ status: 'accepted', to: 'US.1', messageId: 'wamid.1', userId: 'US.1' }),
		],
		['a simplified response in another order', simplified({ to: '1', messageId: 'wamid.1', status: 'accepted' })],
		['a simplified response without a message ID', simplified({ to: '1', waId: '1', status: 'accepted' })],
		['a contact with a user ID', response({ input: '1650', user_id: 'US.1' }, { id: 'wamid.1' })],
		['a group', response({ input: '1650', wa_id: '1650' }, { id: 'wamid.1', group_id: 'g' })],
		['a number in place of text', response({ input: 1650, wa_id: '1650' }, { id: 'wamid.1' })],
		['an output without a message', { json: { messaging_product: 'whatsapp', contacts: [], messages: [] } }],
		['an output with a file', { ...response({}, { id: 'wamid.1' }), binary: {} }],
		['several items', [response({}, { id: 'wamid.1' })]],
	])('serializes %s unchanged', (_what, output) => {
		expect(serialize(output as never)).toEqual({ output });
		expect(deserialize(serialize(output as never))).toEqual(output);
	});

	it('restores any output by deserializing', () => {
		const text = fc.oneof(fc.string(), fc.constant(undefined), fc.constant(null), fc.integer());
		const record = (keys: string[]) =>
			fc.record(Object.fromEntries(keys.map((key) => [key, text])), { requiredKeys: [] });
		const message = fc
			.tuple(record(['input', 'wa_id', 'user_id']), record(['id', 'message_status']))
			.map(([contact, sent]) => response(contact, sent));
		const flat = record(['status', 'to', 'messageId', 'waId']).map((json) => simplified(json));
		fc.assert(
			fc.property(
				fc.oneof(message, flat, fc.record({ json: fc.dictionary(fc.string(), fc.jsonValue()) })),
				(output) => {
					const plain = JSON.parse(JSON.stringify(output)) as never;
					expect(deserialize(JSON.parse(JSON.stringify(serialize(plain))) as never)).toEqual(plain);
				},
			),
		);
	});
});
