import { contact, fieldsOf, metadata, read, text, TIME, type Json } from './payloads';
import { PERSON, USER, BUSINESS } from './documentedPayloads';

describe('users and recipients', () => {
	test('reports the previous user ID with a changed user ID', () => {
		const system = {
			body: 'User A changed',
			type: 'user_changed_user_id',
			user_id: 'US.2',
			previous_user_id: 'US.1',
			parent_user_id: 'US.ENT.2',
			previous_parent_user_id: 'US.ENT.1',
		};
		const change = {
			field: 'messages',
			value: { metadata, messages: [{ id: 'wamid.1', timestamp: '1749416383', type: 'system', system }] },
		};
		expect(fieldsOf(change)).toEqual({
			kind: 'system',
			messageId: 'wamid.1',
			timestamp: TIME,
			type: 'system',
			text: 'User A changed',
			systemType: 'user_changed_user_id',
			newUserId: 'US.2',
			userId: 'US.2',
			parentUserId: 'US.ENT.2',
			newParentUserId: 'US.ENT.2',
			previousUserId: 'US.1',
			previousParentUserId: 'US.ENT.1',
		});
	});

	const known = {
		profile: { name: 'Ana', country_code: 'BR' },
		wa_id: '5511987654321',
		user_id: 'BR.77',
		identity_key_hash: 'abc=',
	};
	const ana = {
		profileName: 'Ana',
		waId: '5511987654321',
		userId: 'BR.77',
		countryCode: 'BR',
		identityKeyHash: 'abc=',
		contact: known,
	};

	test('takes the number from `contacts` for a message with only a user ID', () => {
		const change = {
			field: 'messages',
			value: {
				metadata,
				contacts: [contact, known],
				messages: [text('x'), { from_user_id: 'BR.77', id: 'wamid.2', type: 'text', text: { body: 'b' } }],
			},
		};
		expect(read(change)[1].json).toMatchObject({ ...ana, from: '5511987654321' });
	});

	test('takes the number from `contacts` for a status with only a user ID', () => {
		const change = {
			field: 'messages',
			value: { metadata, contacts: [known], statuses: [{ id: 'w', status: 'delivered', recipient_user_id: 'BR.77' }] },
		};
		expect(read(change)[0].json).toMatchObject({ ...ana, recipientId: '5511987654321' });
	});

	test("finds the entry in `contacts` for a status with the other form of the recipient's number", () => {
		const status = (id: string, recipient_id: string): Json => ({ id, status: 'delivered', recipient_id });
		const change = {
			field: 'messages',
			value: { metadata, contacts: [contact, known], statuses: [status('w1', '551187654321'), status('w2', PERSON)] },
		};
		const [first, second] = read(change);
		expect(first.json).toMatchObject({ ...ana, recipientId: '551187654321' });
		expect(second.json).toMatchObject({ profileName: 'Pablo Morales', recipientId: PERSON });
	});

	test("returns the recipient of an echo, and never the sender's number in its place", () => {
		const rows = [
			{
				from: BUSINESS,
				to_user_id: 'BR.77',
				to_parent_user_id: 'BR.ENT.7',
				id: 'wamid.1',
				type: 'text',
				text: { body: 'a' },
			},
			{ to: PERSON, id: 'wamid.2', type: 'text', text: { body: 'b' } },
		];
		const [first, second] = read({
			field: 'smb_message_echoes',
			value: { metadata, contacts: [known, contact], message_echoes: rows },
		});
		expect(first.json).toMatchObject({
			...ana,
			from: BUSINESS,
			toUserId: 'BR.77',
			toParentUserId: 'BR.ENT.7',
			parentUserId: 'BR.ENT.7',
		});
		expect(second.json).toMatchObject({ profileName: 'Pablo Morales', to: PERSON, userId: USER });
		expect(second.json).not.toHaveProperty('from');
	});

	test('finds the entry of a group member, and reports the group as the recipient', () => {
		const row = (participant: string): Json => ({
			id: 'w',
			status: 'read',
			timestamp: '1749416383',
			recipient_id: 'G1',
			recipient_type: 'group',
			...(participant.includes('.')
				? { recipient_participant_user_id: participant, recipient_participant_parent_user_id: 'BR.ENT.7' }
				: { recipient_participant_id: participant }),
		});
		const [first, second] = read({
			field: 'messages',
			value: { metadata, contacts: [contact, known], statuses: [row(PERSON), row('BR.77')] },
		});
		expect(first.json).toMatchObject({
			groupId: 'G1',
			recipientId: PERSON,
			participantId: PERSON,
			profileName: 'Pablo Morales',
			userId: USER,
		});
		expect(second.json).toMatchObject({
			...ana,
			groupId: 'G1',
			recipientId: '5511987654321',
			participantUserId: 'BR.77',
			participantParentUserId: 'BR.ENT.7',
			parentUserId: 'BR.ENT.7',
		});
	});

	test.each<[string, Json, Json]>([
		[
			'group_participants_update',
			{
				groups: [
					{
						type: 'group_join_request_created',
						join_request_id: 'j',
						group_id: 'G1',
						wa_id: PERSON,
						user_id: USER,
						parent_user_id: 'US.ENT.1',
						username: '@pablo',
					},
				],
			},
			{ from: PERSON, waId: PERSON, userId: USER, parentUserId: 'US.ENT.1', username: '@pablo' },
		],
		[
			'user_preferences',
			{ user_preferences: [{ wa_id: PERSON, user_id: USER, parent_user_id: 'US.ENT.1', value: 'stop' }] },
			{ from: PERSON, waId: PERSON, userId: USER, parentUserId: 'US.ENT.1', preference: 'stop' },
		],
		[
			'smb_app_state_sync',
			{
				state_sync: [
					{
						type: 'contact',
						action: 'add',
						contact: { phone_number: PERSON, user_id: USER, parent_user_id: 'US.ENT.1', username: '@pablo' },
					},
				],
			},
			{ phoneNumber: PERSON, userId: USER, parentUserId: 'US.ENT.1', username: '@pablo' },
		],
	])('reports all IDs of the user in %s', (field, value, fields) => {
		expect(read({ field, value: { metadata, ...value } })[0].json).toMatchObject(fields);
	});
});
