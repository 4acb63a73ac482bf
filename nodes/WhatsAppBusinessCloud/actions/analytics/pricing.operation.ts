import { pricingCategories } from './categories';
import { fieldAnalytics } from './fieldAnalytics';
import { choiceField } from './filters';

/** Analytics > Pricing: the field `pricing_analytics`. WhatsApp docs: Analytics > Pricing analytics. */
export const pricing = fieldAnalytics({
	field: 'pricing_analytics',
	granularities: { halfHour: 'HALF_HOUR', day: 'DAILY', month: 'MONTHLY' },
	byCountry: true,
	metrics: ['COST', 'VOLUME'],
	splitBy: {
		name: 'dimensions',
		default: ['PRICING_CATEGORY', 'PRICING_TYPE', 'COUNTRY', 'PHONE'],
		field: choiceField(
			'Split By',
			'dimensions',
			[
				['PRICING_CATEGORY', 'Category'],
				['COUNTRY', 'Country'],
				['PHONE', 'Phone Number'],
				['PRICING_TYPE', 'Pricing Type'],
				['TIER', 'Volume Tier'],
			],
			'One row for each combination of these. For volume tiers, choose category and country as well.',
		),
	},
	filters: [
		{
			name: 'pricing_categories',
			field: choiceField('Categories', 'categories', pricingCategories, 'Only these categories. Default: all.'),
		},
		{
			name: 'pricing_types',
			field: choiceField(
				'Pricing Types',
				'pricingTypes',
				[
					['FREE_CUSTOMER_SERVICE', 'Free, Customer Service'],
					['FREE_ENTRY_POINT', 'Free, Entry Point'],
					['FREE_GROUP_CUSTOMER_SERVICE', 'Free, Group'],
					['REGULAR', 'Regular'],
				],
				'Only these pricing types. Default: all.',
			),
		},
	],
});
