import { fieldAnalytics } from './fieldAnalytics';
import { choiceField } from './filters';

/** Analytics > Calls: the field `call_analytics`. WhatsApp docs: Analytics > Call analytics. */
export const calls = fieldAnalytics({
	field: 'call_analytics',
	granularities: { halfHour: 'HALF_HOUR', day: 'DAILY', month: 'MONTHLY' },
	byCountry: true,
	metrics: ['COUNT', 'COST', 'AVERAGE_DURATION'],
	splitBy: {
		name: 'dimensions',
		default: ['DIRECTION'],
		field: choiceField(
			'Split By',
			'dimensions',
			[
				['COUNTRY', 'Country'],
				['DIRECTION', 'Direction'],
				['PHONE', 'Phone Number'],
			],
			'One row for each combination of these',
		),
	},
	filters: [
		{
			name: 'directions',
			field: choiceField(
				'Directions',
				'directions',
				[
					['USER_INITIATED', 'Incoming'],
					['BUSINESS_INITIATED', 'Outgoing'],
				],
				'Only these directions. Default: all.',
			),
		},
	],
});
