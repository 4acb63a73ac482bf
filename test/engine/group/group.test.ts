import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';
import { GRAPH, loadOptions, openBinaryStore, PHONE, stored } from '../harness';

mockedNetwork();
beforeAll(openBinaryStore);

const run = runner('group');
const ID = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const group = { groupId: ID };
const product = { messaging_product: 'whatsapp' };
const accepted = { ...product, request_id: 'Req1' };
const pending = (resultEvent: string) => ({ requestId: 'Req1', pending: true, resultEvent });

test.each<[INodeParameters, IDataObject]>([
	[{ subject: ' Roses ' }, { subject: 'Roses', join_approval_mode: 'auto_approve' }],
	[
		{ subject: 'Roses', description: 'News', joinApprovalMode: 'approval_required' },
		{ subject: 'Roses', description: 'News', join_approval_mode: 'approval_required' },
	],
])('creates a group from %j', async (parameters, body) => {
	expectRequest('POST', `${PHONE}/groups`, { body: { ...product, ...body } }, accepted);
	const { output } = await run('create', { phoneNumberId: PHONE, ...parameters });
	expect(output).toEqual([
		{ json: { subject: 'Roses', ...pending('group_lifecycle_update') }, pairedItem: { item: 0 } },
	]);
});

const fields =
	'id,subject,description,suspended,creation_timestamp,participants,total_participant_count,join_approval_mode';

test.each<[string, IDataObject, IDataObject]>([
	[
		'complete',
		{
			id: ID,
			subject: 'Roses',
			description: 'News',
			suspended: false,
			creation_timestamp: '1790000000',
			participants: [{ wa_id: '4930', user_id: 'DE.1', username: 'ann' }, null],
			total_participant_count: '2',
			join_approval_mode: 'auto_approve',
		},
		{
			id: ID,
			subject: 'Roses',
			description: 'News',
			suspended: false,
			createdAt: '2026-09-21T14:13:20.000Z',
			participantCount: 2,
			participants: [{ waId: '4930', userId: 'DE.1', username: 'ann' }],
			joinApprovalMode: 'auto_approve',
		},
	],
	['empty', product, { id: ID }],
	['odd', { participants: {}, creation_timestamp: 'soon', suspended: 'yes' }, { id: ID, suspended: 'yes' }],
])('gets a group from a response that is %s', async (_what, response, expected) => {
	expectRequest('GET', ID, { query: { fields } }, response);
	expect(jsonOf(await run('get', group))).toEqual([expected]);
});

describe('lists', () => {
	const row = { id: ID, subject: 'Roses', created_at: '1790000000' };
	const simple = { id: ID, subject: 'Roses', createdAt: '2026-09-21T14:13:20.000Z' };

	test.each<[string, unknown, IDataObject[]]>([
		['groups', { data: { groups: [row, {}, null] } }, [simple, {}]],
		['a plain list', { data: [row] }, []],
		['no groups', { data: { groups: {} } }, []],
		['an empty response', {}, []],
	])('groups from %s', async (_what, response, expected) => {
		expectRequest('GET', `${PHONE}/groups`, { query: { limit: 50 } }, response);
		expect(jsonOf(await run('getAll', { phoneNumberId: PHONE }))).toEqual(expected);
	});

	test('all pages of groups', async () => {
		const paging = { cursors: { after: 'A' }, next: 'https://graph.facebook.com/next' };
		expectRequest('GET', `${PHONE}/groups`, { query: { limit: 100 } }, { data: { groups: [row] }, paging });
		expectRequest('GET', `${PHONE}/groups`, { query: { limit: 100, after: 'A' } }, { data: { groups: [row] } });
		expect(jsonOf(await run('getAll', { phoneNumberId: PHONE, returnAll: true }))).toEqual([simple, simple]);
	});

	test('requests to join', async () => {
		const data = [{ join_request_id: 'j1', wa_id: '4930', creation_timestamp: '1790000000' }, { wa_id: {} }];
		expectRequest('GET', `${ID}/join_requests`, { query: { limit: 50 } }, { data });
		expect(jsonOf(await run('getJoinRequests', group))).toEqual([
			{ joinRequestId: 'j1', waId: '4930', createdAt: '2026-09-21T14:13:20.000Z' },
			{},
		]);
	});
});

