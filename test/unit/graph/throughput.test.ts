import { forgetThroughput, knownThroughput, readThroughput, throughputOf } from '../../../nodes/WhatsAppBusinessCloud/graph/pace/throughput';

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
])('%j may send %i messages per second', (number, perSecond) => {
	expect(readThroughput(number as never)).toBe(perSecond);
});

const high = async () => ({ throughput: { level: 'HIGH' } });

test('it is asked for once, however many ask, and again after an hour', async () => {
	const read = jest.fn(high);
	expect(await Promise.all([throughputOf('a', read), throughputOf('a', read)])).toEqual([1000, 1000]);
	jest.setSystemTime(1_000_000 + 59 * 60_000);
	expect(await throughputOf('a', read)).toBe(1000);
	expect(read).toHaveBeenCalledTimes(1);
	jest.setSystemTime(1_000_000 + 61 * 60_000);
	await throughputOf('a', read);
	expect(read).toHaveBeenCalledTimes(2);
});

test('a failure counts as 80, and is not asked about again for five minutes', async () => {
	const read = jest.fn(async () => {
		throw new Error('no permission');
	});
	expect(await throughputOf('b', read)).toBe(80);
	expect(await throughputOf('b', read)).toBe(80);
	expect(read).toHaveBeenCalledTimes(1);
	jest.setSystemTime(1_000_000 + 6 * 60_000);
	expect(await throughputOf('b', high)).toBe(1000);
});

test('small runs use what others found out; a number in maintenance is asked for anew', async () => {
	expect(knownThroughput('c')).toBe(80);
	await throughputOf('c', high);
	expect(knownThroughput('c')).toBe(1000);
	forgetThroughput('c');
	expect(knownThroughput('c')).toBe(80);
});
