import { seed } from '../../src';
import { client, sendMessage } from '../helpers';
import { call, emulator, get, post, receiver, rejectionText, remove, startForEach } from './requests';

startForEach();

type Json = Record<string, unknown>;
const { groupId, groupMember, phoneNumberId: phone } = seed;
const whatsapp = { messaging_product: 'whatsapp' };
const accepted = { ...whatsapp, request_id: expect.any(String) as string };

/** The group of the next webhook, which has the ID of the request. */
async function reported(count: number, request?: unknown): Promise<Json> {
	const events = await receiver.until(count);
	const { field, value } = events[count - 1].payload.entry[0].changes[0] as unknown as {
		field: string;
		value: { groups: Json[] };
	};
	if (request) expect(value.groups[0].request_id).toBe((request as Json).request_id);
	return { field, ...value.groups[0] };
}

const info = async (id: string): Promise<Json> =>
	(await get(`/${id}?fields=subject,description,participants,total_participant_count,join_approval_mode`)) as Json;

async function created(more: Json = {}): Promise<{ id: string; link: string }> {
	const request = await post(`/${phone}/groups`, { ...whatsapp, subject: 'Rose Lovers', ...more });
	expect(request).toEqual(accepted);
	const { group_id, invite_link } = await reported(1, request);
	return { id: String(group_id), link: String(invite_link) };
}

it('creates a group, which a customer joins, and which messages go to', async () => {
	const { id, link } = await created({ description: 'All about roses' });
	expect(await reported(1)).toMatchObject({
		field: 'group_lifecycle_update',
		type: 'group_create',
		subject: 'Rose Lovers',
		description: 'All about roses',
		invite_link: expect.stringMatching(/^https:\/\/chat\.whatsapp\.com\//) as string,
		join_approval_mode: 'auto_approve',
	});
	expect(emulator.customer('16505550003').act({ action: 'joinGroup', link })).toBe(id);
	const person = { wa_id: '16505550003', user_id: 'US.165055500030001' };
	expect(await reported(2)).toMatchObject({
		field: 'group_participants_update',
		type: 'group_participants_add',
		reason: 'invite_link',
		added_participants: [person],
	});
	expect(await info(id)).toMatchObject({ participants: [person], total_participant_count: 2 });
	expect(await get(`/${phone}/groups`)).toMatchObject({
		data: { groups: [{ id: groupId }, { id, subject: 'Rose Lovers' }] },
		paging: {},
	});
	const sent = await sendMessage(emulator, { recipient_type: 'group', to: id, type: 'text', text: { body: 'Hi' } });
	expect(sent.data).toMatchObject({ contacts: [{ input: id }] });
	expect((await receiver.until(3))[2].value.statuses).toMatchObject([
		{ recipient_id: id, recipient_participant_id: '16505550003' },
	]);
	expect(await call('get', `/${id}`, undefined, seed.withoutMessagingToken)).toBe(10);
	expect(await get(`/${id}`)).toEqual({ ...whatsapp, id });
});

it('lets the business decide who joins', async () => {
	const { id, link } = await created({ join_approval_mode: 'approval_required' });
	const [a, b, c] = ['16505550001', '16505550002', '16505550003'].map((from) =>
		emulator.customer(from).act({ action: 'joinGroup', link }),
	);
	await reported(4);
	expect(receiver.events.slice(1).map(({ value }) => (value as unknown as { groups: Json[] }).groups[0])).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ type: 'group_join_request_created', join_request_id: a, wa_id: '16505550001' }),
		]),
	);
	emulator.customer('16505550003').act({ action: 'leaveGroup', group: id });
	expect(await reported(5)).toMatchObject({ type: 'group_join_request_revoked', join_request_id: c });
	const path = `/${id}/join_requests`;
	expect(await get(path)).toMatchObject({
		data: [
			{ join_request_id: a, wa_id: '16505550001', creation_timestamp: expect.any(Number) as number },
			{ join_request_id: b },
		],
	});
	const response = await client(emulator).post(path, { ...whatsapp, join_requests: [a, c] });
	expect(response.status).toBe(206);
	expect(response.data).toMatchObject({
		...whatsapp,
		approved_join_requests: [a],
		failed_join_requests: [{ join_request_id: c, errors: [{ code: 131213 }] }],
		errors: [{ code: 131201 }],
	});
	expect(await reported(6)).toMatchObject({
		type: 'group_participants_add',
		added_participants: [{ wa_id: '16505550001' }],
	});
	expect(await remove(path, { ...whatsapp, join_requests: [b] })).toEqual({ ...whatsapp, rejected_join_requests: [b] });
	expect(await post(path, { ...whatsapp, join_requests: [b] })).toBe(131213);
	expect(await post(path, { ...whatsapp, join_requests: [] })).toBe(100);
	expect(await get(path)).toEqual({ data: [] });
});

it('has at most eight participants', async () => {
	const { id, link } = await created({ join_approval_mode: 'approval_required' });
	const requests = Array.from({ length: 9 }, (_unused, index) =>
		emulator.customer(`1650555001${index}`).act({ action: 'joinGroup', link }),
	);
	const body = { ...whatsapp, join_requests: requests };
	expect(await post(`/${id}/join_requests`, body)).toMatchObject({
		failed_join_requests: [{ join_request_id: requests[8], errors: [{ code: 131204 }] }],
	});
	await reported(11);
	expect(await post(`/${id}/join_requests`, { ...whatsapp, join_requests: [requests[8]] })).toBe(131204);
	expect(() => emulator.customer('1650').act({ action: 'joinGroup', link })).toThrow('The group is full');
});

