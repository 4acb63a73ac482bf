import { textField } from '../../shared/input/commonFields';
import { requiredId } from '../../shared/input/validators';
import { edgeAnalytics } from './edgeAnalytics';

const FIELD = 'Group ID';

/** Analytics > Groups: GET /{waba}/group_analytics, of one group. WhatsApp docs: Groups > Analytics. */
export const groups = edgeAnalytics({
	edge: 'group_analytics',
	subject: [
		textField(FIELD, 'groupId', {
			required: true,
			placeholder: 'e.g. Y2FwaV9ncm91cDoxNjMxNTU1ODEwMA',
			description: 'The group to analyze',
		}),
	],
	readSubject: (item) => ({
		group_ids: JSON.stringify([requiredId(item.parameter('groupId'), FIELD, 'Enter the ID of a group')]),
	}),
	metrics: [
		['DELIVERED', 'Delivered'],
		['PARTICIPANTS_JOINED', 'Participants Joined'],
		['PARTICIPANTS_LEFT', 'Participants Left'],
		['READ', 'Read'],
		['SENT', 'Sent'],
	],
	defaultMetrics: ['SENT', 'DELIVERED', 'READ', 'PARTICIPANTS_JOINED', 'PARTICIPANTS_LEFT'],
});
