import {
	pairGivenBack,
	pairLeft,
	pairWait,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/pairRateLimit';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('45 messages to one person at once, then one each 6 seconds', () => {
	for (let sent = 0; sent < 45; sent++) {
		expect(pairWait('one')).toBe(0);
		pairLeft('one');
	}
	expect(pairWait('one')).toBe(6300);
	expect(pairWait('other')).toBe(0);
	jest.setSystemTime(1_000_000 + 6300);
	expect(pairWait('one')).toBe(0);
	pairLeft('one');
	expect(pairWait('one')).toBe(6000);
});

test('what Meta did not take counts for nothing', () => {
	for (let sent = 0; sent < 45; sent++) pairLeft('refused');
	pairGivenBack('refused');
	expect(pairWait('refused')).toBe(0);
});

test('20,000 pairs are remembered, the last ones that got a message', () => {
	for (let sent = 0; sent < 45; sent++) for (const pair of ['old', 'new']) pairLeft(pair);
	for (let pair = 0; pair < 19_999; pair++) pairLeft(`pair ${pair}`);
	pairLeft('new');
	expect([pairWait('old'), pairWait('new')]).toEqual([0, 12_300]);
});
