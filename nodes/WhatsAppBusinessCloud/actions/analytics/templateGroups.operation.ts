import { objectLocator } from '../objectLocator';
import { groupLocator } from '../templateGroup/fields';
import { edgeAnalytics } from './edgeAnalytics';
import { readIds } from './templates.operation';

const { field, name } = groupLocator;

/**
 * Analytics > Template Groups: GET /{waba}/template_group_analytics. WhatsApp docs: Analytics > Template group
 * analytics.
 */
export const templateGroups = edgeAnalytics({
	edge: 'template_group_analytics',
	subject: [
		objectLocator(
			groupLocator,
			'The template group to analyze. By ID, you can enter up to 10 IDs, separated by commas.',
		),
	],
	readSubject: (item) => ({
		template_group_ids: readIds(item, name, field, 'Pick a template group from the list, or enter IDs'),
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
