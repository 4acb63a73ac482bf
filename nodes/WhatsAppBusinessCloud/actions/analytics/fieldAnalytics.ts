import type { INodeProperties } from 'n8n-workflow';
import { businessAccount, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag, optionalText, readCollection } from '../../shared/input/parameterValues';
import { readAccount } from '../accountId';
import { entriesOf } from '../listOperation';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { countriesField, numberFilter, readCountries, readNumberFilter } from './filters';
import { periodFields, readPeriod, seconds } from './period';
import { pointsOf, toRow } from './rows';

/** A filter, or what to split by: its form field, and Meta's name for it. */
interface Choice {
	field: INodeProperties;
	name: string;
}

/** Analytics that Meta returns as a field of the account. WhatsApp docs: Analytics. */
export interface FieldAnalytics {
	/** Meta's field. */
	field: string;
	/** Its units of time, with Meta's name for each. */
	granularities: { halfHour: string; day: string; month: string };
	/** Whether it can be filtered by country. */
	byCountry: boolean;
	splitBy?: Choice & { default: string[] };
	filters?: Choice[];
	/** Always requested. */
	metrics?: string[];
}

const FILTERS = 'Filters';
const GRANULARITY = 'Granularity';

/** Meta has data for a year back (WhatsApp docs: Analytics, since 1 December 2025). */
export const YEAR = 365;

/** `.name(["A","B"])`; nothing for an empty list. */
export const modifier = (name: string, values: readonly unknown[]): string =>
	values.length === 0 ? '' : `.${name}(${JSON.stringify(values)})`;

const granularityField: INodeProperties = {
	displayName: GRANULARITY,
	name: 'granularity',
	type: 'options',
	// The order is from short to long.

	options: [
		{ name: 'Half Hour', value: 'halfHour' },
		{ name: 'Day', value: 'day' },
		{ name: 'Month', value: 'month' },
	],
	default: 'day',
	description: 'The time that each row is about',
};

/** Values of a choice. Meta decides about unknown ones. */
const valuesOf = (value: unknown): unknown[] =>
	entriesOf(value).map((entry) => (/^\d+$/.test(String(entry)) ? Number(entry) : String(entry)));

function readUnit(item: OperationItem, units: FieldAnalytics['granularities']): string {
	const unit = optionalText(item.parameter('granularity', 'day'), GRANULARITY)?.trim() ?? 'day';
	return Object.hasOwn(units, unit) ? units[unit as keyof typeof units] : unit;
}

/** GET /{waba}?fields=<analytics>: one row per data point. WhatsApp docs: Analytics. */
export function fieldAnalytics(kind: FieldAnalytics): Operation {
	const { field, granularities, byCountry, splitBy, filters = [], metrics = [] } = kind;
	const options = [...(byCountry ? [countriesField] : []), ...filters.map((one) => one.field)];
	return {
		properties: [
			businessAccount,
			...periodFields,
			granularityField,
			...(splitBy ? [{ ...splitBy.field, default: splitBy.default }] : []),
			numberFilter,
			{
				displayName: FILTERS,
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options,
			},
			simplifyField,
			...readOptions,
		],

		prepare(item) {
			const account = readAccount(item);
			const { start, end } = readPeriod(item, YEAR);
			const chosen = readCollection(item.parameter('filters', {}), FILTERS);
			const number = readNumberFilter(item);
			const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
			const before = `${field}.start(${seconds(start)}).end(${seconds(end)}).granularity(${readUnit(item, granularities)})`;
			const after = [
				modifier('country_codes', byCountry ? readCountries(chosen.countries) : []),
				modifier('metric_types', metrics),
				...filters.map((one) => modifier(one.name, valuesOf(chosen[one.field.name]))),
				splitBy ? modifier(splitBy.name, valuesOf(item.parameter(splitBy.field.name, splitBy.default))) : '',
			].join('');
			return {
				async run() {
					const numbers = modifier('phone_numbers', number ? [await number()] : []);
					const query = { fields: before + numbers + after };
					const response = await item.graph.request({ method: 'GET', path: [account], query });
					if (!simplify) return { json: response };
					return pointsOf(response[field]).map((point) => ({ json: toRow(point) }));
				},
			};
		},
	};
}
