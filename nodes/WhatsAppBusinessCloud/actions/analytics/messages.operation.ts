import { fieldAnalytics } from './fieldAnalytics';
import { choiceField } from './filters';

/** Analytics > Messages: the field `analytics`. WhatsApp docs: Analytics > Messaging analytics. */
export const messages = fieldAnalytics({
	field: 'analytics',
	granularities: { halfHour: 'HALF_HOUR', day: 'DAY', month: 'MONTH' },
	byCountry: true,
	filters: [
		{
			name: 'product_types',
			field: choiceField(
				'Message Types',
				'productTypes',
				[
					['100', 'Incoming'],
					['2', 'Outgoing, Not Templates'],
					['0', 'Templates'],
				],
				'Only these messages. Default: all.',
			),
		},
	],
});