describe('changes', () => {
	test('texts', async () => {
		const body = { ...product, subject: 'Tulips', description: '' };
		expectRequest('POST', ID, { body }, accepted);
		const updateFields = { subject: 'Tulips', description: '' };
		expect(jsonOf(await run('update', { ...group, updateFields }))).toEqual([
			{ groupId: ID, updatedFields: ['subject', 'description'], ...pending('group_settings_update') },
		]);
	});

	test('the picture, as a file of a form', async () => {
		const data = await stored(Buffer.from('ffd8ffe0', 'hex'), { fileName: 'roses.jpg', mimeType: 'image/jpeg' });
		let form = '';
		nock(GRAPH)
			.post(`/v25.0/${ID}`, (body) => {
				form = Buffer.from(String(body), 'hex').toString('latin1');
				return true;
			})
			.reply(200, accepted);
		const parameters = { ...group, updateFields: { picture: 'data', subject: 'Roses' } };
		expect(jsonOf(await run('update', parameters, [{ json: {}, binary: { data } }]))).toEqual([
			{ groupId: ID, updatedFields: ['subject', 'picture'], ...pending('group_settings_update') },
		]);
		expect(form).toContain('name="messaging_product"\r\n\r\nwhatsapp\r\n');
		expect(form).toContain('name="subject"\r\n\r\nRoses\r\n');
		expect(form).toContain('name="file"; filename="roses.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\xe0\r\n');
	});

	test('the picture, in a dry run', async () => {
		const data = await stored(Buffer.from('ffd8ffe0', 'hex'), { fileName: 'roses.jpg', mimeType: 'image/jpeg' });
		const parameters = { ...group, updateFields: { picture: 'data' }, options: { dryRun: true } };
		const [{ requests }] = jsonOf(await run('update', parameters, [{ json: {}, binary: { data } }]));
		expect(requests).toEqual([expect.objectContaining({ method: 'POST', body: { ...product, file: 'roses.jpg' } })]);
	});

	test('rejects another picture', async () => {
		const data = await stored(Buffer.from('x'), { fileName: 'roses.png', mimeType: 'image/png' });
		const parameters = { ...group, updateFields: { picture: 'data' } };
		expect(messageOf(await run('update', parameters, [{ json: {}, binary: { data } }]))).toBe(
			"The file in 'Picture' is of the type image/png, pictures of groups need image/jpeg",
		);
	});

	test('deletes a group', async () => {
		expectRequest('DELETE', ID, {}, accepted);
		expect(jsonOf(await run('delete', { ...group, confirm: true }))).toEqual([
			{ groupId: ID, ...pending('group_lifecycle_update') },
		]);
	});

	test.each<['GET' | 'POST', string, IDataObject | undefined]>([
		['GET', 'getInviteLink', undefined],
		['POST', 'resetInviteLink', product],
	])('%s invite link', async (method, operation, body) => {
		const inviteLink = 'https://chat.whatsapp.com/x';
		expectRequest(method, `${ID}/invite_link`, { body }, { ...product, invite_link: inviteLink });
		expect(jsonOf(await run(operation, { ...group, confirm: true }))).toEqual([{ groupId: ID, inviteLink }]);
	});
});

