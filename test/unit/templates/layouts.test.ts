import type { IDataObject } from 'n8n-workflow';
import { BODY, body, buttons, HANDLE, IMAGE, errorMessageOf, reply, web } from './support';

describe('limited-time offer', () => {
	const offer = (expires: boolean): IDataObject => ({
		type: 'LIMITED_TIME_OFFER',
		limited_time_offer: { text: 'Ends soon!', has_expiration: expires },
	});
	const code = { type: 'COPY_CODE', example: 'SUMMER' };

	it.each<[string, IDataObject[], string | undefined]>([
		['copy code before link', [IMAGE, offer(true), BODY, buttons(code, web)], undefined],
		['only a link, without an expiration', [offer(false), BODY, buttons(web)], undefined],
		['an expiration without a code', [offer(true), BODY, buttons(web)], undefined],
		['an expiration without buttons', [offer(true), BODY], undefined],
		[
			'link before copy code',
			[offer(true), BODY, buttons(web, code)],
			"'Buttons' must start with the copy code button",
		],
		[
			'a quick reply',
			[offer(false), BODY, buttons(reply())],
			"'Buttons' include the type QUICK_REPLY, which is not allowed in a limited-time offer",
		],
		[
			'a footer',
			[offer(false), BODY, { type: 'FOOTER', text: 'x' }],
			"'Footer' is not allowed in a limited-time offer",
		],
		[
			'a text header',
			[{ type: 'HEADER', format: 'TEXT', text: 'x' }, offer(false), BODY],
			"'Header' must be an image or video in a limited-time offer",
		],
		['no offer text', [{ type: 'LIMITED_TIME_OFFER' }, BODY], "'Offer Text' is empty"],
	])('checks the components of a limited-time offer: %s', (_name, components, message) => {
		expect(errorMessageOf(components)).toBe(message);
	});

	it('requires the category Marketing for a limited-time offer', () => {
		expect(errorMessageOf([offer(false), BODY], 'UTILITY')).toBe(
			"'Category' must be Marketing for a limited-time offer",
		);
	});
});

describe('carousel', () => {
	const card = (...components: IDataObject[]): IDataObject => ({ components });
	const plain = card(IMAGE, { type: 'BODY', text: 'Rye' }, buttons(reply(), web));
	const product = card({ type: 'HEADER', format: 'PRODUCT' }, buttons({ type: 'SPM', text: 'View' }));
	const carousel = (...cards: IDataObject[]): IDataObject[] => [BODY, { type: 'CAROUSEL', cards }];
	const times = (count: number): IDataObject[] => Array.from({ length: count }, () => plain);

	it.each<[string, IDataObject[], string | undefined]>([
		['1 card', times(1), "'Cards' has 1 card, at least 2 are required"],
		['2 cards', times(2), undefined],
		['10 cards', times(10), undefined],
		['11 cards', times(11), "'Cards' has 11 cards, WhatsApp allows 10"],
		['product cards', [product, product], undefined],
		[
			'product cards with links',
			[1, 2].map(() => card({ type: 'HEADER', format: 'PRODUCT' }, buttons(web))),
			undefined,
		],
		[
			'a product card with a quick reply',
			[1, 2].map(() => card({ type: 'HEADER', format: 'PRODUCT' }, buttons(reply()))),
			"'Buttons' of card 1 include the type QUICK_REPLY, which does not match this header",
		],
		[
			'a product card with two buttons',
			[1, 2].map(() => card({ type: 'HEADER', format: 'PRODUCT' }, buttons({ type: 'SPM', text: 'View' }, web))),
			"'Buttons' of card 1 has 2 buttons, WhatsApp allows 1",
		],
		[
			'an image card with a View button',
			[1, 2].map(() => card(IMAGE, buttons({ type: 'SPM', text: 'View' }))),
			"'Buttons' of card 1 include the type SPM, which does not match this header",
		],
		['no header', [plain, card(buttons(reply()))], "'Header' of card 2 is empty"],
		[
			'a text header',
			[plain, card({ type: 'HEADER', format: 'TEXT', text: 'x' }, buttons(reply()))],
			"'Header' of card 2 has a format that cards do not support",
		],
		[
			'no example',
			[plain, card({ type: 'HEADER', format: 'IMAGE' }, buttons(reply()))],
			"'Header Example' of card 2 is empty",
		],
		['no buttons', [plain, card(IMAGE)], "'Buttons' of card 2 is empty"],
		[
			'3 buttons on a card',
			[plain, card(IMAGE, buttons(reply(), reply(), reply()))],
			"'Buttons' of card 2 has 3 buttons, WhatsApp allows 2",
		],
		[
			'buttons that differ from the first card',
			[plain, card(IMAGE, { type: 'BODY', text: 'x' }, buttons(web, reply()))],
			"'Cards' must be alike, but card 2 differs: its buttons are URL and QUICK_REPLY, those of card 1 QUICK_REPLY and URL",
		],
		[
			'no card text',
			[plain, plain, card(IMAGE, buttons(reply(), web))],
			"'Cards' must be alike, but card 3 differs: it has no text, card 1 has one",
		],
		[
			'a header that differs from the first card',
			[
				plain,
				card({ type: 'HEADER', format: 'VIDEO', example: HANDLE }, { type: 'BODY', text: 'x' }, buttons(reply(), web)),
			],
			"'Cards' must be alike, but card 2 differs: its header is VIDEO, that of card 1 IMAGE",
		],
		[
			'a quick reply over the limit',
			[plain, card(IMAGE, { type: 'BODY', text: 'x' }, buttons(reply('a'.repeat(26)), web))],
			"'Button Text' of button 1 of card 2 has 26 characters, WhatsApp allows 25",
		],
		[
			'a variable without an example',
			[plain, card(IMAGE, body('Only {{1}} left'), buttons(reply(), web))],
			"'Card Text' of card 2 has no example for {{1}}",
		],
	])('checks the cards of a carousel: %s', (_name, cards, message) => {
		expect(errorMessageOf(carousel(...cards))).toBe(message);
	});

	it('allows no other component beside the body of a carousel', () => {
		expect(errorMessageOf([IMAGE, ...carousel(plain, plain)])).toBe("'Header' is not allowed in a carousel template");
		expect(errorMessageOf([...carousel(plain, plain), { type: 'FOOTER', text: 'x' }])).toBe(
			"'Footer' is not allowed in a carousel template",
		);
		expect(errorMessageOf(carousel(plain, plain).slice(1))).toBe("'Body' is empty");
	});

	it('requires Marketing for a carousel, or Utility without products', () => {
		expect(errorMessageOf(carousel(plain, plain), 'UTILITY')).toBeUndefined();
		const linked = card({ type: 'HEADER', format: 'PRODUCT' }, buttons(web));
		expect(errorMessageOf(carousel(linked, linked), 'UTILITY')).toBe(
			"'Category' must be Marketing for a carousel of products",
		);
		expect(errorMessageOf(carousel(product, product), 'UTILITY')).toBe(
			"'Button Type' of button 1 of card 1 is SPM, which is only allowed in the category marketing",
		);
	});
});

