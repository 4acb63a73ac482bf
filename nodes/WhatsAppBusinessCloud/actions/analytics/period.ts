import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { readEnum } from '../../shared/input/parameterValues';
import { readDate } from '../dates';
import type { OperationItem } from '../types';

const names = { period: 'Period', start: 'Start', end: 'End' };
const periods = ['last7Days', 'last30Days', 'thisMonth', 'lastMonth', 'custom'] as const;
const described: Record<(typeof periods)[number], { name: string; description: string }> = {
	last7Days: { name: 'Last 7 Days', description: 'Up to now' },
	last30Days: { name: 'Last 30 Days', description: 'Up to now' },
	thisMonth: { name: 'This Month', description: 'Up to now' },
	lastMonth: { name: 'Last Month', description: 'The calendar month before this one' },
	custom: { name: 'Custom', description: 'Choose start and end' },
};
const ifCustom = { show: { period: ['custom'] } };

/** The period to analyze. */
export const periodFields: INodeProperties[] = [
	{
		displayName: names.period,
		name: 'period',
		type: 'options',
		options: periods.map((value) => ({ value, ...described[value] })),
		default: 'last7Days',
		description: "The time to look at. Days and months are those of the workflow's time zone.",
	},
	{
		displayName: names.start,
		name: 'start',
		type: 'dateTime',
		default: '',
		description: 'Start of the period',
		displayOptions: ifCustom,
	},
	{
		displayName: names.end,
		name: 'end',
		type: 'dateTime',
		default: '',
		description: 'End of the period. A day without a time counts as a whole day. Default: now.',
		displayOptions: ifCustom,
	},
];

export interface Period {
	start: DateTime;
	end: DateTime;
}

/** A day without a time ends when the next one begins. */
const endOf = (date: DateTime): DateTime => (date.equals(date.startOf('day')) ? date.plus({ days: 1 }) : date);

function customPeriod(item: OperationItem, now: DateTime): Period {
	const start = readDate(item, item.parameter('start'), names.start);
	if (start === undefined) throw new InputError(names.start, 'is empty', 'Enter a date such as 2026-11-01');
	const entered = readDate(item, item.parameter('end'), names.end);
	const end = entered === undefined ? now : endOf(entered);
	if (start < end) return { start, end };
	throw new InputError(names.start, `is not before '${names.end}'`, 'Swap the two dates');
}

/**
 * Reads the period.
 * @param days for how many days Meta keeps the numbers
 * @throws InputError
 */
export function readPeriod(item: OperationItem, days: number): Period {
	const now = DateTime.now().setZone(item.n8n.getTimezone());
	const period = readEnum(item.parameter('period'), names.period, periods, 'last7Days');
	const today = now.startOf('day');
	const month = now.startOf('month');
	const read = {
		last7Days: () => ({ start: today.minus({ days: 6 }), end: now }),
		last30Days: () => ({ start: today.minus({ days: 29 }), end: now }),
		thisMonth: () => ({ start: month, end: now }),
		lastMonth: () => ({ start: month.minus({ months: 1 }), end: month }),
		custom: () => customPeriod(item, now),
	}[period]();
	if (now.diff(read.start, 'days').days <= days + 1) return read;
	throw new InputError(
		names.start,
		`is more than ${days} days ago, the time for which WhatsApp keeps these numbers`,
		'Enter a later date',
	);
}

/** Meta's time: seconds since 1970. */
export const seconds = (date: DateTime): number => Math.floor(date.toSeconds());
