import type { IDataObject } from 'n8n-workflow';
import { adviseDefinition } from '../../../nodes/WhatsAppBusinessCloud/templates/advice';
import type { Definition } from '../../../nodes/WhatsAppBusinessCloud/templates/advice/types';
import { BODY, body, buttons, HANDLE, IMAGE, errorMessageOf, reply, web } from './support';

const advice = (components: IDataObject[], more: Partial<Definition> = {}, jsonField?: string): string[] => {
	expect(errorMessageOf(components, more.category ?? 'MARKETING')).toBeUndefined();
	return adviseDefinition({ components, category: 'MARKETING', ...more }, jsonField).map(({ message }) => message);
};

const header = (text: string): IDataObject => ({ type: 'HEADER', format: 'TEXT', text });
const footer = (text: string): IDataObject => ({ type: 'FOOTER', text });
const offer = (expires: boolean): IDataObject => ({
	type: 'LIMITED_TIME_OFFER',
	limited_time_offer: { text: 'Ends soon!', has_expiration: expires },
});
const code = (example: string): IDataObject => ({ type: 'COPY_CODE', example });
const card = (...components: IDataObject[]): IDataObject => ({ components });
const cards = (one: IDataObject): IDataObject => ({ type: 'CAROUSEL', cards: [one, one] });
const product = { type: 'HEADER', format: 'PRODUCT' };
const pay = (text: string): IDataObject => ({ type: 'ORDER_DETAILS', text });

test.each<[string, IDataObject[], string[]]>([
	['a plain template', [header('Sale'), BODY, footer('Acme'), buttons(reply(), web)], []],
	['a header with an emoji', [header('Sale 🎉'), BODY], ["'Header Text' has an emoji"]],
	['a header with formatting', [header('*Sale*'), BODY], ["'Header Text' has formatting marks"]],
	['a footer with a variable', [BODY, footer('Valid until {{1}}')], ["'Footer' has a variable"]],
	['a footer with a line break', [BODY, footer('Acme\nSpringfield')], ["'Footer' has a line break"]],
	['a footer with an emoji', [BODY, footer('Acme 🍞')], ["'Footer' has an emoji"]],
	[
		'a named variable in two places',
		[
			{
				type: 'BODY',
				text: 'Hello dear {{name}}, we wish you a happy birthday, {{name}}!',
				example: { body_text_named_params: [{ param_name: 'name', example: 'Ann' }] },
			},
		],
		["'Body' has the same named variable twice"],
	],
	['a numbered variable in two places', [body('Hello dear {{1}}, we wish you a happy birthday, {{1}}!', 'Ann')], []],
	['one variable and two words', [body('Dear {{1}}, hi', 'Ann')], ["'Body' has few words for its number of variables"]],
	['one variable and three words', [body('Dear {{1}}, good morning', 'Ann')], []],
	['words without spaces between them', [body('您的订单{{1}}已经发货了', 'A-1')], []],
	['an offer code of 15 characters', [offer(true), BODY, buttons(code('a'.repeat(15)), web)], []],
	[
		'an offer code of 16 characters',
		[offer(true), BODY, buttons(code('a'.repeat(16)), web)],
		["'Offer Code Example' has more than 15 characters"],
	],
	['a coupon code of 16 characters', [BODY, buttons(code('a'.repeat(16)))], []],
	['an offer with an end and no code', [offer(true), BODY, buttons(web)], ["'Buttons' have no copy code button"]],
	['an offer without buttons', [offer(false), BODY], ["'Buttons' have no URL button"]],
	['media cards', [BODY, cards(card(IMAGE, buttons(reply(), web)))], []],
	[
		'a text on media cards',
		[BODY, cards(card(IMAGE, { type: 'BODY', text: 'Fresh from the oven' }, buttons(reply())))],
		[],
	],
	[
		'buttons beside cards',
		[BODY, buttons(web), cards(card(IMAGE, buttons(reply())))],
		["'Buttons' are beside a carousel"],
	],
	[
		'a text on product cards',
		[BODY, cards(card(product, { type: 'BODY', text: 'Rye' }, buttons(web)))],
		["'Card Text' of card 1 is on a card of a product", "'Card Text' of card 2 is on a card of a product"],
	],
	[
		'a code on media cards',
		[BODY, cards(card(IMAGE, buttons(code('SAVE25'))))],
		[
			"'Button Type' of button 1 of card 1 is of a kind that Meta does not document for cards",
			"'Button Type' of button 1 of card 2 is of a kind that Meta does not document for cards",
		],
	],
])('checks the advice for %s', (_name, components, expected) => {
	expect(advice(components)).toEqual(expected);
});

test('warns about the category of a carousel', () => {
	const components = [BODY, cards(card(IMAGE, buttons(reply())))];
	expect(advice(components, { category: 'UTILITY' })).toEqual(["'Category' is Utility for a carousel"]);
	expect(advice(components, { category: undefined })).toEqual([]);
});

test('warns about order buttons', () => {
	const format = "'Display Format' is not set for an order button in a marketing template";
	expect(advice([BODY, buttons(pay('Review and Pay'))])).toEqual([format]);
	expect(advice([BODY, buttons(pay('Review and Pay'))], { displayFormat: 'ORDER_DETAILS' })).toEqual([]);
	expect(advice([BODY, buttons(pay('Buy now'))], { displayFormat: 'kept' })).toEqual([]);
	expect(advice([BODY, buttons(pay('Review and Pay'))], { category: 'UTILITY' })).toEqual([]);
	expect(advice([BODY, buttons(pay('Copy Pix code'))], { category: 'UTILITY' })).toEqual([
		"'Button Text' of button 1 is neither Review and Pay nor Buy now on an order button",
	]);
});

test('warns about an app inside the one-tap button', () => {
	const otp = { type: 'OTP', otp_type: 'ONE_TAP', package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' };
	expect(advice([{ type: 'BODY' }, buttons(otp)], { category: 'AUTHENTICATION' })).toEqual([
		"'Supported Apps' of button 1 has package_name and signature_hash in the button itself",
	]);
});

test('shows the path of a template warning in JSON', () => {
	const video = { type: 'HEADER', format: 'VIDEO', example: HANDLE };
	const components = [BODY, cards(card(video, buttons(reply(), code('SAVE25'))))];
	expect(advice(components, {}, 'Components (JSON)')).toEqual(
		[0, 1].map(
			(index) =>
				`In 'Components (JSON)', components[1].cards[${index}].components[1].buttons[1].type is of a kind that Meta does not document for cards`,
		),
	);
});

test('says in every warning how to fix it, and quotes no text of the template', () => {
	const components = [header('Sale 🎉'), body('Hi {{1}}!', 'Ann'), footer('Until {{1}} 🍞'), buttons(pay('Secret'))];
	for (const { message, advice: todo } of adviseDefinition({ components, category: 'MARKETING' })) {
		expect(todo).toMatch(/\.$/);
		expect(message).not.toMatch(/\.$|Sale|Secret|🍞/);
	}
});