describe('authentication', () => {
	const otp = (extra: IDataObject = {}): IDataObject => buttons({ type: 'OTP', otp_type: 'COPY_CODE', ...extra });
	const app = { package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' };
	const footer = (minutes: number): IDataObject => ({ type: 'FOOTER', code_expiration_minutes: minutes });
	const of = (...components: IDataObject[]): string | undefined =>
		errorMessageOf([{ type: 'BODY', add_security_recommendation: true }, ...components], 'AUTHENTICATION');

	it.each<[string, IDataObject[], string | undefined]>([
		['copy code', [footer(10), otp()], undefined],
		['an expiration of 1 minute', [footer(1), otp()], undefined],
		['an expiration of 90 minutes', [footer(90), otp()], undefined],
		[
			'an expiration of 91 minutes',
			[footer(91), otp()],
			"'Code Expires After (Minutes)' is 91, WhatsApp allows 1 to 90",
		],
		['an expiration of 0 minutes', [footer(0), otp()], "'Code Expires After (Minutes)' is 0, WhatsApp allows 1 to 90"],
		['no button', [footer(10)], "'Buttons' is empty"],
		[
			'another button',
			[buttons(reply())],
			"'Buttons' of an authentication template must be a single OTP button, got 1: QUICK_REPLY",
		],
		[
			'two one-time password buttons',
			[buttons(...[1, 2].map(() => ({ type: 'OTP', otp_type: 'COPY_CODE' })))],
			"'Buttons' have 2 of the type otp, WhatsApp allows 1",
		],
		['a header', [IMAGE, otp()], "'Category' is Authentication, which has no header"],
		[
			'a footer text',
			[{ type: 'FOOTER', text: 'Bye' }, otp()],
			"'Footer' is not allowed: WhatsApp provides the text of authentication templates",
		],
		[
			'an unknown button type',
			[otp({ otp_type: 'TWO_TAP' })],
			"'One-Time Password Button' of button 1 has an unknown value",
		],
		['one-tap', [otp({ otp_type: 'ONE_TAP', supported_apps: [app] })], undefined],
		['one-tap in the older format', [otp({ otp_type: 'ONE_TAP', ...app })], undefined],
		['one-tap without an app', [otp({ otp_type: 'ONE_TAP' })], "'Supported Apps' of button 1 is empty"],
		['5 apps', [otp({ otp_type: 'ONE_TAP', supported_apps: Array.from({ length: 5 }, () => app) })], undefined],
		[
			'6 apps',
			[otp({ otp_type: 'ONE_TAP', supported_apps: Array.from({ length: 6 }, () => app) })],
			"'Supported Apps' of button 1 has 6 apps, WhatsApp allows 5",
		],
		[
			'a signature hash that is too short',
			[otp({ otp_type: 'ONE_TAP', supported_apps: [app, { ...app, signature_hash: 'K8a/AINcGX' }] })],
			"'Signature Hash' of app 2 of button 1 has 10 characters, 11 are required",
		],
		['zero-tap', [otp({ otp_type: 'ZERO_TAP', supported_apps: [app], zero_tap_terms_accepted: true })], undefined],
		[
			'zero-tap without accepted terms',
			[otp({ otp_type: 'ZERO_TAP', supported_apps: [app] })],
			"'Accept Zero-Tap Terms' of button 1 is off",
		],
	])('checks the components of an authentication template: %s', (_name, components, message) => {
		expect(of(...components)).toBe(message);
	});

	it('rejects a body with custom text', () => {
		expect(errorMessageOf([BODY, otp()], 'AUTHENTICATION')).toBe(
			"'Body' is not allowed: WhatsApp provides the text of authentication templates",
		);
	});
});