describe('people', () => {
	const path = `${ID}/join_requests`;

	test('approves requests', async () => {
		const body = { ...product, join_requests: ['j1', 'j2'] };
		expectRequest('POST', path, { body }, { approved_join_requests: ['j1', 'j2'] });
		expect(jsonOf(await run('approveJoinRequests', { ...group, joinRequests: 'j1, j2, j1' }))).toEqual([
			{ groupId: ID, joinRequestId: 'j1', status: 'approved' },
			{ groupId: ID, joinRequestId: 'j2', status: 'approved' },
		]);
	});

	// Meta documents 206; the results count, whatever the status.
	test.each([206, 400])('returns which requests failed, from a response with status %d', async (status) => {
		const errors = [{ code: 131204, message: 'Full', error_data: { details: 'The group is full.' } }];
		const response = {
			rejected_join_requests: ['j1'],
			failed_join_requests: [{ join_request_id: 'j2', errors }, { join_request_id: 'j3' }],
			errors: [{ code: 131201, message: 'Some failed' }],
		};
		expectRequest('DELETE', path, { body: { ...product, join_requests: ['j1', 'j2', 'j3', 'j4'] } }, response, status);
		const joinRequests = '={{ [{ joinRequestId: "j1" }, { join_request_id: "j2" }, "j3", "j4"] }}';
		expect(jsonOf(await run('rejectJoinRequests', { ...group, joinRequests }))).toEqual([
			{ groupId: ID, joinRequestId: 'j1', status: 'rejected' },
			{ groupId: ID, joinRequestId: 'j2', status: 'failed', reason: 'The group is full.', code: 131204 },
			{ groupId: ID, joinRequestId: 'j3', status: 'failed', reason: 'Meta gave no reason' },
			{ groupId: ID, joinRequestId: 'j4', status: 'failed', reason: "Meta's response does not name this request" },
		]);
	});

	test('removes participants', async () => {
		const participants = [{ user: '+4915123456789' }, { user_id: 'DE.123' }];
		expectRequest('DELETE', `${ID}/participants`, { body: { ...product, participants } }, accepted);
		const users = '+49 1512 3456789, de.123';
		expect(jsonOf(await run('removeParticipants', { ...group, users, confirm: true }))).toEqual([
			{ groupId: ID, users: ['+4915123456789', 'DE.123'], ...pending('group_participants_update') },
		]);
	});
});

test.each<[string, INodeParameters, string]>([
	['create', { phoneNumberId: PHONE, subject: '={{ "" }}' }, "'Name' is empty"],
	['create', { phoneNumberId: PHONE, subject: 'x'.repeat(129) }, "'Name' has 129 characters"],
	[
		'create',
		{ phoneNumberId: PHONE, subject: 'x', description: 'x'.repeat(2049) },
		"'Description' has 2,049 characters",
	],
	[
		'create',
		{ phoneNumberId: PHONE, subject: 'x', joinApprovalMode: '={{ "maybe" }}' },
		"'New Participants' has an unknown value",
	],
	['get', { groupId: '={{ "" }}' }, "'Group' is empty"],
	['get', { groupId: 'https://chat.whatsapp.com/x' }, "'Group' is an invitation link"],
	['update', group, "'Update Fields' has no field"],
	['update', { ...group, updateFields: { subject: '' } }, "'Name' is empty"],
	['delete', group, "'Confirm' is off. Turn it on to delete the group"],
	['resetInviteLink', group, "'Confirm' is off. Turn it on to replace the invite link"],
	['approveJoinRequests', { ...group, joinRequests: '={{ [{}] }}' }, "'Join Requests' is empty"],
	['removeParticipants', { ...group, users: '+493012345678' }, "'Confirm' is off"],
	[
		'removeParticipants',
		{ ...group, confirm: true, users: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((last) => `+49301234567${last}`).join() },
		"'Users' has 9 users, WhatsApp allows 8",
	],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});

describe('the list in the editor', () => {
	const search = async (phoneNumberId: string, filter?: string) =>
		await new WhatsAppBusinessCloud().methods.listSearch.searchGroups.call(
			loadOptions({ resource: 'group', phoneNumberId }),
			filter,
		);

	test('shows the groups of the number', async () => {
		const groups = [
			{ id: 'A', subject: 'Roses' },
			{ id: 'B' },
			{ subject: 'No ID' },
			null,
			{ id: 'C', subject: 'Tulips' },
		];
		expectRequest('GET', `${PHONE}/groups`, { query: { limit: 100 } }, { data: { groups } });
		expect(await search(PHONE, 'o')).toEqual({
			results: [
				{ name: 'Roses', value: 'A' },
				{ name: 'No name', value: 'B' },
			],
			paginationToken: undefined,
		});
	});

	test('is empty without a number', async () => {
		expect(await search('')).toEqual({ results: [] });
	});
});
