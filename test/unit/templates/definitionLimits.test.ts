import { templateTexts } from '../../../nodes/WhatsAppBusinessCloud/templates/definitionLimits';
import {
	checkLanguage,
	checkName,
	checkTimeToLive,
} from '../../../nodes/WhatsAppBusinessCloud/templates/check/definition';
import { templateLanguages } from '../../../nodes/WhatsAppBusinessCloud/templates/languages';
import { BODY, body, buttons, HANDLE, IMAGE, errorMessageOf, rejectionMessage, reply, web } from './support';

/** Text with the given number of characters, one of which JavaScript counts as two. */
const chars = (count: number): string => '𝒜' + 'a'.repeat(count - 1);
const packageName = (length: number): string => `com.${'a'.repeat(length - 4)}`;
const card = (extra: object = {}): object => ({
	components: [IMAGE, { type: 'BODY', text: 'Hi', ...extra }, buttons(reply())],
});
const otp = (extra: object): object =>
	buttons({
		type: 'OTP',
		otp_type: 'ONE_TAP',
		supported_apps: [{ package_name: 'com.example', signature_hash: 'K8a/AINcGX7' }],
		...extra,
	});
const offer = (text: string): object => ({
	type: 'LIMITED_TIME_OFFER',
	limited_time_offer: { text, has_expiration: false },
});

describe('limits of texts', () => {
	it.each<[string, number, (text: string) => object[], string, 'AUTHENTICATION'?]>([
		[
			'a header',
			60,
			(text) => [{ type: 'HEADER', format: 'TEXT', text }, BODY],
			"'Header Text' has 61 characters, WhatsApp allows 60",
		],
		['a body', 1024, (text) => [{ type: 'BODY', text }], "'Body' has 1,025 characters, WhatsApp allows 1,024"],
		['a footer', 60, (text) => [BODY, { type: 'FOOTER', text }], "'Footer' has 61 characters, WhatsApp allows 60"],
		[
			'a quick reply',
			25,
			(text) => [BODY, buttons(reply(), reply(text))],
			"'Button Text' of button 2 has 26 characters, WhatsApp allows 25",
		],
		[
			'a link button',
			25,
			(text) => [BODY, buttons({ ...web, text })],
			"'Button Text' of button 1 has 26 characters, WhatsApp allows 25",
		],
		['an offer text', 16, (text) => [IMAGE, offer(text), BODY], "'Offer Text' has 17 characters, WhatsApp allows 16"],
		[
			'the body of an offer',
			600,
			(text) => [offer('x'), { type: 'BODY', text }],
			"'Body' has 601 characters, WhatsApp allows 600",
		],
		[
			'the body of a card',
			160,
			(text) => [BODY, { type: 'CAROUSEL', cards: [card(), card({ text })] }],
			"'Card Text' of card 2 has 161 characters, WhatsApp allows 160",
		],
		[
			'the body below a product',
			160,
			(text) => [{ type: 'HEADER', format: 'PRODUCT' }, { type: 'BODY', text }, buttons({ type: 'SPM', text: 'View' })],
			"'Body' has 161 characters, WhatsApp allows 160",
		],
		[
			'an order button',
			25,
			(text) => [BODY, buttons({ type: 'ORDER_DETAILS', text })],
			"'Button Text' of button 1 has 26 characters, WhatsApp allows 25",
		],
		[
			'a URL example',
			2000,
			(text) => [BODY, buttons({ ...web, url: 'https://example.com/{{1}}', example: [text] })],
			"'URL Example' of button 1 has 2,001 characters, WhatsApp allows 2,000",
		],
		[
			'an offer code',
			20,
			(text) => [BODY, buttons({ type: 'COPY_CODE', example: text })],
			"'Offer Code Example' of button 1 has 21 characters, WhatsApp allows 20",
		],
		[
			'a phone number',
			20,
			(text) => [BODY, buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: text })],
			"'Phone Number' of button 1 has 21 characters, WhatsApp allows 20",
		],
		[
			'an autofill text',
			25,
			(autofill_text) => [{ type: 'BODY' }, otp({ autofill_text })],
			"'Autofill Text' of button 1 has 26 characters, WhatsApp allows 25",
			'AUTHENTICATION',
		],
		[
			'a package name',
			224,
			(text) => [
				{ type: 'BODY' },
				otp({
					supported_apps: [{ package_name: packageName(Array.from(text).length), signature_hash: 'K8a/AINcGX7' }],
				}),
			],
			"'Package Name' of app 1 of button 1 has 225 characters, WhatsApp allows 224",
			'AUTHENTICATION',
		],
	])('accepts a text at the limit and rejects one character more in %s', (...[, limit, components, message, given]) => {
		const category = given ?? 'MARKETING';
		expect(errorMessageOf(components(chars(limit)) as never, category)).toBeUndefined();
		expect(errorMessageOf(components(chars(limit + 1)) as never, category)).toBe(message);
	});

	it('accepts a URL of 2,000 characters and rejects one more', () => {
		const address = (length: number): object[] => [
			BODY,
			buttons({ ...web, url: `https://example.com/${'a'.repeat(length - 20)}` }),
		];
		expect(errorMessageOf(address(2000) as never)).toBeUndefined();
		expect(errorMessageOf(address(2001) as never)).toBe(
			"'URL' of button 1 has 2,001 characters, WhatsApp allows 2,000",
		);
	});

	it('accepts a valid name of 512 characters and rejects others', () => {
		expect(checkName('a'.repeat(512))).toHaveLength(512);
		expect(rejectionMessage(() => checkName('a'.repeat(513)))).toBe(
			"'Template Name' has 513 characters, WhatsApp allows 512",
		);
		expect(rejectionMessage(() => checkName('Order'))).toBe("'Template Name' contains 'O'");
		expect(rejectionMessage(() => checkName('order😀'))).toBe("'Template Name' contains '😀'");
		expect(rejectionMessage(() => checkName(' '))).toBe("'Template Name' is empty");
		expect(checkName(' order_2 ')).toBe('order_2');
	});

	it('has a source for every text limit', () => {
		for (const { source } of Object.values(templateTexts)) expect(source).toMatch(/^WhatsApp docs: /);
	});
});

