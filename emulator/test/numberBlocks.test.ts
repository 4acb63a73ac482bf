import axios from 'axios';
import { client, closeAll, problem, sendMessage, started } from './helpers';
import { seed, type Emulator } from '../src';

const text = { type: 'text', text: { body: 'Hello' } };
const [first, second] = [seed.phoneNumberId, seed.secondPhoneNumberId];

let emulator: Emulator;
beforeEach(async () => void (emulator = await started()));
afterEach(closeAll);

const read = async (id: string, fields: string): Promise<Record<string, unknown>> =>
	(await client(emulator).get<Record<string, unknown>>(`/${id}`, { params: { fields } })).data;

// Meta docs: Error codes (131031, 368, 131048, 131042); Health status.
it.each([
	[131031, 403],
	[368, 403],
	[131048, 400],
	[131042, 400],
])('rejects all messages of a blocked number with %i, and those of no other', async (code, status) => {
	emulator.changeNumber(first, { blockedWith: code });
	expect(problem(await sendMessage(emulator, text))).toEqual({
		status,
		code,
		text: 'The number cannot send messages.',
	});
	expect((await sendMessage(emulator, text, second)).status).toBe(200);
	expect(await read(first, 'health_status')).toMatchObject({ health_status: { can_send_message: 'BLOCKED' } });
	emulator.changeNumber(first, { blockedWith: null });
	expect((await sendMessage(emulator, text)).status).toBe(200);
	expect(emulator.state().perNumber).toEqual({ [first]: 1, [second]: 1 });
});

it('changes a number by the control API', async () => {
	const control = axios.create({ baseURL: `${emulator.url}/_emulator`, proxy: false, validateStatus: () => true });
	const change = { phoneNumberId: first, blockedWith: 131048, qualityRating: 'RED', throughputLevel: 'HIGH' };
	expect((await control.post<object>('/numbers', change)).data).toEqual({ success: true });
	expect((await control.get<object[]>('/numbers')).data[0]).toMatchObject({
		id: first,
		blockedWith: 131048,
		qualityRating: 'RED',
		throughputLevel: 'HIGH',
	});
	expect(problem(await sendMessage(emulator, text)).code).toBe(131048);
	expect(await read(first, 'quality_rating,throughput')).toEqual({
		id: first,
		quality_rating: 'RED',
		throughput: { level: 'HIGH' },
	});
	const unknown = await control.post<{ problem: string }>('/numbers', { phoneNumberId: '1' });
	expect([unknown.status, unknown.data.problem]).toEqual([400, "There is no phone number with the ID '1'"]);
	emulator.reset();
	expect((await sendMessage(emulator, text)).status).toBe(200);
});

// Meta docs: Messaging limits: set for the portfolio, shared by all of its numbers.
it('reports one messaging limit for all numbers and the account', async () => {
	const field = 'whatsapp_business_manager_messaging_limit';
	expect(await read(first, field)).toEqual({ id: first, [field]: 'TIER_2K' });
	emulator.settings({ messagingLimit: 'TIER_250' });
	for (const id of [first, second, seed.wabaId]) expect(await read(id, field)).toEqual({ id, [field]: 'TIER_250' });
	expect(() => emulator.settings({ messagingLimit: 'TIER_9' as never })).toThrow('messagingLimit must be one of');
});
