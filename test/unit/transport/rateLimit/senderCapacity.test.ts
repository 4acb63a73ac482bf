import {
	fetchCapacity,
	readMessagingLimit,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/senderCapacity';
import { GraphApiError, parseGraphError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { cachedThroughput } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/throughput';
import { node } from '../attempts';

const HOUR = 3_600_000;
const fast = {
	throughput: { level: 'HIGH' },
	quality_rating: 'RED',
	whatsapp_business_manager_messaging_limit: 'TIER_10K',
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each([
	['TIER_250', 250],
	['TIER_2K', 2000],
	['TIER_100K', 100_000],
	['TIER_UNLIMITED', Infinity],
	['UNTIERED', undefined],
	[undefined, undefined],
])('reads the messaging limit %s', (tier, expected) => {
	expect(readMessagingLimit(tier)).toBe(expected);
});

test('reads a number once an hour for each credential, and remembers its throughput for the rate limiter', async () => {
	const read = jest.fn(async () => fast);
	const expected = { perSecond: 1000, quality: 'RED', messagingLimit: 10_000 };
	expect(await Promise.all([1, 2].map(async () => await fetchCapacity('host 1', 'a', read)))).toEqual([
		expected,
		expected,
	]);
	expect(read).toHaveBeenCalledTimes(1);
	expect(cachedThroughput('host 1')).toBe(1000);
	await fetchCapacity('host 1', 'b', read);
	expect(read).toHaveBeenCalledTimes(2);
	jest.advanceTimersByTime(HOUR + 1);
	await fetchCapacity('host 1', 'a', read);
	expect(read).toHaveBeenCalledTimes(3);
});

const failure = (statusCode: number, code: number): GraphApiError => {
	const body = { error: { message: 'x', type: 'OAuthException', code } };
	const response = parseGraphError({ statusCode, headers: {}, body })!;
	return new GraphApiError(node, { outcome: 'rejected', response });
};

test('has no capacity for a number that cannot be read for the moment, and reads it again at once', async () => {
	const error = failure(503, 2);
	const read = jest.fn<Promise<typeof fast>, []>().mockRejectedValueOnce(error).mockResolvedValue(fast);
	await expect(fetchCapacity('host 2', 'a', read)).rejects.toBe(error);
	expect(await fetchCapacity('host 2', 'a', read)).toMatchObject({ perSecond: 1000 });
	expect(read).toHaveBeenCalledTimes(2);
});

test('keeps the last reading, whatever its age, for five minutes more when a number cannot be read', async () => {
	const read = jest.fn<Promise<typeof fast>, []>().mockResolvedValueOnce(fast).mockRejectedValue(failure(503, 2));
	const first = await fetchCapacity('host 3', 'a', read);
	for (const hours of [30, 40]) {
		jest.advanceTimersByTime(hours * HOUR);
		expect(await fetchCapacity('host 3', 'a', read)).toEqual(first);
		expect(await fetchCapacity('host 3', 'a', read)).toEqual(first);
	}
	expect(read).toHaveBeenCalledTimes(3);
});

test('assumes 80 messages per second for a number that Meta does not show, for five minutes', async () => {
	const read = jest.fn<Promise<typeof fast>, []>().mockRejectedValueOnce(failure(400, 10)).mockResolvedValue(fast);
	expect(await fetchCapacity('host 4', 'a', read)).toEqual({ perSecond: 80 });
	expect(await fetchCapacity('host 4', 'a', read)).toEqual({ perSecond: 80 });
	jest.advanceTimersByTime(HOUR / 12 + 1);
	expect(await fetchCapacity('host 4', 'a', read)).toMatchObject({ perSecond: 1000 });
	expect(read).toHaveBeenCalledTimes(2);
});
