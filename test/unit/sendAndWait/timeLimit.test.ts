import { readTimeLimit } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/timeLimit';

const NOW = 1_900_000_000_000;
const after = (resumeAmount: unknown, resumeUnit?: string) =>
	readTimeLimit({ values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit } })().getTime() - NOW;

beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

test.each([
	[45, 'minutes', 45 * 60_000],
	[1.5, 'hours', 5_400_000],
	['2', 'days', 172_800_000],
	[0, 'minutes', 0],
	[undefined, undefined, 3_600_000],
])('limits the wait to %p %s', (amount, unit, expected) => expect(after(amount, unit)).toBe(expected));

test.each([undefined, null, '', {}, { values: {} }])('treats %p as no limit', (value) =>
	expect(readTimeLimit(value)().toISOString()).toBe('3000-01-01T00:00:00.000Z'),
);

test('accepts a date as text, as a Date and as a Luxon DateTime', () => {
	const at = (maxDateAndTime: unknown) =>
		readTimeLimit({ values: { limitType: 'atSpecifiedTime', maxDateAndTime } })().toISOString();
	expect(at('2030-01-31T18:00:00+02:00')).toBe('2030-01-31T16:00:00.000Z');
	expect(at(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
	expect(at({ valueOf: () => 86_400_000 })).toBe('1970-01-02T00:00:00.000Z');
});

test('uses the latest possible date for a longer time', () => expect(after(1e12, 'days')).toBe(8.64e15 - NOW));

test.each([
	[
		{ limitType: 'afterTimeInterval', resumeAmount: -1 },
		"'Amount' under 'Limit Wait Time' is not a number of 0 or more",
	],
	[
		{ limitType: 'afterTimeInterval', resumeAmount: '' },
		"'Amount' under 'Limit Wait Time' is not a number of 0 or more",
	],
	[{ limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'weeks' }, "'Unit' has an unknown value"],
	[{ limitType: 'atSpecifiedTime', maxDateAndTime: '' }, "'Max Date and Time' under 'Limit Wait Time' is not a date"],
	[{ limitType: 'never' }, "'Limit Type' has an unknown value"],
])('rejects the time limit %j', (values, message) => expect(() => readTimeLimit({ values })).toThrow(message));
