import { readEnum } from '../../shared/input/parameterValues';
import { checkObjectId } from '../../shared/input/objectId';
import { checkCount } from '../../shared/input/validators';
import { entriesOf } from '../listOperation';
import { templateLocator } from '../template/fields';
import type { OperationItem } from '../types';
import { edgeAnalytics } from './edgeAnalytics';

const source = 'WhatsApp docs: Analytics > Template analytics';
const products = ['CLOUD_API', 'MARKETING_MESSAGES_API_FOR_WHATSAPP', 'MARKETING_MESSAGES_LITE_API'] as const;
const SENT_BY = 'Sent Through';

/** @returns up to ten IDs as Meta takes them @throws InputError */
export function readIds(item: OperationItem, name: string, field: string, advice: string): string {
	const ids = entriesOf(item.parameter(name)).map((entry) => checkObjectId(entry, field, advice));
	const range = { min: 1, max: 10, source };
	return JSON.stringify(
		checkCount(
			[...new Set(ids)],
			range,
			field,
			['ID', 'IDs'],
			ids.length === 0 ? advice : 'Split the list into several items',
		),
	);
}

/** Analytics > Templates: GET /{waba}/template_analytics. WhatsApp docs: Analytics > Template analytics. */
export const templates = edgeAnalytics({
	edge: 'template_analytics',
	subject: [
		templateLocator(
			'The template to analyze. By ID, you can enter up to 10 IDs, separated by commas. Insights must be on: see Account > Update.',
		),
		{
			displayName: SENT_BY,
			name: 'product',
			type: 'options',
			options: [
				{ name: 'Cloud API', value: 'CLOUD_API' },
				{ name: 'Marketing Messages API', value: 'MARKETING_MESSAGES_API_FOR_WHATSAPP' },
				{ name: 'Marketing Messages API (Former Name)', value: 'MARKETING_MESSAGES_LITE_API' },
			],
			default: 'CLOUD_API',
			description: 'How the messages were sent',
		},
	],
	readSubject: (item) => ({
		template_ids: readIds(item, 'templateId', 'Template', 'Pick a template from the list, or enter IDs'),
		product_type: readEnum(item.parameter('product'), SENT_BY, products, 'CLOUD_API'),
	}),
	metrics: [
		['CLICKED', 'Clicked'],
		['COST', 'Cost'],
		['DELIVERED', 'Delivered'],
		['READ', 'Read'],
		['SENT', 'Sent'],
	],
	defaultMetrics: ['SENT', 'DELIVERED', 'READ', 'CLICKED', 'COST'],
});
