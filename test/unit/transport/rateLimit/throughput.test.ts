import type { IDataObject } from 'n8n-workflow';
import { MessageThrottle } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/messageThrottle';
import {
	forgetThroughput,
	cachedThroughput,
	readThroughput,
	fetchThroughput,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/throughput';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test.each([
	[{ throughput: { level: 'STANDARD' } }, 80],
	[{ throughput: { level: 'HIGH' } }, 1000],
	[{ throughput: { level: 'NOT_APPLICABLE' } }, 80],
	[{ throughput: { level: 'STANDARD' }, is_on_biz_app: true }, 20],
	[{ throughput: null }, 80],
	[{ throughput: 'HIGH' }, 80],
	[{}, 80],
])('reads %j as %i messages per second', (number, perSecond) => {
	expect(readThroughput(number as never)).toBe(perSecond);
});

const high = async () => ({ throughput: { level: 'HIGH' } });

test('reads the limit once for concurrent requests, and again after an hour', async () => {
	const read = jest.fn(high);
	expect(await Promise.all([fetchThroughput('a', 'token', read), fetchThroughput('a', 'token', read)])).toEqual([
		1000, 1000,
	]);
	jest.setSystemTime(1_000_000 + 59 * 60_000);
	expect(await fetchThroughput('a', 'token', read)).toBe(1000);
	expect(read).toHaveBeenCalledTimes(1);
	jest.setSystemTime(1_000_000 + 61 * 60_000);
	await fetchThroughput('a', 'token', read);
	expect(read).toHaveBeenCalledTimes(2);
});

test('uses 80 after a failure, and does not read again for five minutes', async () => {
	const read = jest.fn(async () => {
		throw new Error('no permission');
	});
	expect(await fetchThroughput('b', 'token', read)).toBe(80);
	expect(await fetchThroughput('b', 'token', read)).toBe(80);
	expect(read).toHaveBeenCalledTimes(1);
	jest.setSystemTime(1_000_000 + 6 * 60_000);
	expect(await fetchThroughput('b', 'token', high)).toBe(1000);
});

test('neither changes nor delays the limit of a token after another token was rejected', async () => {
	let reject: (error: Error) => void = () => {};
	const stuck = new Promise<IDataObject>((_resolve, fail) => (reject = fail));
	const rejected = fetchThroughput('d', 'bad token', async () => await stuck);
	expect(await fetchThroughput('d', 'good token', high)).toBe(1000);
	reject(new Error('Invalid OAuth access token'));
	expect(await rejected).toBe(1000);
	expect(await fetchThroughput('d', 'good token', high)).toBe(1000);
	expect(cachedThroughput('d')).toBe(1000);
});

test('reads the limit with one token after a read with another failed', async () => {
	const failing = async () => {
		throw new Error('no permission');
	};
	expect(await fetchThroughput('e', 'bad token', failing)).toBe(80);
	expect(await fetchThroughput('e', 'good token', high)).toBe(1000);
});

test('uses the cached value in small runs, and reads again for a number in maintenance', async () => {
	expect(cachedThroughput('c')).toBe(80);
	await fetchThroughput('c', 'token', high);
	expect(cachedThroughput('c')).toBe(1000);
	forgetThroughput('c');
	expect(cachedThroughput('c')).toBe(80);
});

test('sends the first 20 messages of a large run before the limit is known, the rest at the limit', async () => {
	let response: (number: IDataObject) => void = () => {};
	const reading = new Promise<IDataObject>((resolve) => (response = resolve));
	const options = {
		credential: 'token',
		runLimiters: new Map(),
		large: true,
		ahead: 20,
		blocks: new Map(),
		limits: new Map(),
	};
	const left: number[] = [];
	for (let message = 0; message < 41; message++) {
		const throttle = new MessageThrottle(options, 'ahead', { sender: '1' }, async () => await reading);
		void throttle.acquire().then(() => left.push(Date.now()));
	}
	await jest.advanceTimersByTimeAsync(500);
	expect(left).toHaveLength(20);
	response({ is_on_biz_app: true });
	await jest.advanceTimersByTimeAsync(3000);
	expect(left).toHaveLength(41);
	expect(left[20] - left[0]).toBeGreaterThanOrEqual(1000);
	expect(left[40] - left[20]).toBeGreaterThanOrEqual(1000);
});
