import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { businessAccount, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { readAccount } from '../accountId';
import { entriesOf } from '../listOperation';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { choiceField } from './filters';
import { periodFields, readPeriod, seconds } from './period';
import { pointsOf, toRow } from './rows';

/** Meta keeps these numbers for 90 days (WhatsApp docs: Analytics > Template analytics; Groups > Analytics). */
const DAYS = 90;

const METRICS = 'Metrics';

/** Analytics that Meta returns on an edge of the account, per day. */
export interface EdgeAnalytics {
	edge: string;
	/** The fields for what to analyze. */
	subject: INodeProperties[];
	/** @returns their part of the query @throws InputError */
	readSubject: (item: OperationItem) => Record<string, string>;
	metrics: ReadonlyArray<[value: string, name: string]>;
	defaultMetrics: string[];
}

/** GET /{waba}/<edge>: one row per day and subject. WhatsApp docs: Analytics. */
export function edgeAnalytics({ edge, subject, readSubject, metrics, defaultMetrics }: EdgeAnalytics): Operation {
	return {
		properties: [
			businessAccount,
			...subject,
			...periodFields,
			{
				...choiceField(METRICS, 'metrics', metrics, 'The numbers to get'),
				default: defaultMetrics,
			},
			simplifyField,
			...readOptions,
		],

		prepare(item) {
			const path = [readAccount(item), edge];
			const { start, end } = readPeriod(item, DAYS);
			const chosen = entriesOf(item.parameter('metrics', defaultMetrics)).map(String);
			const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
			const query = {
				start: seconds(start),
				end: seconds(end),
				granularity: 'DAILY',
				...readSubject(item),
				metric_types: JSON.stringify(chosen.length > 0 ? chosen : defaultMetrics),
			};
			return {
				async run() {
					const found: IDataObject[] = [];
					for await (const row of item.graph.pages({ method: 'GET', path, query })) found.push(row);
					const rows = simplify ? pointsOf(found).map(toRow) : found;
					return rows.map((json) => ({ json }));
				},
			};
		},
	};
}
