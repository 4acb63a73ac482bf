import { Clock } from '../src/clock';
import { Rates } from '../src/rates';
import { client, closeAll, problem, sendMessage, started } from './helpers';
import { seed } from '../src';

let now = 1000;
const noPair = { messagesPerSecond: 80, pairLimit: false };
const pair = { messagesPerSecond: 0, pairLimit: true };

describe('limits', () => {
	beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
	afterEach(() => jest.restoreAllMocks());

	const rejectionCode = (act: () => void): number => {
		try {
			act();
			return 200;
		} catch (error) {
			return (error as { fields: { code: number } }).fields.code;
		}
	};

	it('allows 80 messages in any second, per number', () => {
		const rates = new Rates(new Clock());
		const send = (phone = '1'): number => rejectionCode(() => rates.take(phone, 'a', noPair));
		for (let count = 0; count < 40; count += 1) expect(send()).toBe(200);
		now += 600;
		for (let count = 0; count < 40; count += 1) expect(send()).toBe(200);
		expect(send()).toBe(130429);
		expect(send('2')).toBe(200);
		now += 399;
		expect(send()).toBe(130429);
		now += 1;
		for (let count = 0; count < 40; count += 1) expect(send()).toBe(200);
		expect(send()).toBe(130429);
	});

	it('allows one message per 6 seconds to one recipient, and a burst of 45', () => {
		const rates = new Rates(new Clock());
		const send = (to = 'a', phone = '1'): number => rejectionCode(() => rates.take(phone, to, pair));
		for (let count = 0; count < 45; count += 1) expect(send()).toBe(200);
		expect(send()).toBe(131056);
		expect(send('b')).toBe(200);
		expect(send('a', '2')).toBe(200);
		now += 5999;
		expect(send()).toBe(131056);
		now += 1;
		expect(send()).toBe(200);
		expect(send()).toBe(131056);
		now += 270_000;
		for (let count = 0; count < 45; count += 1) expect(send()).toBe(200);
		expect(send()).toBe(131056);
	});

	it('does not count a message rejected by the pair limit against the number', () => {
		const rates = new Rates(new Clock());
		const both = { messagesPerSecond: 46, pairLimit: true };
		for (let count = 0; count < 45; count += 1) rates.take('1', 'a', both);
		expect(rejectionCode(() => rates.take('1', 'a', both))).toBe(131056);
		expect(rejectionCode(() => rates.take('1', 'b', both))).toBe(200);
		expect(rejectionCode(() => rates.take('1', 'c', both))).toBe(130429);
	});

	it('counts incoming messages too', () => {
		const rates = new Rates(new Clock());
		for (let count = 0; count < 80; count += 1) rates.countIncoming('1', 80);
		expect(rejectionCode(() => rates.take('1', 'a', noPair))).toBe(130429);
	});
});

describe('limits over HTTP', () => {
	// The clock is frozen: on a busy machine the window must not expire.
	beforeEach(() => {
		jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await closeAll();
	});
	const text = { text: { body: 'a' } };

	it("returns Meta's codes and counts rejected messages", async () => {
		const emulator = await started({ messagesPerSecond: 2 });
		expect((await sendMessage(emulator, text)).status).toBe(200);
		expect(problem(await sendMessage(emulator, { text: {} })).code).toBe(131008);
		expect((await sendMessage(emulator, text)).status).toBe(200);
		const rejected = await sendMessage(emulator, text);
		expect([rejected.status, rejected.data]).toEqual([
			400,
			{
				error: {
					message: '(#130429) Rate limit hit',
					type: 'OAuthException',
					code: 130429,
					error_data: { messaging_product: 'whatsapp', details: 'Cloud API message throughput has been reached.' },
					fbtrace_id: expect.any(String),
				},
			},
		]);
		expect(emulator.state()).toMatchObject({
			accepted: 2,
			rejected: { 130429: 1, 131008: 1 },
			perRecipient: { 16505550001: 2 },
		});
	});

	it("uses the number's own level unless a limit is set", async () => {
		const emulator = await started({ pairLimit: false });
		const limits: Array<[string, number]> = [
			[seed.phoneNumberId, 80],
			[seed.coexistencePhoneNumberId, 20],
		];
		for (const [id, limit] of limits) {
			for (let count = 0; count < limit; count += 1) expect((await sendMessage(emulator, text, id)).status).toBe(200);
			expect(problem(await sendMessage(emulator, text, id)).code).toBe(130429);
		}
		for (let count = 0; count < 81; count += 1)
			expect((await sendMessage(emulator, text, seed.secondPhoneNumberId)).status).toBe(200);
	});

	it("applies the pair limit regardless of the number's format", async () => {
		const emulator = await started({ messagesPerSecond: 0 });
		for (let count = 0; count < 45; count += 1)
			expect((await sendMessage(emulator, { ...text, to: count % 2 ? '16505550001' : '+1 650-555-0001' })).status).toBe(
				200,
			);
		expect(problem(await sendMessage(emulator, text))).toEqual({
			status: 400,
			code: 131056,
			text: 'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
		});
		emulator.settings({ pairLimit: false });
		expect((await sendMessage(emulator, text)).status).toBe(200);
	});

	it('does not count read receipts', async () => {
		const emulator = await started({ messagesPerSecond: 1 });
		const read = { messaging_product: 'whatsapp', status: 'read', message_id: seed.incomingMessageId };
		for (let count = 0; count < 3; count += 1)
			expect((await client(emulator).post(`/${seed.phoneNumberId}/messages`, read)).status).toBe(200);
		expect((await sendMessage(emulator, text)).status).toBe(200);
	});
});
