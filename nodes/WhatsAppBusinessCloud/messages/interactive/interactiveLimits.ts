import type { Limit, Range } from '../../shared/input/limit';

const source = (page: string): string => `WhatsApp docs: Messages > ${page}`;
const common = source('Interactive messages');
const buttons = source('Interactive reply buttons messages');
const list = source('Interactive list messages');
const call = source('Voice call button messages');
const carousel = source('Interactive media carousel messages');
const order = source('Payments > Order details');

/** Maximum length of texts, in characters (see shared/input/textLength.ts). */
export const texts = {
	headerText: { max: 60, source: common },
	body: { max: 1024, source: common },
	/**
	 * 4,096 according to the page on lists, 1,024 in libraries and in Meta's OpenAPI file. The higher limit rejects
	 * nothing that Meta accepts.
	 */
	listBody: { max: 4096, source: list },
	footer: { max: 60, source: common },
	buttonTitle: { max: 20, source: buttons },
	buttonId: { max: 256, source: buttons },
	listButton: { max: 20, source: list },
	sectionTitle: { max: 24, source: list },
	rowTitle: { max: 24, source: list },
	rowDescription: { max: 72, source: list },
	rowId: { max: 200, source: list },
	linkText: { max: 20, source: source('Interactive call-to-action URL button messages') },
	/** Recommended, not enforced: a longer text is a warning. */
	flowButton: { max: 30, source: 'WhatsApp docs: Flows > Guides > Sending a Flow' },
	productSectionTitle: { max: 24, source: source('Product messages') },
	pinCode: { max: 6, source: source('Address messages') },
	callButton: { max: 20, source: call },
	callPayload: { max: 512, source: call },
	cardBody: { max: 160, source: carousel },
	cardButton: { max: 20, source: carousel },
	/** The page documents no limit for quick replies on cards; the limit of reply buttons applies. */
	cardButtonId: { max: 256, source: buttons },
	/** The limit of client libraries, which an example of the page exceeds: a longer ID is a warning. */
	cardButtonIdAdvised: { max: 20, source: carousel },
	referenceIdIndia: { max: 35, source: 'WhatsApp docs: Payments India > Payment gateways, UPI intent, Payment links' },
	referenceIdBrazil: { max: 60, source: 'WhatsApp docs: Payments Brazil > Orders' },
	paymentConfiguration: { max: 60, source: order },
	beneficiaryName: { max: 200, source: order },
	addressLine: { max: 100, source: order },
	itemName: { max: 60, source: order },
	costDescription: { max: 60, source: order },
	discountProgramName: { max: 60, source: order },
	expirationDescription: { max: 120, source: order },
	statusDescription: { max: 120, source: source('Payments > Order status') },
} satisfies Record<string, Limit>;

/** Number of entries in a list. */
export const counts = {
	buttons: { min: 1, max: 3, source: buttons },
	sections: { min: 1, max: 10, source: list },
	/** In all sections combined. */
	rows: { min: 1, max: 10, source: list },
	productSections: { min: 1, max: 10, source: source('Product messages') },
	/** In all sections combined. */
	products: { min: 1, max: 30, source: source('Product messages') },
	cards: { min: 2, max: 10, source: carousel },
	/** The page requires at least one, and documents no maximum. */
	cardButtons: { min: 1, max: Infinity, source: carousel },
	cardLineBreaks: { min: 0, max: 2, source: carousel },
	itemsWithImages: { min: 0, max: 10, source: order },
} satisfies Record<string, Range>;

/** Numbers. */
export const numbers = {
	callButtonMinutes: { min: 1, max: 43_200, source: call },
	/** Seconds from now. */
	expiration: { min: 300, max: Number.MAX_SAFE_INTEGER, source: order },
	/** Meta documents no maximum: this one keeps amounts exact. */
	quantity: { min: 1, max: 1_000_000, source: order },
} satisfies Record<string, Range>;
