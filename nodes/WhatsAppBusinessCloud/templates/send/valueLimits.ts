import type { Limit, Range } from '../../shared/input/limit';

/** Limits of values in a template, and where Meta documents them. Texts: characters. Lists: entries. */
export const valueLimits = {
	name: { max: 512, source: 'WhatsApp docs: Templates > Create' },
	couponCode: { max: 20, source: 'WhatsApp docs: Templates > Copy code buttons (20 since December 2025)' },
	oneTimePassword: { max: 15, source: 'WhatsApp docs: Authentication templates' },
	callPayload: { max: 512, source: 'WhatsApp docs: Calling API > Call buttons' },
	sectionTitle: { max: 24, source: 'WhatsApp docs: Templates > Multi-product message templates' },
	sections: { max: 10, source: 'WhatsApp docs: Templates > Multi-product message templates' },
	products: { max: 30, source: 'WhatsApp docs: Templates > Multi-product message templates' },
	/** Consecutive spaces in a variable. */
	spaces: { max: 4, source: 'WhatsApp docs: Error codes > 132012, 132018' },
	referenceIdIndia: { max: 35, source: 'WhatsApp docs: Payments India > Payment gateways' },
	/** 60 in Brazil, 35 in India: the status does not include the country. */
	referenceId: { max: 60, source: 'WhatsApp docs: Payments > Brazil > Orders' },
	orderDescription: { max: 120, source: 'WhatsApp docs: Payments > Order status' },
} satisfies Record<string, Limit>;

export const valueRanges = {
	callMinutes: { min: 1, max: 43_200, source: 'WhatsApp docs: Calling API > Call buttons' },
	/** Ten buttons, zero-based. */
	buttonIndex: { min: 0, max: 9, source: 'WhatsApp docs: Templates > Components' },
} satisfies Record<string, Range>;
