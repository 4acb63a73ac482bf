import { StartLag } from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/startLag';

test('an execution waits longer by the latest start of the last 30 seconds', () => {
	const lag = new StartLag();
	expect(lag.note(1000, 1200)).toBe(200);
	expect(lag.note(2000, 2900)).toBe(900);
	expect(lag.note(3000, 3001)).toBe(900);
	expect(lag.note(31_000, 31_000)).toBe(900);
	expect(lag.note(32_950, 33_000)).toBe(50);
});

test('an execution does not wait more than 3 seconds longer', () => {
	expect(new StartLag().note(0, 60_000)).toBe(3000);
});

test('a clock of another process that is ahead does not shorten the wait', () => {
	expect(new StartLag().note(5000, 1000)).toBe(0);
});