describe('time to live', () => {
	it.each([
		['AUTHENTICATION', 30, 900],
		['UTILITY', 30, 43_200],
		['MARKETING', 43_200, 2_592_000],
	] as const)('limits the time to live for %s', (category, min, max) => {
		expect(checkTimeToLive(min, category)).toBe(min);
		expect(checkTimeToLive(String(max), category)).toBe(max);
		const range = `WhatsApp allows ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')} for ${category.toLowerCase()} templates`;
		expect(rejectionMessage(() => checkTimeToLive(min - 1, category))).toBe(
			`'Time to Live (Seconds)' is ${(min - 1).toLocaleString('en-US')}, ${range}`,
		);
		expect(rejectionMessage(() => checkTimeToLive(max + 1, category))).toBe(
			`'Time to Live (Seconds)' is ${(max + 1).toLocaleString('en-US')}, ${range}`,
		);
	});

	it('accepts -1 for a time to live of 30 days, except for marketing', () => {
		expect(checkTimeToLive(-1, 'UTILITY')).toBe(-1);
		expect(checkTimeToLive(-1, 'AUTHENTICATION')).toBe(-1);
		expect(rejectionMessage(() => checkTimeToLive(-1, 'MARKETING'))).toContain('is -1');
		expect(rejectionMessage(() => checkTimeToLive('soon', 'UTILITY'))).toBe(
			"'Time to Live (Seconds)' is not a whole number",
		);
		expect(checkTimeToLive(undefined, 'UTILITY')).toBeUndefined();
	});
});

describe('language', () => {
	it('accepts any well-formed language code', () => {
		expect(['en', 'en_US', 'pt-BR', 'fil', 'es_419'].map((code) => checkLanguage(code))).toEqual([
			'en',
			'en_US',
			'pt_BR',
			'fil',
			'es_419',
		]);
		expect(rejectionMessage(() => checkLanguage('English'))).toBe("'Language' is not a language code: English");
	});

	it('lists every language code once, with a name', () => {
		expect(templateLanguages).toHaveLength(new Set(templateLanguages.map(({ code }) => code)).size);
		for (const { code, name } of templateLanguages) {
			expect(checkLanguage(code)).toBe(code);
			expect(name).not.toBe(code);
		}
		expect(templateLanguages.find(({ code }) => code === 'pt_BR')?.name).toBe('Brazilian Portuguese');
	});
});

describe('header', () => {
	it.each([
		[
			{ type: 'HEADER', format: 'TEXT', text: 'a {{1}} b {{2}}', example: { header_text: ['x', 'y'] } },
			"'Header Text' has 2 variables, WhatsApp allows 1",
		],
		[{ type: 'HEADER', format: 'TEXT', text: 'a\nb' }, "'Header Text' contains a line break"],
		[{ type: 'HEADER', format: 'TEXT' }, "'Header Text' is empty"],
		[{ type: 'HEADER', format: 'AUDIO' }, "'Header' has a format that does not exist"],
		[{ type: 'HEADER', format: 'IMAGE' }, "'Header Example' is empty"],
		[
			{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://example.com/a.png'] } },
			"'Header Example' is a link, WhatsApp accepts only uploaded files",
		],
		[
			{ type: 'HEADER', format: 'VIDEO', example: { header_handle: ['data'] } },
			"'Header Example' is not a file handle",
		],
		[{ type: 'header', format: 'document', example: HANDLE }, undefined],
		[{ type: 'HEADER', format: 'LOCATION' }, undefined],
		[{ type: 'HEADER', format: 'PRODUCT' }, "'Buttons' must include the View button (SPM) that a product header needs"],
	])('checks the header %j', (header, message) => {
		expect(errorMessageOf([header as never, BODY])).toBe(message);
	});

	it('accepts a GIF header only for marketing', () => {
		const gif = { type: 'HEADER', format: 'GIF', example: HANDLE };
		expect(errorMessageOf([gif, BODY])).toBeUndefined();
		expect(errorMessageOf([gif, BODY], 'UTILITY')).toBe("'Header' cannot be a GIF in this category");
	});
});

it('requires a body, and each component at most once', () => {
	expect(errorMessageOf([])).toBe("'Body' is empty");
	expect(errorMessageOf([IMAGE])).toBe("'Body' is empty");
	expect(errorMessageOf([BODY, BODY])).toBe("'Components' have BODY more than once");
	expect(errorMessageOf([{ text: 'x' }])).toBe("'Components' is empty");
	expect(errorMessageOf([BODY, { type: 'FOOTER', text: 'Valid until {{1}}' }])).toBeUndefined();
	expect(errorMessageOf([BODY, { type: 'FOOTER', text: 'Valid until {{2}}' }])).toBe(
		"'Footer' has the variable {{2}} but no {{1}}",
	);
	expect(errorMessageOf([body('Hi {{1}}!', 'Ann'), { type: 'FOOTER', text: 'Until {{day}}' }])).toBe(
		"'Footer' mixes numbered and named variables",
	);
	expect(errorMessageOf([BODY, { type: 'CALL_PERMISSION_REQUEST' }])).toBeUndefined();
	expect(errorMessageOf([BODY, { type: 'SOMETHING_NEW' }])).toBeUndefined();
});
