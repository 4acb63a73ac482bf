/** Categories in prices (WhatsApp docs: Analytics > Pricing analytics). */
export const pricingCategories: ReadonlyArray<[value: string, name: string]> = [
	['AI_BOT', 'AI Provider'],
	['AUTHENTICATION', 'Authentication'],
	['AUTHENTICATION_INTERNATIONAL', 'Authentication, International'],
	['GROUP_MARKETING', 'Group: Marketing'],
	['GROUP_MARKETING_LITE', 'Group: Marketing Messages API'],
	['GROUP_SERVICE', 'Group: Service'],
	['GROUP_UTILITY', 'Group: Utility'],
	['MARKETING', 'Marketing'],
	['MARKETING_LITE', 'Marketing Messages API'],
	['MARKETING_LITE_DYNAMIC', 'Marketing Messages API, Max Price'],
	['REFERRAL_CONVERSION', 'Referral Conversion'],
	['SERVICE', 'Service'],
	['UTILITY', 'Utility'],
];
