import { seed, type Emulator } from '../../src';
import type { Entry, PhoneState } from '../../src/phoneApi/types';
import { client, closeAll, receiverForEach, started } from '../helpers';
import type { Receiver } from '../receiver';
import { sendTo } from './parts';

type Json = Record<string, unknown>;

const { groupId: group, phoneNumberId: business, groupMember } = seed;
const ANN = '16505550021';
let receiver: Receiver;
let hook: string;
let emulator: Emulator;
let ann: string;
receiverForEach((given, url) => {
	receiver = given;
	hook = url;
});
beforeEach(async () => {
	emulator = await started({ statusDelayMs: 0 });
	await emulator.subscribe({ url: hook });
	ann = String((await call('customers', { name: 'Ann Lee', number: ANN })).json.id);
});
afterEach(closeAll);

const call = async (path: string, body?: unknown): Promise<{ status: number; json: Json }> => {
	const response = await fetch(`${emulator.url}/_emulator/phone/${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, json: (await response.json()) as Json };
};
const act = async (deed: Json, customer = ann) => await call('act', { customer, business, ...deed });
const stateNow = async (): Promise<PhoneState> => (await call('state')).json as unknown as PhoneState;
const link = async (): Promise<string> => (await stateNow()).groups.find(({ id }) => id === group)!.inviteLink;
const lines = async (): Promise<Entry[]> =>
	(await call(`chat?customer=${ann}&business=${business}&group=${group}`)).json as unknown as Entry[];
/** The value of the webhook that fits, once it arrived. */
const heard = async (fits: (value: Json) => boolean): Promise<Json> => {
	for (;;) {
		const found = receiver.events.map(({ value }) => value as unknown as Json).find(fits);
		if (found) return found;
		await receiver.until(receiver.events.length + 1);
	}
};
const message = async (type: string): Promise<Json> => {
	const value = await heard(({ messages }) => (messages as Json[] | undefined)?.[0].type === type);
	return (value.messages as Json[])[0];
};

it('a customer joins with the link, and writes to the group, whose ID the webhook has', async () => {
	expect((await act({ do: 'joinGroup', link: await link() })).json).toEqual({ id: group });
	expect(await heard(({ groups }) => groups !== undefined)).toMatchObject({
		groups: [{ group_id: group, type: 'group_participants_add', added_participants: [{ wa_id: ANN }] }],
	});
	const { id } = (await act({ do: 'text', text: 'Hello all', group })).json;
	expect(await message('text')).toMatchObject({ id, from: ANN, group_id: group, text: { body: 'Hello all' } });
	const place = { latitude: 1, longitude: 2 };
	await act({ do: 'location', place, group, quote: id });
	expect(await message('location')).toMatchObject({ group_id: group, context: { from: ANN, id } });
	// The 24-hour window of the customer's own chat stays closed.
	expect((await stateNow()).chats).toMatchObject([{ customer: '', business, group, count: 2 }]);
});

it('all members see what the business writes, and who wrote the rest', async () => {
	await act({ do: 'joinGroup', link: await link() });
	await act({ do: 'text', text: 'Hello all', group });
	const sent = await sendTo(emulator, group, {
		recipient_type: 'group',
		type: 'text',
		text: { body: 'Welcome, Ann' },
	});
	const { customers, groups } = await stateNow();
	const member = customers.find(({ number }) => number === groupMember)!;
	expect(groups.find(({ id }) => id === group)?.members).toEqual([member.id, ann]);
	expect(await lines()).toMatchObject([
		{ from: 'customer', customer: ann, group, content: { text: 'Hello all' } },
		{ id: sent.id, from: 'business', customer: '', group, content: { text: 'Welcome, Ann' } },
	]);
	for (const wa_id of [groupMember, ANN])
		await heard(({ statuses }) => {
			const [status] = (statuses ?? []) as Json[];
			return status?.status === 'read' && status.recipient_participant_id === wa_id;
		});
	expect((await lines())[1].status).toBe('read');
});

it('a group that needs approval shows who asks, until the business decides', async () => {
	const api = client(emulator);
	const subject = { messaging_product: 'whatsapp', subject: 'Roses', join_approval_mode: 'approval_required' };
	await api.post(`/${business}/groups`, subject);
	await heard(({ groups }) => (groups as Json[] | undefined)?.[0].type === 'group_create');
	const roses = (await stateNow()).groups.find((one) => one.subject === 'Roses')!;
	const { id } = (await act({ do: 'joinGroup', link: roses.inviteLink })).json;
	expect((await stateNow()).groups.find((one) => one.id === roses.id)).toMatchObject({ asking: [ann], members: [] });
	expect(await act({ do: 'text', text: 'Hi', group: roses.id })).toEqual({
		status: 400,
		json: { problem: 'You are not in this group' },
	});
	await api.post(`/${roses.id}/join_requests`, { messaging_product: 'whatsapp', join_requests: [id] });
	await heard(({ groups }) => (groups as Json[] | undefined)?.[0].type === 'group_participants_add');
	expect((await stateNow()).groups.find((one) => one.id === roses.id)).toMatchObject({ asking: [], members: [ann] });
	await act({ do: 'leaveGroup', group: roses.id });
	expect(await heard(({ groups }) => (groups as Json[] | undefined)?.[0].initiated_by === 'participant')).toBeDefined();
	expect((await stateNow()).groups.find((one) => one.id === roses.id)?.members).toEqual([]);
});

it.each([
	[{ do: 'joinGroup', link: 'https://chat.whatsapp.com/none' }, 'This invite link is not valid, or was reset'],
	[{ do: 'text', text: 'Hi', group: 'none' }, 'The group does not exist any more'],
	[{ do: 'react', message: 'wamid.1', emoji: '👍', group }, 'This is not possible in a group'],
	[{ do: 'answerCall' }, 'The phone is not ringing'],
])('a customer cannot %j', async (deed, problem) => {
	expect(await act(deed)).toEqual({ status: 400, json: { problem } });
});

describe('a call', () => {
	const sdp = 'v=0';
	const whatsapp = { messaging_product: 'whatsapp' };
	const connect = { ...whatsapp, to: ANN, action: 'connect', session: { sdp_type: 'offer', sdp } };
	const ringing = async (): Promise<string> => {
		const { data } = await client(emulator).post<{ calls: Array<{ id: string }> }>(`/${business}/calls`, connect);
		await heard(({ statuses }) => (statuses as Json[] | undefined)?.[0].status === 'RINGING');
		return data.calls[0].id;
	};
	const texts = async (): Promise<unknown[]> => {
		const entries = (await call(`chat?customer=${ann}&business=${business}`)).json as unknown as Entry[];
		return entries.filter(({ from }) => from === 'system').map(({ content }) => content.text);
	};
	beforeEach(async () => {
		await client(emulator).post(`/${business}/settings`, { calling: { status: 'ENABLED' } });
		emulator.incoming({ from: ANN, text: 'Hi' });
		const interactive = { type: 'call_permission_request', action: { name: 'call_permission_request' } };
		await sendTo(emulator, ANN, { type: 'interactive', interactive });
		emulator.customer(ANN).act({ action: 'callPermission', accept: true });
	});

	it('of the business rings until the customer answers', async () => {
		const id = await ringing();
		expect((await stateNow()).calls).toEqual([{ id, customer: ann, business, isIncoming: true, state: 'ringing' }]);
		expect((await act({ do: 'answerCall' })).json).toEqual({ id });
		expect(await heard(({ calls }) => (calls as Json[] | undefined)?.[0].event === 'connect')).toMatchObject({
			calls: [{ id, session: { sdp_type: 'answer' } }],
		});
		expect((await stateNow()).calls).toMatchObject([{ id, state: 'accepted' }]);
		await act({ do: 'hangUp' });
		expect((await stateNow()).calls).toEqual([]);
		expect(await texts()).toEqual([expect.stringMatching(/^Call, 0:0\d minutes$/)]);
	});

	it('of the business is declined, or not answered', async () => {
		await ringing();
		await act({ do: 'declineCall' });
		await heard(({ statuses }) => (statuses as Json[] | undefined)?.[0].status === 'REJECTED');
		const ended = (status: string) => (value: Json) => {
			const [one] = (value.calls ?? []) as Json[];
			return one?.event === 'terminate' && one.status === status;
		};
		await heard(ended('COMPLETED'));
		receiver.events.length = 0;
		await ringing();
		await act({ do: 'missCall' });
		expect(await heard(ended('FAILED'))).toMatchObject({ errors: [{ code: 138019 }] });
		expect(await texts()).toEqual(['Missed call', 'Missed call']);
	});

	it('of the customer has the payload of the button', async () => {
		const { id } = (await act({ do: 'call', payload: 'menu' })).json;
		expect(await heard(({ calls }) => calls !== undefined)).toMatchObject({
			calls: [{ id, event: 'connect', direction: 'USER_INITIATED', cta_payload: 'menu' }],
		});
		await act({ do: 'hangUp' });
		expect(await texts()).toEqual(['The business did not answer your call']);
	});
});
