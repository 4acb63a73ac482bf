import { seed } from '../../../emulator/src';
import { eventually, jsonOf, withEmulator } from '../account/support';

const { run, emulator } = withEmulator();
const { phoneNumberId, groupId } = seed;
const list = async () => jsonOf(await run('group', 'getAll', { phoneNumberId }));

test('creates, lists, changes and deletes groups', async () => {
	const [created] = jsonOf(await run('group', 'create', { phoneNumberId, subject: 'Roses' }));
	expect(created).toMatchObject({ pending: true, requestId: expect.any(String) });
	const groups = await eventually(list, ({ length }) => length === 2);
	const group = { groupId: String(groups.find(({ subject }) => subject === 'Roses')!.id) };
	expect(jsonOf(await run('group', 'get', group))).toMatchObject([
		{ id: group.groupId, subject: 'Roses', participants: [], participantCount: 1 },
	]);
	await run('group', 'update', { ...group, updateFields: { subject: 'Tulips' } }).then(jsonOf);
	const [{ inviteLink }] = jsonOf(await run('group', 'getInviteLink', group));
	expect(inviteLink).toMatch(/^https:\/\/chat\.whatsapp\.com\//);
	const [reset] = jsonOf(await run('group', 'resetInviteLink', { ...group, confirm: true }));
	expect(reset.inviteLink).not.toBe(inviteLink);
	await run('group', 'delete', { ...group, confirm: true }).then(jsonOf);
	expect(await eventually(list, ({ length }) => length === 1)).toMatchObject([{ id: groupId }]);
});

test('removes a participant', async () => {
	await run('group', 'removeParticipants', { groupId, users: `+${seed.groupMember}`, confirm: true }).then(jsonOf);
	const read = async () => jsonOf(await run('group', 'get', { groupId }))[0];
	await eventually(read, ({ participants }) => Array.isArray(participants) && participants.length === 0);
});

test('lets in those who ask, or not', async () => {
	const roses = { phoneNumberId, subject: 'Roses', joinApprovalMode: 'approval_required' };
	await run('group', 'create', roses).then(jsonOf);
	const groups = await eventually(list, ({ length }) => length === 2);
	const group = { groupId: String(groups.find(({ subject }) => subject === 'Roses')!.id) };
	const [{ inviteLink }] = jsonOf(await run('group', 'getInviteLink', group));
	const people = ['16505550001', '16505550002'];
	const [first, second] = people.map((from) =>
		emulator()
			.customer(from)
			.act({ action: 'joinGroup', link: String(inviteLink) }),
	);
	expect(jsonOf(await run('group', 'getJoinRequests', group))).toMatchObject([
		{ joinRequestId: first, waId: people[0] },
		{ joinRequestId: second, waId: people[1] },
	]);
	const approved = await run('group', 'approveJoinRequests', { ...group, joinRequests: `${first}, unknown` });
	expect(jsonOf(approved)).toMatchObject([
		{ ...group, joinRequestId: first, status: 'approved' },
		{ ...group, joinRequestId: 'unknown', status: 'failed', code: 131213 },
	]);
	expect(jsonOf(await run('group', 'rejectJoinRequests', { ...group, joinRequests: second }))).toMatchObject([
		{ joinRequestId: second, status: 'rejected' },
	]);
	const read = async () => jsonOf(await run('group', 'get', group))[0];
	expect(await eventually(read, ({ participantCount }) => participantCount === 2)).toMatchObject({
		participants: [{ waId: people[0] }],
	});
	expect(jsonOf(await run('group', 'getJoinRequests', group))).toEqual([]);
});
