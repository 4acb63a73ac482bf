import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { DateTime } from 'luxon';
import { InputError } from '../../shared/inputError';
import { readEnum, isObject, optionalFlag } from '../../shared/input/parameterValues';
import { readDate } from '../dates';
import { simplifyField } from '../../shared/input/commonFields';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { flowLocator, readFlowId } from './fields';
import { objects } from '../../shared/untrustedJson';

const fields = { metric: 'Metric', granularity: 'Granularity', since: 'Start Date', until: 'End Date' };

const metrics = [
	'ENDPOINT_AVAILABILITY',
	'ENDPOINT_REQUEST_COUNT',
	'ENDPOINT_REQUEST_ERROR',
	'ENDPOINT_REQUEST_ERROR_RATE',
	'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL',
] as const;

const granularities = ['DAY', 'HOUR', 'LIFETIME'] as const;

/** How long Meta keeps metrics of each granularity, in days. WhatsApp docs: Flows > Metrics API. */
const kept: Partial<Record<string, number>> = { DAY: 90, HOUR: 30 };

/** Key of metrics with a single number, which is the metric itself. */
const plainKey = 'value';

function readDay(item: OperationItem, name: string, field: string): DateTime | undefined {
	const date = readDate(item, item.parameter(name, ''), field);
	// In some time zones it is already the next day.
	if (date === undefined || date.startOf('day').minus({ days: 1 }).toMillis() <= Date.now()) return date;
	throw new InputError(field, 'is in the future', 'Enter today or an earlier day');
}

/** Returns `.since(...).until(...)`, validated against how long Meta keeps metrics. */
function readPeriod(item: OperationItem, granularity: string): string {
	const since = readDay(item, 'since', fields.since);
	const until = readDay(item, 'until', fields.until);
	if (since && until && since.startOf('day') > until.startOf('day')) {
		throw new InputError(fields.since, `is after '${fields.until}'`, 'Swap the two days');
	}
	const days = kept[granularity];
	for (const [field, date] of [
		[fields.since, since],
		[fields.until, until],
	] as const) {
		if (days === undefined || date === undefined || -date.startOf('day').diffNow('days').days < days + 1) continue;
		const unit = granularity === 'DAY' ? 'day' : 'hour';
		throw new InputError(
			field,
			`is more than ${days} days ago, the time for which WhatsApp keeps numbers per ${unit}`,
			'Enter a later day',
		);
	}
	return [since && `.since(${since.toFormat('yyyy-MM-dd')})`, until && `.until(${until.toFormat('yyyy-MM-dd')})`]
		.filter(Boolean)
		.join('');
}

/** Key `1` of the latencies counts the requests that took up to a second. */
const countName = (key: unknown, metric: string): string =>
	metric === 'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL' && key !== plainKey ? `up_to_${String(key)}_s` : String(key);

/** One item per point in time: `{metric, granularity, timestamp}` and the counts, by name. */
const rows = ({ name, granularity, data_points: points }: IDataObject): INodeExecutionData[] =>
	objects(points).map(({ timestamp, data }) => ({
		json: {
			metric: name,
			granularity,
			timestamp: timestamp as string,
			...Object.fromEntries(objects(data).map(({ key, value }) => [countName(key, String(name)), value])),
		},
	}));

/** Flow > Get Metrics: GET /{flow}?fields=metric. WhatsApp docs: Flows > Metrics API. */
export const getMetrics: Operation = {
	properties: [
		flowLocator('The Flow to get the metrics of'),
		{
			displayName: fields.metric,
			name: 'metric',
			type: 'options',
			options: [
				{
					name: 'Availability',
					value: 'ENDPOINT_AVAILABILITY',
					description: 'Number of successful and failed requests',
				},
				{
					name: 'Error Rate',
					value: 'ENDPOINT_REQUEST_ERROR_RATE',
					description: 'Share of requests with an error',
				},
				{ name: 'Errors', value: 'ENDPOINT_REQUEST_ERROR', description: 'Number of errors by type' },
				{
					name: 'Latency',
					value: 'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL',
					description: 'Number of requests by response time in seconds',
				},
				{ name: 'Requests', value: 'ENDPOINT_REQUEST_COUNT', description: 'Number of requests' },
			],
			default: 'ENDPOINT_REQUEST_COUNT',
			description: 'The metric to get. Flows without an endpoint have no metrics.',
		},
		{
			displayName: fields.granularity,
			name: 'granularity',
			type: 'options',
			options: [
				{ name: 'Day', value: 'DAY', description: 'One data point per day, for up to 90 days' },
				{ name: 'Hour', value: 'HOUR', description: 'One data point per hour, for up to 30 days' },
				{ name: 'Lifetime', value: 'LIFETIME', description: 'One data point in total' },
			],
			default: 'DAY',
			description: 'The interval of the data points',
		},
		{
			displayName: fields.since,
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'First day of the period. Default: the earliest available.',
			displayOptions: { hide: { granularity: ['LIFETIME'] } },
		},
		{
			displayName: fields.until,
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'Last day of the period. Default: today.',
			displayOptions: { hide: { granularity: ['LIFETIME'] } },
		},
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const metric = readEnum(item.parameter('metric'), fields.metric, metrics, 'ENDPOINT_REQUEST_COUNT');
		const granularity = readEnum(item.parameter('granularity'), fields.granularity, granularities, 'DAY');
		const period = granularity === 'LIFETIME' ? '' : readPeriod(item, granularity);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const query = { fields: `metric.name(${metric}).granularity(${granularity})${period}` };
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path: [id], query });
				if (!simplify) return { json: response };
				return isObject(response.metric) ? rows(response.metric as IDataObject) : [];
			},
		};
	},
};