it('removes participants, who cannot join again', async () => {
	const { invite_link: link } = (await get(`/${groupId}/invite_link`)) as { invite_link: string };
	const path = `/${groupId}/participants`;
	const request = await remove(path, { ...whatsapp, participants: [{ user: `+${groupMember}` }, { user: '1650' }] });
	expect(request).toEqual(accepted);
	expect(await reported(1, request)).toMatchObject({
		type: 'group_participants_remove',
		initiated_by: 'business',
		removed_participants: [{ input: `+${groupMember}` }],
		failed_participants: [{ input: '1650', errors: [{ code: 131212 }] }],
		errors: [{ code: 131201 }],
	});
	expect(await info(groupId)).toMatchObject({ participants: [] });
	expect(() => emulator.customer(groupMember).act({ action: 'joinGroup', link })).toThrow('was removed');
	const twice = [{ user: '1650' }, { user: '1650' }];
	expect(await remove(path, { ...whatsapp, participants: twice })).toBe(131202);
	expect(await remove(path, { ...whatsapp, participants: Array(9).fill({ user: '1' }) })).toBe(100);
	expect(await remove(path, { ...whatsapp, participants: [{}] })).toBe(100);
	expect(await post(path, { ...whatsapp, participants: [{ user: '1650' }] })).toBe('100/33');
});

it('resets the invite link', async () => {
	const path = `/${groupId}/invite_link`;
	const before = (await get(path)) as { invite_link: string };
	const after = (await post(path, whatsapp)) as { invite_link: string };
	expect(after.invite_link).not.toBe(before.invite_link);
	expect(await get(path)).toEqual(after);
	expect(() => emulator.customer('1650').act({ action: 'joinGroup', link: before.invite_link })).toThrow('not valid');
	expect(await post(path)).toBe(100);
});

/** The start of a JPEG picture. */
const jpeg = (width: number, height: number): Blob => {
	const size = [height >> 8, height & 255, width >> 8, width & 255];
	const bytes = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0, 0xff, 0xd9];
	return new Blob([Buffer.from(bytes)], { type: 'image/jpeg' });
};
const form = (picture: Blob, more: Record<string, string> = {}): FormData => {
	const data = new FormData();
	for (const [name, value] of Object.entries({ ...whatsapp, ...more })) data.append(name, value);
	data.append('file', picture, 'a.jpg');
	return data;
};

it('changes subject, description and picture, which can fail separately', async () => {
	expect(await post(`/${groupId}`, { ...whatsapp, subject: 'Roses', description: '' })).toEqual(accepted);
	expect(await reported(1)).toMatchObject({
		field: 'group_settings_update',
		type: 'group_settings_update',
		group_subject: { text: 'Roses', update_successful: true },
		group_description: { text: '', update_successful: true },
	});
	expect(await info(groupId)).toMatchObject({ subject: 'Roses', description: '' });
	const http = client(emulator);
	expect((await http.post(`/${groupId}`, form(jpeg(192, 192)))).data).toEqual(accepted);
	expect(await reported(2)).toMatchObject({ profile_picture: { mime_type: 'image/jpeg', update_successful: true } });
	await http.post(`/${groupId}`, form(jpeg(400, 300), { subject: 'Tulips' }));
	expect(await reported(3)).toMatchObject({
		profile_picture: { update_successful: false, errors: [{ code: 131209 }] },
		group_subject: { text: 'Tulips', update_successful: true },
	});
	await http.post(`/${groupId}`, form(jpeg(100, 100)));
	expect(await reported(4)).toMatchObject({ profile_picture: { errors: [{ code: 131210 }] } });
	const png = new Blob(['x'], { type: 'image/png' });
	expect((await http.post(`/${groupId}`, form(png))).data).toMatchObject({ error: { code: 100 } });
	expect(await rejectionText('post', `/${groupId}`, whatsapp)).toContain('Set one of');
	expect(await rejectionText('post', `/${groupId}`, { ...whatsapp, subject: '' })).toContain(
		'Param subject must not be empty',
	);
});

it('deletes a group', async () => {
	const request = await remove(`/${groupId}`);
	expect(request).toEqual(accepted);
	expect(await reported(1, request)).toMatchObject({ field: 'group_lifecycle_update', type: 'group_delete' });
	expect(await get(`/${groupId}`)).toBe('100/33');
	expect((await sendMessage(emulator, { recipient_type: 'group', to: groupId, text: { body: 'a' } })).status).toBe(400);
});

it('is for official business accounts', async () => {
	const body = { ...whatsapp, subject: 'A' };
	expect(await post(`/${seed.secondPhoneNumberId}/groups`, body)).toBe(131215);
	expect(await post(`/${seed.coexistencePhoneNumberId}/groups`, body)).toBe(131215);
	expect(await get(`/${phone}?fields=is_official_business_account`)).toMatchObject({
		is_official_business_account: true,
	});
	expect(await rejectionText('post', `/${phone}/groups`, { ...whatsapp, subject: 'x'.repeat(129) })).toContain('128');
	expect(await rejectionText('post', `/${phone}/groups`, { ...body, join_approval_mode: 'open' })).toBe(
		'(#100) Param join_approval_mode must be one of {approval_required, auto_approve}.',
	);
});
