import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { emptyFieldError, readEnum } from '../../shared/input/parameterValues';
import { camelObject, compact, objects } from '../../shared/untrustedJson';
import type { OperationOutput } from '../../idempotency/types';
import { accountId } from '../accountId';
import { entriesOf } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';

const countriesField = 'Countries';
const intervals = ['L1D', 'L7D', 'L14D', 'L28D'] as const;

const properties: INodeProperties[] = [
	{
		displayName: countriesField,
		name: 'countries',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. IN, BR',
		description: 'The countries of the recipients: a comma-separated list of two-letter codes',
	},
	{
		displayName: 'Based On',
		name: 'dateInterval',
		type: 'options',
		options: [
			{ name: 'Last Day', value: 'L1D' },
			{ name: 'Last 7 Days', value: 'L7D' },
			{ name: 'Last 14 Days', value: 'L14D' },
			{ name: 'Last 28 Days', value: 'L28D' },
		],
		default: 'L7D',
		description: 'The period whose messages the estimate is based on',
	},
	...readOptions,
];

/** @throws InputError unless each entry is a two-letter code */
function readCountries(value: unknown): string[] {
	const codes = entriesOf(value).map((entry) => String(entry).trim().toUpperCase());
	if (codes.length === 0) throw emptyFieldError(value, countriesField, 'Enter two-letter codes, such as IN or BR');
	const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
	if (wrong === undefined) return [...new Set(codes)];
	throw new InputError(
		countriesField,
		'contains an entry that is not a country code',
		'Use two letters, such as IN or BR',
	);
}

/**
 * Template > Get Reach Estimate: how many messages a max price is likely to deliver, one item per price.
 * WhatsApp docs: Marketing Messages API > Max price > Reach estimate.
 */
export const getReachEstimate: Operation = {
	properties,

	prepare(item) {
		const account = accountId(item);
		const countries = readCountries(item.parameter('countries'));
		const query = {
			targeting_spec: JSON.stringify({ geo_locations: { countries } }),
			date_interval: readEnum(item.parameter('dateInterval'), 'Based On', intervals, 'L7D'),
		};
		return {
			async run(): Promise<OperationOutput> {
				const response = await item.graph.request({ method: 'GET', path: [account, 'reachestimate'], query });
				const rows = objects(response.estimates);
				if (rows.length === 0) return { json: response };
				return rows.map((row) => ({ json: compact({ currency: response.waba_currency, ...camelObject(row) }) }));
			},
		};
	},
};
