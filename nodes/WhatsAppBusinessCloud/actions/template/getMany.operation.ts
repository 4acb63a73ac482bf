import type { INodeExecutionData } from 'n8n-workflow';
import {
	omitUndefined,
	optionalFlag,
	optionalText,
	readCollection,
	readEnum,
} from '../../shared/input/parameterValues';
import { accountId } from '../accountId';
import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { readDate } from '../dates';
import { entriesOf, readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { categoryField } from './fields';
import { ALL_FIELDS, simpleFields, simplifyTemplate } from './simplify';

const statuses = [
	'APPROVED',
	'ARCHIVED',
	'DELETED',
	'DISABLED',
	'IN_APPEAL',
	'LIMIT_EXCEEDED',
	'PAUSED',
	'PENDING',
	'PENDING_DELETION',
	'REJECTED',
];

const title = (value: string): string =>
	value[0] +
	value
		.slice(1)
		.toLowerCase()
		.replace(/_(\w)/g, (_, letter: string) => ` ${letter.toUpperCase()}`);

/** Text filters, by parameter, with Meta's name for each. */
const texts: Readonly<Record<string, { name: string; field: string }>> = {
	content: { name: 'content', field: 'Content' },
	name: { name: 'name', field: 'Name' },
	nameOrContent: { name: 'name_or_content', field: 'Name or Content' },
};

/** Filters with several values. */
const lists: Readonly<Record<string, string>> = {
	category: 'category',
	language: 'language',
	quality: 'quality_score',
	status: 'status',
};

/** Filters by date. Meta names them without saying which date of a template they compare. */
const dates: Readonly<Record<string, string>> = { since: 'Since', until: 'Until' };

const sources = ['AUTO_GENERATED', 'MANUAL'] as const;

function readSource(value: unknown): string | undefined {
	return value === undefined || value === '' ? undefined : readEnum(value, 'Source', sources, 'MANUAL');
}

function readFilters(item: OperationItem): Record<string, string> {
	const filters = readCollection(item.parameter('filters', {}), 'Filters');
	const found = [
		...Object.entries(texts).map(
			([key, { name, field }]) => [name, optionalText(filters[key], field)?.trim()] as const,
		),
		...Object.entries(lists).map(
			([key, name]) => [name, entriesOf(filters[key]).map(String).join(',') || undefined] as const,
		),
		...Object.entries(dates).map(([key, field]) => [key, readDate(item, filters[key], field)?.toISODate()] as const),
		['source', readSource(filters.source)] as const,
	];
	return omitUndefined(Object.fromEntries(found)) as Record<string, string>;
}

/** Template > Get Many: GET /{waba}/message_templates. WhatsApp docs: Templates > Get. */
export const getMany: Operation = {
	properties: [
		...limitFields,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Category',
					name: 'category',
					type: 'multiOptions',
					options: categoryField.options ?? [],
					default: [],
					description: 'Return templates in these categories',
				},
				{
					displayName: 'Content',
					name: 'content',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
					description: 'Return templates that contain this text',
				},
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. en_US,de',
					description: 'Comma-separated list of language codes',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
					description: 'Return templates whose name contains this text',
				},
				{
					displayName: 'Name or Content',
					name: 'nameOrContent',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
					description: 'Return templates whose name or text contains this text',
				},
				{
					displayName: 'Quality',
					name: 'quality',
					type: 'multiOptions',
					options: ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'].map((value) => ({ name: title(value), value })),
					default: [],
					description: 'Return templates with these quality ratings',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					default: '',
					description: 'Return templates from this day on',
				},
				{
					displayName: 'Source',
					name: 'source',
					type: 'options',
					options: [
						{
							name: 'Direct Send',
							value: 'AUTO_GENERATED',
							description: 'Meta created them from Direct Send messages',
						},
						{ name: 'Manual', value: 'MANUAL', description: 'They were created in WhatsApp Manager or by API' },
					],
					default: 'MANUAL',
					description: 'Return templates of this origin',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'multiOptions',
					options: statuses.map((value) => ({ name: title(value), value })),
					default: [],
					description: 'Return templates with these statuses',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'Return templates up to this day',
				},
			],
		},
		...readOptions,
	],

	prepare(item) {
		const account = accountId(item);
		const limit = readLimit(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const query = { fields: simplify ? simpleFields : ALL_FIELDS, ...readFilters(item) };
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				const rows = item.graph.pages({ method: 'GET', path: [account, 'message_templates'], query }, { limit });
				for await (const row of rows) found.push({ json: simplify ? simplifyTemplate(row) : row });
				return found;
			},
		};
	},
};
