import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { isObject, optionalFlag, optionalText } from '../../shared/input/parameterValues';
import { comparisonDays } from '../../templates/definitionLimits';
import { readDate } from '../dates';
import { simplifyField } from '../../shared/input/commonFields';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { readTemplateId, templateLocator } from './fields';
import { inputWarning } from '../../shared/inputWarning';

const fields = { other: 'Compare With', days: 'Days', end: 'End Date' };
const other = { name: 'otherTemplateId', displayName: fields.other };

function readDays(value: unknown): number {
	const days = comparisonDays.find((one) => String(one) === optionalText(value, fields.days)?.trim());
	if (days !== undefined) return days;
	throw new InputError(fields.days, 'has an unknown value', `Use one of: ${comparisonDays.join(', ')}`);
}

/** Seconds by which an end may differ from now without a warning, e.g. that of an expression with $now. */
const MAX_DISTANCE = 300;

/**
 * Meta docs: Templates > Template Comparison > Timeframes: the windows count back from the time of the request. It is
 * unknown whether Meta rejects another end.
 * @returns Unix time in seconds
 * @throws InputError
 */
function readEnd(item: OperationItem): number {
	const now = Math.floor(Date.now() / 1000);
	const entered = readDate(item, item.parameter('endDate', ''), fields.end);
	if (entered === undefined) return now;
	const end = Math.floor(entered.toSeconds());
	if (Math.abs(end - now) > MAX_DISTANCE) {
		const advice = 'Leave it empty. Meta counts the days back from the time of the request and may reject another end.';
		item.warn(inputWarning(fields.end, 'is not the current time', advice));
	}
	return end;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const valueFor = (metric: IDataObject | undefined, key: string, id: string): unknown =>
	listOf(metric?.[key]).find((entry): entry is IDataObject => isObject(entry) && String(entry.key) === id)?.value;

/** One item per template: how often it was sent, its rank by block rate (1 = lowest), and the top reason for blocks. */
function perTemplate(response: IDataObject, ids: string[]): INodeExecutionData[] {
	const metrics = listOf(response.data).filter((entry): entry is IDataObject => isObject(entry));
	const metric = (name: string): IDataObject | undefined => metrics.find((entry) => entry.metric === name);
	const ranking = listOf(metric('BLOCK_RATE')?.order_by_relative_metric).map(String);
	return ids.map((id) => {
		const rank = ranking.indexOf(id);
		const json = {
			template_id: id,
			block_rate_rank: rank < 0 ? undefined : rank + 1,
			message_sends: valueFor(metric('MESSAGE_SENDS'), 'number_values', id),
			top_block_reason: valueFor(metric('TOP_BLOCK_REASON'), 'string_values', id),
		};
		return { json: Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined)) as IDataObject };
	});
}

/** Template > Compare: GET /{template}/compare. Meta docs: Templates > Template Comparison. */
export const compare: Operation = {
	properties: [
		templateLocator('The first template. Both templates must have been sent at least 1,000 times.'),
		templateLocator('The second template, from the same account', other),
		{
			displayName: fields.days,
			name: 'days',
			type: 'options',
			options: comparisonDays.map((value) => ({ name: `${value} Days`, value })),
			default: 30,
			description: 'The period to compare',
		},
		{
			displayName: fields.end,
			name: 'endDate',
			type: 'dateTime',
			default: '',
			description: 'End of the period. Default: now. Meta may reject other dates.',
		},
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const ids = [readTemplateId(item), readTemplateId(item, other.name, fields.other)];
		if (ids[0] === ids[1]) {
			throw new InputError(fields.other, 'is the same template as the first', 'Pick another template');
		}
		const days = readDays(item.parameter('days', 30));
		const end = readEnd(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const query = { template_ids: ids[1], start: end - days * 86_400, end };
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path: [ids[0], 'compare'], query });
				return simplify ? perTemplate(response, ids) : { json: response };
			},
		};
	},
};
