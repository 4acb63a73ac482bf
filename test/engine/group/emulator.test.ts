import { seed } from '../../../emulator/src';
import { eventually, jsonOf, withEmulator } from '../account/support';

const { run } = withEmulator();
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
