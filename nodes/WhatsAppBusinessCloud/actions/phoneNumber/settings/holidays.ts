import type { IDataObject } from 'n8n-workflow';
import { InputError, withPath } from '../../../shared/inputError';
import { checkCount } from '../../../shared/input/validators';
import { readDate } from '../../dates';
import type { OperationItem } from '../../types';
import { readCallHours } from './currentHours';
import { readEntries } from '../../readEntries';
import { checkOrder, readTime } from './times';
import { onOff, type SettingsGroup } from './types';

const fields = { holidays: 'Holidays', date: 'Date', from: 'Open From', to: 'Open To' };

/** WhatsApp docs: Cloud API Calling > Settings > Call hours: holiday_schedule. */
const count = { min: 0, max: 20, source: 'WhatsApp docs: Cloud API Calling > Settings > Call hours' };

function readHoliday(item: OperationItem, entry: Record<string, unknown>): IDataObject {
	const date = readDate(item, entry.date, fields.date);
	if (date === undefined) throw new InputError(fields.date, 'is empty', 'Enter a date such as 2026-12-24');
	const [from, to] = [readTime(entry.from, fields.from), readTime(entry.to, fields.to)];
	checkOrder(from, to, fields);
	return { date: date.toFormat('yyyy-MM-dd'), start_time: from, end_time: to };
}

/** WhatsApp docs: Cloud API Calling > Settings > Call hours. */
export const holidays: SettingsGroup = {
	name: 'Holidays',
	value: 'holidays',
	description: 'Days with other call hours. The weekly hours stay as they are.',
	properties: [
		{
			displayName: fields.holidays,
			name: 'holidays',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Holiday',
			default: { holiday: [{}] },
			description: `Up to ${count.max} days. They replace the current ones. Remove all to have no holidays.`,
			options: [
				{
					displayName: 'Holiday',
					name: 'holiday',
					values: [
						{ displayName: fields.date, name: 'date', type: 'dateTime', default: '', description: 'The day' },
						{
							displayName: fields.from,
							name: 'from',
							type: 'string',
							default: '00:00',
							placeholder: 'e.g. 10:00',
							description: 'Start of the hours on that day',
						},
						{
							displayName: fields.to,
							name: 'to',
							type: 'string',
							default: '23:59',
							placeholder: 'e.g. 14:00',
							description: 'End of the hours on that day',
						},
					],
				},
			],
		},
	],

	prepare(item, id) {
		const entries = readEntries(item.parameter('holidays'), 'holiday', fields.holidays);
		const list = entries.map((entry, index) => withPath(['holiday', index + 1], () => readHoliday(item, entry)));
		checkCount(list, count, fields.holidays, ['holiday', 'holidays'], 'Remove days that are over');
		return async () => {
			const { status, timezone_id: zone, weekly_operating_hours: weekly } = await readCallHours(item, id);
			if (zone === undefined)
				throw new InputError(fields.holidays, 'need call hours, and the number has none', "Set 'Call Hours' first");
			return {
				calling: {
					call_hours: {
						status: status ?? onOff(true),
						timezone_id: zone,
						weekly_operating_hours: weekly,
						holiday_schedule: list,
					},
				},
			};
		};
	},
};
