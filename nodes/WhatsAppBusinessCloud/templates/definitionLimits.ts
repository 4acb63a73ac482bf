import type { Limit, Range } from '../shared/input/limit';

const components = 'WhatsApp docs: Templates > Components';
const authentication = 'WhatsApp docs: Authentication templates';
const carousel = 'WhatsApp docs: Templates > Media card carousel templates';
const productCarousel = 'WhatsApp docs: Templates > Product card carousel templates';
const singleProduct = 'WhatsApp docs: Templates > Single-product message templates';
const offer = 'WhatsApp docs: Templates > Limited-time offer templates';
const lifetime = 'WhatsApp docs: Templates > Time-to-live';

/** Maximum length of the texts of a template, in characters (see shared/input/textLength.ts). */
export const templateTexts = {
	name: { max: 512, source: 'WhatsApp docs: Templates > Create' },
	header: { max: 60, source: components },
	body: { max: 1024, source: components },
	footer: { max: 60, source: components },
	button: { max: 25, source: components },
	url: { max: 2000, source: components },
	phoneNumber: { max: 20, source: components },
	/** 15 until December 2025. */
	offerCode: { max: 20, source: 'WhatsApp docs: Templates > Coupon code templates' },
	offer: { max: 16, source: offer },
	offerBody: { max: 600, source: offer },
	productBody: { max: 160, source: singleProduct },
	cardBody: { max: 160, source: carousel },
	packageName: { max: 224, source: authentication },
	signatureHash: { max: 11, source: authentication },
} satisfies Record<string, Limit>;

/** Maximum or allowed numbers of things in a template. */
export const templateCounts = {
	buttons: { min: 1, max: 10, source: components },
	headerVariables: { min: 0, max: 1, source: components },
	cards: { min: 2, max: 10, source: carousel },
	cardButtons: { min: 1, max: 2, source: carousel },
	productCardButtons: { min: 1, max: 1, source: productCarousel },
	supportedApps: { min: 1, max: 5, source: authentication },
	/** Templates that one request can archive, unarchive or compare. */
	archived: { min: 1, max: 100, source: 'WhatsApp docs: Template archival' },
} satisfies Record<string, Range>;

/** The code of a limited-time offer: a longer one is a warning, since Coupon code templates allows 20. */
export const offerCodeInOffer: Limit = { max: 15, source: offer };

/** Maximum number of buttons of each kind; other kinds are limited only by the total. */
export const buttonCounts: Readonly<Record<string, Limit>> = {
	QUICK_REPLY: { max: 10, source: components },
	URL: { max: 2, source: components },
	PHONE_NUMBER: { max: 1, source: components },
	COPY_CODE: { max: 1, source: components },
	FLOW: { max: 1, source: components },
	OTP: { max: 1, source: authentication },
	VOICE_CALL: { max: 1, source: components },
	PAYMENT_REQUEST: { max: 3, source: 'WhatsApp docs: Payments Brazil > Payment request buttons' },
};

/** How long WhatsApp tries to deliver a message from the template, in seconds, by category. */
export const timeToLive = {
	AUTHENTICATION: { min: 30, max: 900, source: lifetime },
	UTILITY: { min: 30, max: 43_200, source: lifetime },
	/** Marketing Messages API only. */
	MARKETING: { min: 43_200, max: 2_592_000, source: lifetime },
} satisfies Record<string, Range>;

/** Minutes until a one-time password expires. */
export const codeExpirationMinutes: Range = { min: 1, max: 90, source: authentication };

/** Time ranges of a template comparison, in days; Meta accepts only these. */
export const comparisonDays = [7, 30, 60, 90] as const;

/**
 * Types of example files that Meta's upload accepts. Graph API docs: Resumable Upload API; WhatsApp docs: Templates >
 * Components.
 */
export const exampleTypes: Readonly<Record<'image' | 'video' | 'document', readonly string[]>> = {
	image: ['image/jpeg', 'image/png'],
	video: ['video/mp4'],
	document: ['application/pdf'],
};
