import { DEFAULT_HOURS, HOURS, readHours } from '../../shared/input/hours';
import { controlOperation } from './control';

const field = 'Hours';

/** Conversation > Pause: messages of the customer do not start the trigger's workflow for some hours. */
export const pause = controlOperation(
	[
		{
			displayName: field,
			name: 'hours',
			type: 'number',
			typeOptions: { minValue: HOURS.min, maxValue: HOURS.max },
			default: DEFAULT_HOURS,
			description: 'How long the pause lasts from now on. It replaces a pause of this chat.',
		},
	],
	(item) => Date.now() + readHours(item.parameter('hours', DEFAULT_HOURS), field),
);
