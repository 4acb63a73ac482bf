import { IANAZone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { InputError, withPath } from '../../../shared/inputError';
import { optionalFlag, readEnum, requiredText } from '../../../shared/input/parameterValues';
import { readCallHours } from './currentHours';
import { readEntries } from '../../readEntries';
import { checkOrder, readTime } from './times';
import { onOff, type SettingsGroup } from './types';

const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
const fields = {
	limit: 'Limit Calls to These Hours',
	zone: 'Time Zone',
	hours: 'Opening Hours',
	day: 'Day',
	from: 'From',
	to: 'To',
};

/** WhatsApp docs: Cloud API Calling > Settings > Call hours: at most two per day, which do not overlap. */
const PER_DAY = 2;

function readHour(entry: Record<string, unknown>): { day: string; from: string; to: string } {
	const day = readEnum(entry.day, fields.day, days, 'MONDAY');
	const [from, to] = [readTime(entry.from, fields.from), readTime(entry.to, fields.to)];
	checkOrder(from, to, fields);
	return { day, from, to };
}

/** @throws InputError */
function readHours(value: unknown): IDataObject[] {
	const hours = readEntries(value, 'hour', fields.hours).map((entry, index) =>
		withPath(['opening hour', index + 1], () => readHour(entry)),
	);
	for (const day of days) {
		const ofDay = hours.filter((one) => one.day === day).sort((a, b) => a.from.localeCompare(b.from));
		if (ofDay.length > PER_DAY)
			throw new InputError(
				fields.hours,
				`has ${ofDay.length} entries for ${day}, WhatsApp allows ${PER_DAY}`,
				'Merge them',
			);
		if (ofDay.length === PER_DAY && ofDay[1].from < ofDay[0].to)
			throw new InputError(fields.hours, `has two entries for ${day} that overlap`, 'Merge them');
	}
	return hours.map(({ day, from, to }) => ({ day_of_week: day, open_time: from, close_time: to }));
}

/** @throws InputError */
export function readZone(value: unknown): string {
	const zone = requiredText(value, fields.zone, 'Enter a time zone such as Europe/Berlin').trim();
	if (IANAZone.isValidZone(zone)) return zone;
	throw new InputError(
		fields.zone,
		'is not a time zone',
		'Enter a time zone such as Europe/Berlin or America/New_York',
	);
}

/** WhatsApp docs: Cloud API Calling > Settings > Call hours. */
export const callHours: SettingsGroup = {
	name: 'Call Hours',
	value: 'callHours',
	description: 'The hours in which customers can call. Holidays stay as they are.',
	properties: [
		{
			displayName: fields.limit,
			name: 'limitHours',
			type: 'boolean',
			default: true,
			description: 'Whether customers can call only in these hours. Turn off to take calls at any time.',
		},
		{
			displayName: fields.zone,
			name: 'timeZone',
			type: 'string',
			required: true,
			default: '={{ $now.zoneName }}',
			placeholder: 'e.g. Europe/Berlin',
			description: 'The time zone of the opening hours',
		},
		{
			displayName: fields.hours,
			name: 'openingHours',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Hours',
			default: { hour: [{}] },
			description: 'Up to two entries per day. They replace the current ones.',
			options: [
				{
					displayName: 'Hours',
					name: 'hour',
					values: [
						{
							displayName: fields.day,
							name: 'day',
							type: 'options',
							// The order of the week.

							options: days.map((value) => ({ name: value[0] + value.slice(1).toLowerCase(), value })),
							default: 'MONDAY',
						},
						{ displayName: fields.from, name: 'from', type: 'string', default: '09:00', placeholder: 'e.g. 09:00' },
						{ displayName: fields.to, name: 'to', type: 'string', default: '17:00', placeholder: 'e.g. 17:00' },
					],
				},
			],
		},
	],

	prepare(item, id) {
		const isLimited = optionalFlag(item.parameter('limitHours', true), fields.limit) ?? true;
		const zone = readZone(item.parameter('timeZone'));
		const hours = readHours(item.parameter('openingHours'));
		if (isLimited && hours.length === 0)
			throw new InputError(fields.hours, 'is empty', `Add the hours, or turn '${fields.limit}' off`);
		return async () => {
			const current = await readCallHours(item, id);
			return {
				calling: {
					call_hours: {
						status: onOff(isLimited),
						timezone_id: zone,
						weekly_operating_hours: hours,
						holiday_schedule: current.holiday_schedule,
					},
				},
			};
		};
	},
};
