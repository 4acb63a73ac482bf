import { LruMap } from '../../../../nodes/WhatsAppBusinessCloud/shared/lruMap';
import {
	refundPairSend,
	recordPairSend,
	pairDelay,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/pairRateLimit';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('allows 45 messages to one recipient at once, then one every 6 seconds', () => {
	for (let sent = 0; sent < 45; sent++) {
		expect(pairDelay('one')).toBe(0);
		recordPairSend('one');
	}
	expect(pairDelay('one')).toBe(6300);
	expect(pairDelay('other')).toBe(0);
	jest.setSystemTime(1_000_000 + 6300);
	expect(pairDelay('one')).toBe(0);
	recordPairSend('one');
	expect(pairDelay('one')).toBe(6000);
});

test('does not count messages that Meta rejected', () => {
	for (let sent = 0; sent < 45; sent++) recordPairSend('rejected');
	refundPairSend('rejected');
	expect(pairDelay('rejected')).toBe(0);
});

test('remembers the 20,000 pairs with the most recent messages', () => {
	for (let sent = 0; sent < 45; sent++) for (const pair of ['old', 'new']) recordPairSend(pair);
	for (let pair = 0; pair < 19_999; pair++) recordPairSend(`pair ${pair}`);
	recordPairSend('new');
	expect([pairDelay('old'), pairDelay('new')]).toEqual([0, 12_300]);
});

test('drops pairs whose credit is restored', () => {
	const set = jest.spyOn(LruMap.prototype, 'set');
	jest.setSystemTime(10_000_000);
	for (let pair = 0; pair < 100; pair++) recordPairSend(`pair ${pair}`);
	const [pairs] = set.mock.contexts as Array<LruMap<string, number>>;
	jest.setSystemTime(10_000_000 + 3000);
	recordPairSend('later');
	expect(pairs.size).toBe(101);
	jest.setSystemTime(10_000_000 + 6000);
	recordPairSend('pair 0');
	expect(pairs.size).toBe(2);
	set.mockRestore();
});
