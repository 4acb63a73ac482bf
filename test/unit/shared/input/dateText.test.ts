import { DateTime, Duration, Interval } from 'luxon';
import { optionalId, optionalText } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/parameterValues';
import { inputErrorOf } from '../../inputErrorOf';

const start = DateTime.fromISO('2026-11-28T16:05:00.000+01:00', { setZone: true });

test.each([
	['a Date', new Date('2026-11-28T15:05:00Z'), '2026-11-28T15:05:00.000Z'],
	['a DateTime', start, '2026-11-28T16:05:00.000+01:00'],
	['a Duration', Duration.fromObject({ hours: 1, minutes: 30 }), 'PT1H30M'],
	['an Interval', Interval.after(start, { days: 1 }), '2026-11-28T16:05:00.000+01:00/2026-11-29T16:05:00.000+01:00'],
	[
		'a DateTime of another copy of Luxon',
		{ isLuxonDateTime: true, isValid: true, toISO: () => '2026-11-28T16:05:00Z' },
		'2026-11-28T16:05:00Z',
	],
])('converts %s to text in ISO 8601', (_name, value, iso) => {
	expect(optionalText(value, 'Message')).toBe(iso);
	expect(optionalId(value, 'ID')).toBe(iso);
});

test.each([
	['an invalid Date', new Date('not a date')],
	['an invalid DateTime', DateTime.fromISO('not a date')],
	['an invalid Duration', Duration.invalid('test')],
	['an invalid Interval', Interval.invalid('test')],
])('rejects as message text %s', (_name, value) => {
	expect(inputErrorOf(() => optionalText(value, 'Message')).message).toBe("'Message' is a date that does not exist");
});

test('rejects any other object', () => {
	expect(inputErrorOf(() => optionalText({ toISO: () => 'x' }, 'Message')).message).toBe(
		"'Message' needs text, got an object",
	);
});
