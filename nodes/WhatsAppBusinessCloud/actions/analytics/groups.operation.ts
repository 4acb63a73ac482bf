import { groupFields, readGroup } from '../group/fields';
import { edgeAnalytics } from './edgeAnalytics';

/** Analytics > Groups: GET /{waba}/group_analytics, of one group. WhatsApp docs: Groups > Analytics. */
export const groups = edgeAnalytics({
	edge: 'group_analytics',
	subject: groupFields('The group to analyze'),
	readSubject: (item) => ({ group_ids: JSON.stringify([readGroup(item)]) }),
	metrics: [
		['DELIVERED', 'Delivered'],
		['PARTICIPANTS_JOINED', 'Participants Joined'],
		['PARTICIPANTS_LEFT', 'Participants Left'],
		['READ', 'Read'],
		['SENT', 'Sent'],
	],
	defaultMetrics: ['SENT', 'DELIVERED', 'READ', 'PARTICIPANTS_JOINED', 'PARTICIPANTS_LEFT'],
});
