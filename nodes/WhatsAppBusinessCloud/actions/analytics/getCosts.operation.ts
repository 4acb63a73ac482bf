import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { docsLink } from '../../shared/docs';
import { businessAccount } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { optionalText, readEnum } from '../../shared/input/parameterValues';
import { readAccount } from '../accountId';
import { entriesOf } from '../listOperation';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { costRows, splits, type Split } from './costs';
import { modifier, YEAR } from './fieldAnalytics';
import { choiceField, numberFilter, readNumberFilter } from './filters';
import { seconds } from './period';
import { pointsOf } from './rows';

const names = { month: 'Month', which: 'Which Month', split: 'Split By' };

/** The month to sum up, as its first moment. @throws InputError */
function readMonth(item: OperationItem): DateTime {
	const now = DateTime.now().setZone(item.n8n.getTimezone());
	const which = readEnum(item.parameter('month'), names.month, ['this', 'last', 'other'], 'this');
	if (which !== 'other') return now.startOf('month').minus({ months: which === 'last' ? 1 : 0 });
	const text = optionalText(item.parameter('whichMonth'), names.which)?.trim() ?? '';
	const month = DateTime.fromFormat(text.slice(0, 7), 'yyyy-MM', { zone: now.zone });
	if (!month.isValid) throw new InputError(names.which, 'is not a month', 'Enter a month such as 2026-10');
	if (month > now) throw new InputError(names.which, 'is in the future', 'Enter this month or an earlier one');
	if (now.diff(month, 'days').days > YEAR)
		throw new InputError(names.which, 'is more than a year ago, for which WhatsApp keeps costs', 'Enter a later month');
	return month;
}

/** @throws InputError */
function readSplit(item: OperationItem): Split[] {
	const chosen = entriesOf(item.parameter('split', Object.keys(splits))).map(String);
	const unknown = chosen.find((one) => !Object.hasOwn(splits, one));
	if (unknown === undefined) return chosen as Split[];
	throw new InputError(names.split, 'has an unknown value', `Use: ${Object.keys(splits).join(', ')}`);
}

/**
 * Analytics > Get Costs: the costs of a month from `pricing_analytics`. WhatsApp docs: Analytics > Pricing analytics;
 * Pricing.
 */
export const getCosts: Operation = {
	properties: [
		businessAccount,
		{
			displayName: names.month,
			name: 'month',
			type: 'options',
			options: [
				{ name: 'This Month', value: 'this', description: 'Up to now' },
				{ name: 'Last Month', value: 'last' },
				{ name: 'Other', value: 'other' },
			],
			default: 'this',
			description: "The calendar month, in the workflow's time zone",
			hint: docsLink('account.md#costs-of-a-month', 'What is counted'),
		},
		{
			displayName: names.which,
			name: 'whichMonth',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-10',
			description: 'Year and month, up to a year ago',
			displayOptions: { show: { month: ['other'] } },
		},
		{
			...choiceField(
				names.split,
				'split',
				[
					['category', 'Category'],
					['country', 'Country'],
					['phoneNumber', 'Phone Number'],
				],
				'One row for each combination of these. With phone numbers, rows say how many free service messages are left; with category and country, how many messages are left to the next volume tier. Without any, there is one row for the month.',
			),
			default: ['category', 'country', 'phoneNumber'],
		},
		numberFilter,
		...readOptions,
	],

	prepare(item) {
		const account = readAccount(item);
		const month = readMonth(item);
		const split = readSplit(item);
		const number = readNumberFilter(item);
		const end = DateTime.min(month.plus({ months: 1 }), DateTime.now());
		const read = async (fields: string): Promise<IDataObject> =>
			await item.graph.request({ method: 'GET', path: [account], query: { fields } });
		return {
			async run() {
				const numbers = modifier('phone_numbers', number ? [await number()] : []);
				const analytics = (dimensions: string[]): string =>
					`pricing_analytics.start(${seconds(month)}).end(${seconds(end)}).granularity(MONTHLY)${numbers}${modifier('metric_types', ['COST', 'VOLUME'])}${modifier('dimensions', dimensions)}`;
				const response = await read(`currency,${analytics(['PRICING_CATEGORY', 'PRICING_TYPE', 'COUNTRY', 'PHONE'])}`);
				const withTiers = split.includes('category') && split.includes('country');
				// Meta states tiers only for these dimensions.
				const tiers = withTiers ? await read(analytics(['PRICING_CATEGORY', 'COUNTRY', 'TIER'])) : {};
				const of = { month: month.toFormat('yyyy-MM'), currency: response.currency, split };
				const rows = costRows(of, pointsOf(response.pricing_analytics), pointsOf(tiers.pricing_analytics));
				return rows.map((json) => ({ json }));
			},
		};
	},
};
