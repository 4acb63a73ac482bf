import fc from 'fast-check';
import { pack, unpack } from '../../../../nodes/WhatsAppBusinessCloud/actions/ledger/packed';

const answer = (contact: object, message: object) => ({
	json: { messaging_product: 'whatsapp', contacts: [contact], messages: [message] },
});

describe('results as the ledger keeps them', () => {
	it('are a few texts for what Meta answers to a message', () => {
		expect(pack(answer({ input: '1650', wa_id: '1650' }, { id: 'wamid.1' }))).toEqual(['1650', '1650', 'wamid.1']);
		expect(pack(answer({ input: '1650', wa_id: '1650' }, { id: 'wamid.1', message_status: 'accepted' }))).toEqual(['1650', '1650', 'wamid.1', 'accepted']);
	});

	it.each([
		['a contact with a user ID', answer({ input: '1650', user_id: 'US.1' }, { id: 'wamid.1' })],
		['a group', answer({ input: '1650', wa_id: '1650' }, { id: 'wamid.1', group_id: 'g' })],
		['a number in the place of a text', answer({ input: 1650, wa_id: '1650' }, { id: 'wamid.1' })],
		['no message', { json: { messaging_product: 'whatsapp', contacts: [], messages: [] } }],
		['a file', { ...answer({}, { id: 'wamid.1' }), binary: {} }],
		['several items', [answer({}, { id: 'wamid.1' })]],
	])('keep %s whole', (_what, output) => {
		expect(pack(output as never)).toEqual({ output });
		expect(unpack(pack(output as never))).toEqual(output);
	});

	it('come out as they went in', () => {
		const text = fc.oneof(fc.string(), fc.constant(undefined), fc.constant(null), fc.integer());
		const record = (keys: string[]) => fc.record(Object.fromEntries(keys.map((key) => [key, text])), { requiredKeys: [] });
		const message = fc.tuple(record(['input', 'wa_id', 'user_id']), record(['id', 'message_status'])).map(([contact, sent]) => answer(contact, sent));
		fc.assert(
			fc.property(fc.oneof(message, fc.record({ json: fc.dictionary(fc.string(), fc.jsonValue()) })), (output) => {
				const plain = JSON.parse(JSON.stringify(output)) as never;
				expect(unpack(JSON.parse(JSON.stringify(pack(plain))) as never)).toEqual(plain);
			}),
		);
	});
});
