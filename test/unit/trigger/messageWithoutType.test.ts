import { fieldsOf, message, messagesChange, type Json } from './payloads';
import { error, errorFields } from './documentedPayloads';

describe('a message without a type', () => {
	test("reads a message without a type by the object that it contains, as in Meta's docs about call permissions", () => {
		const { type: _, ...sent } = message({
			interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'accept', is_permanent: true } },
			context: { id: 'wacid.1' },
		});
		expect(fieldsOf(messagesChange(sent))).toMatchObject({
			kind: 'message',
			type: 'interactive',
			callPermission: 'accept',
			callPermissionIsPermanent: true,
			replyTo: 'wacid.1',
		});
		expect(fieldsOf(messagesChange(sent))).not.toHaveProperty('known');
	});

	test.each<[Json, Json]>([
		[{ text: { body: 'a' } }, { type: 'text', text: 'a' }],
		[
			{ contacts: [{ name: { formatted_name: 'A' } }] },
			{ type: 'contacts', contacts: [{ name: { formattedName: 'A' } }] },
		],
		[{ system: { type: 'user_changed_number', wa_id: '2' } }, { kind: 'system', type: 'system', newWaId: '2' }],
		[{ errors: [error] }, { known: false, ...errorFields }],
	])('reads a message without a type by the object that it contains: %j', (content, fields) => {
		expect(fieldsOf(messagesChange({ ...message({}), ...content }))).toMatchObject(fields);
	});
});
