import { fieldAnalytics } from './fieldAnalytics';
import { choiceField } from './filters';

/**
 * Analytics > Conversations: the field `conversation_analytics`, of the time before prices per message. WhatsApp docs:
 * Analytics > Conversation analytics.
 */
export const conversations = fieldAnalytics({
	field: 'conversation_analytics',
	granularities: { halfHour: 'HALF_HOUR', day: 'DAILY', month: 'MONTHLY' },
	byCountry: false,
	metrics: ['COST', 'CONVERSATION'],
	splitBy: {
		name: 'dimensions',
		default: ['CONVERSATION_CATEGORY', 'CONVERSATION_TYPE', 'COUNTRY', 'PHONE'],
		field: choiceField(
			'Split By',
			'dimensions',
			[
				['CONVERSATION_CATEGORY', 'Category'],
				['COUNTRY', 'Country'],
				['CONVERSATION_DIRECTION', 'Direction'],
				['PHONE', 'Phone Number'],
				['CONVERSATION_TYPE', 'Type'],
			],
			'One row for each combination of these',
		),
	},
	filters: [
		{
			name: 'conversation_categories',
			field: choiceField(
				'Categories',
				'categories',
				[
					['AUTHENTICATION', 'Authentication'],
					['MARKETING', 'Marketing'],
					['REFERRAL_CONVERSION', 'Referral Conversion'],
					['SERVICE', 'Service'],
					['UTILITY', 'Utility'],
				],
				'Only these categories. Default: all.',
			),
		},
		{
			name: 'conversation_directions',
			field: choiceField(
				'Directions',
				'directions',
				[
					['BUSINESS_INITIATED', 'Started by You'],
					['USER_INITIATED', 'Started by the Customer'],
				],
				'Only these directions. Default: all.',
			),
		},
	],
});
