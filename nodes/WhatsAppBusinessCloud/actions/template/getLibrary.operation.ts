import type { INodeExecutionData } from 'n8n-workflow';
import { omitUndefined, readCollection, optionalText } from '../../shared/input/parameterValues';
import { limitFields } from '../../shared/input/commonFields';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';

/** Filters, by parameter, with Meta's name for each. */
const filterFields: Readonly<
	Record<string, { field: string; name: string; placeholder: string; description: string }>
> = {
	industry: {
		field: 'Industry',
		name: 'industry',
		placeholder: 'e.g. E_COMMERCE',
		description: 'Return templates for this industry',
	},
	language: {
		field: 'Language',
		name: 'language',
		placeholder: 'e.g. en_US',
		description: 'Return templates in this language',
	},
	name: {
		field: 'Name',
		name: 'name',
		placeholder: 'e.g. delivery_update_1',
		description: 'Return the template with this name',
	},
	search: {
		field: 'Search',
		name: 'search',
		placeholder: 'e.g. payment',
		description: 'Return templates that contain these words',
	},
	topic: {
		field: 'Topic',
		name: 'topic',
		placeholder: 'e.g. ORDER_MANAGEMENT',
		description: 'Return templates about this topic',
	},
	useCase: {
		field: 'Use Case',
		name: 'usecase',
		placeholder: 'e.g. SHIPMENT_CONFIRMATION',
		description: 'Return templates for this use case',
	},
};

/** Template > Get Library Templates: GET /message_template_library. WhatsApp docs: Template library. */
export const getLibrary: Operation = {
	properties: [
		...limitFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: Object.entries(filterFields).map(([name, { field, placeholder, description }]) => ({
				displayName: field,
				name,
				type: 'string' as const,
				default: '',
				placeholder,
				description,
			})),
		},
		...readOptions,
	],

	prepare(item) {
		const limit = readLimit(item);
		const filters = readCollection(item.parameter('filters', {}), 'Filters');
		const entries = Object.entries(filterFields).map(
			([key, { field, name }]) => [name, optionalText(filters[key], field)?.trim()] as const,
		);
		const query = omitUndefined(Object.fromEntries(entries)) as Record<string, string>;
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				const rows = item.graph.pages({ method: 'GET', path: ['message_template_library'], query }, { limit });
				for await (const row of rows) found.push({ json: row });
				return found;
			},
		};
	},
};
