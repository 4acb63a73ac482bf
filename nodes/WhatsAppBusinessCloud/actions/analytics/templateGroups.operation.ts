import { textField } from '../../shared/input/commonFields';
import { edgeAnalytics } from './edgeAnalytics';
import { readIds } from './templates.operation';

const FIELD = 'Template Group IDs';

/**
 * Analytics > Template Groups: GET /{waba}/template_group_analytics. WhatsApp docs: Analytics > Template group
 * analytics.
 */
export const templateGroups = edgeAnalytics({
	edge: 'template_group_analytics',
	subject: [
		textField(FIELD, 'templateGroupIds', {
			required: true,
			placeholder: 'e.g. 1473688840035974',
			description: 'The template groups to analyze: up to 10 IDs, separated by commas',
		}),
	],
	readSubject: (item) => ({
		template_group_ids: readIds(item, 'templateGroupIds', FIELD, 'Enter IDs of template groups'),
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
