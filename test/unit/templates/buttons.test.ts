import type { IDataObject } from 'n8n-workflow';
import { BODY, buttons, errorMessageOf, reply, web } from './support';

const many = (count: number, button: IDataObject): IDataObject[] => Array.from({ length: count }, () => button);
const phone = { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+16505550111' };
const flow = { type: 'FLOW', text: 'Book', flow_id: '1' };
const call = { type: 'VOICE_CALL', text: 'Call us' };
const code = { type: 'COPY_CODE', example: 'SUMMER' };
const pix = {
	type: 'PAYMENT_REQUEST',
	text: 'Copy Pix code',
	payment_setting: { type: 'pix_dynamic_code', pix_dynamic_code: { code: '000201' } },
};
const product = { type: 'HEADER', format: 'PRODUCT' };

const of = (...list: IDataObject[]): string | undefined => errorMessageOf([BODY, buttons(...list)]);

it.each([
	['no buttons', [], "'Buttons' is empty"],
	['10 quick replies', many(10, reply()), undefined],
	['11 quick replies', many(11, reply()), "'Buttons' has 11 buttons, WhatsApp allows 10"],
	['2 links', many(2, web), undefined],
	['3 links', many(3, web), "'Buttons' have 3 of the type url, WhatsApp allows 2"],
	['1 phone number', [phone], undefined],
	['2 phone numbers', many(2, phone), "'Buttons' have 2 of the type phone number, WhatsApp allows 1"],
	['2 copy code buttons', many(2, code), "'Buttons' have 2 of the type copy code, WhatsApp allows 1"],
	['2 flow buttons', many(2, flow), "'Buttons' have 2 of the type flow, WhatsApp allows 1"],
	['2 voice call buttons', many(2, call), "'Buttons' have 2 of the type voice call, WhatsApp allows 1"],
])('checks the number of buttons: %s', (_name, list, message) => {
	expect(of(...list)).toBe(message);
});

it('requires quick replies to be adjacent', () => {
	expect(of(reply(), reply(), web, phone)).toBeUndefined();
	expect(of(web, reply(), reply())).toBeUndefined();
	expect(of(reply(), web, reply())).toBe(
		"'Buttons' mix quick replies with other buttons: button 2 is between two quick replies",
	);
	expect(of(web, reply(), phone, reply())).toBe(
		"'Buttons' mix quick replies with other buttons: button 3 is between two quick replies",
	);
});

it.each<[IDataObject, string | undefined]>([
	[{ type: 'quick_reply', text: 'Yes' }, undefined],
	[{ text: 'Yes' }, "'Button Type' of button 1 is empty"],
	[{ type: 'QUICK_REPLY' }, "'Button Text' of button 1 is empty"],
	[
		{ type: 'QUICK_REPLY', text: 'Hi {{1}}' },
		"'Button Text' of button 1 contains a variable, which WhatsApp does not allow there",
	],
	[{ ...web, url: undefined }, "'URL' of button 1 is empty"],
	[{ ...web, url: 'example.com' }, "'URL' of button 1 is not a valid URL"],
	[{ ...web, url: 'https://example.com/{{1}}' }, "'URL Example' of button 1 is empty"],
	[{ ...web, url: 'https://example.com/{{1}}', example: ['https://example.com/1'] }, undefined],
	[{ ...web, url: 'https://example.com/{{1}}', example: '1' }, undefined],
	[{ ...web, url: 'https://example.com/{{1}}/x', example: ['1'] }, "'URL' of button 1 has its variable in the middle"],
	[
		{ ...web, url: 'https://example.com/{{1}}{{2}}', example: ['1'] },
		"'URL' of button 1 has 2 variables, WhatsApp allows 1",
	],
	[{ ...web, url: 'https://example.com/{1}', example: ['1'] }, "'URL' of button 1 has unmatched curly brackets"],
	[{ ...phone, phone_number: '' }, "'Phone Number' of button 1 is empty"],
	[{ type: 'COPY_CODE' }, "'Offer Code Example' of button 1 is empty"],
	[{ type: 'COPY_CODE', example: ['SUMMER'] }, undefined],
	[{ ...flow, flow_id: undefined }, "'Flow' of button 1 is empty"],
	[{ ...flow, flow_name: 'x' }, "'Flow' of button 1 is given in more than one way"],
	[{ ...flow, flow_action: 'open' }, "'Flow Action' of button 1 has an unknown value"],
	[{ ...flow, flow_action: 'DATA_EXCHANGE', icon: 'REVIEW' }, undefined],
	[{ ...flow, icon: 'STAR' }, "'Icon' of button 1 has an unknown value"],
	[{ type: 'CATALOG', text: 'View catalog' }, undefined],
	[{ type: 'CATALOG', text: 'Our goods' }, "'Button Text' of button 1 must be 'View catalog' for this type of button"],
	[
		{ type: 'QUICK_REPLY', text: 'Shop\nnow' },
		"'Button Text' of button 1 has a line break, which WhatsApp rejects on buttons of templates",
	],
	[
		{ type: 'QUICK_REPLY', text: 'Shop 🍞' },
		"'Button Text' of button 1 has an emoji, which WhatsApp rejects on buttons of templates",
	],
	[
		{ type: 'QUICK_REPLY', text: 'Love ❤️' },
		"'Button Text' of button 1 has an emoji, which WhatsApp rejects on buttons of templates",
	],
	...['*Shop*', 'Go to _our shop_', '~Old~ new', '```Shop```'].map((text): [IDataObject, string] => [
		{ ...web, text },
		"'Button Text' of button 1 has formatting marks, which WhatsApp rejects on buttons of templates",
	]),
	...[
		"Let's go!",
		'5 * 3 * 2',
		'a_b_c',
		'my_own_ shop',
		'_my_shop',
		'50 % off ©',
		'Sí, ¡ahora!',
		'今すぐ購入',
		'Ja_',
		'* wie besprochen',
	].map((text): [IDataObject, undefined] => [{ ...web, text }, undefined]),
	[
		{ type: 'ORDER_DETAILS', text: 'Pay 💸' },
		"'Button Text' of button 1 has an emoji, which WhatsApp rejects on buttons of templates",
	],
	[{ type: 'ORDER_DETAILS' }, undefined],
	[{ type: 'MPM', text: 'View items' }, "'Header' is empty"],
	[{ type: 'MPM', text: 'View' }, "'Button Text' of button 1 must be 'View items' for this type of button"],
	[{ type: 'REQUEST_CONTACT_INFO' }, undefined],
	[
		{ type: 'REQUEST_CONTACT_INFO', text: 'Share' },
		"'Button Text' of button 1 must be 'Share Contact Info' for this type of button",
	],
	[{ ...call, ttl_minutes: 43_200 }, undefined],
	[
		{ ...call, ttl_minutes: 43_201 },
		"'Button Expires After (Minutes)' of button 1 is 43201, WhatsApp allows 1 to 43,200",
	],
	[{ type: 'ORDER_DETAILS', text: 'Review and Pay' }, undefined],
	[
		{ type: 'OTP', otp_type: 'COPY_CODE' },
		"'Button Type' of button 1 is OTP, which is only allowed in the category authentication",
	],
	[{ type: 'SPM', text: 'View' }, "'Buttons' have a View button (SPM), which needs a product header"],
	[{ type: 'APP', whatever: 1 }, undefined],
	[pix, undefined],
	[{ ...pix, payment_setting: { type: 'PIX_DYNAMIC_CODE' } }, undefined],
	[{ ...pix, text: 'Copy Boleto code' }, "'Button Text' of button 1 must be 'Copy Pix code' for this type of button"],
	[{ ...pix, payment_setting: undefined }, "'Payment Method' of button 1 is empty"],
	[{ ...pix, payment_setting: { type: 'upi' } }, "'Payment Method' of button 1 has an unknown value"],
])('checks the button text %j', (button, message) => {
	expect(of(button)).toBe(message);
});

it('allows some button types only in certain categories', () => {
	const inUtility = (button: IDataObject): string | undefined => errorMessageOf([BODY, buttons(button)], 'UTILITY');
	expect(inUtility({ type: 'CATALOG' })).toBe(
		"'Button Type' of button 1 is CATALOG, which is only allowed in the category marketing",
	);
	expect(inUtility({ type: 'MPM' })).toBe(
		"'Button Type' of button 1 is MPM, which is only allowed in the category marketing",
	);
	expect(inUtility({ type: 'REQUEST_CONTACT_INFO' })).toBeUndefined();
	expect(inUtility({ type: 'ORDER_DETAILS' })).toBeUndefined();
	expect(inUtility(pix)).toBeUndefined();
	expect(errorMessageOf([BODY, buttons(pix, pix, pix)])).toBeUndefined();
	expect(errorMessageOf([BODY, buttons(pix, pix, pix, pix)])).toBe(
		"'Buttons' have 4 of the type payment request, WhatsApp allows 3",
	);
	expect(errorMessageOf([product, BODY, buttons({ type: 'SPM', text: 'View' })])).toBeUndefined();
	expect(errorMessageOf([product, BODY, buttons({ type: 'SPM' })], 'UTILITY')).toBe(
		"'Button Type' of button 1 is SPM, which is only allowed in the category marketing",
	);
});

it('requires a product list button to be the only button, with a header', () => {
	const header = { type: 'HEADER', format: 'TEXT', text: 'Picked for you' };
	const items = { type: 'MPM', text: 'View items' };
	expect(errorMessageOf([header, BODY, buttons(items)])).toBeUndefined();
	expect(errorMessageOf([BODY, buttons(items)])).toBe("'Header' is empty");
	expect(errorMessageOf([header, BODY, buttons(items, reply())])).toBe(
		"'Buttons' have another button besides View items (MPM), which must be the only one",
	);
});

it.each<[string, IDataObject, string | undefined]>([
	['two segments', { package_name: 'com.shop', signature_hash: 'K8a/AINcGX7' }, undefined],
	[
		'underscores, digits and capitals',
		{ package_name: 'com.Example_1.app2', signature_hash: 'K8a+AINcGX=' },
		undefined,
	],
	[
		'one segment',
		{ package_name: 'shop', signature_hash: 'K8a/AINcGX7' },
		"'Package Name' of app 1 of button 1 is not the package name of an Android app",
	],
	[
		'a segment that begins with a digit',
		{ package_name: 'com.1shop', signature_hash: 'K8a/AINcGX7' },
		"'Package Name' of app 1 of button 1 is not the package name of an Android app",
	],
	[
		'a hyphen',
		{ package_name: 'com.my-shop', signature_hash: 'K8a/AINcGX7' },
		"'Package Name' of app 1 of button 1 is not the package name of an Android app",
	],
	[
		'exclamation marks',
		{ package_name: 'com.shop', signature_hash: '!!!!!!!!!!!' },
		"'Signature Hash' of app 1 of button 1 contains a character that is not allowed in a hash",
	],
	[
		'ten characters',
		{ package_name: 'com.shop', signature_hash: 'K8a/AINcGX' },
		"'Signature Hash' of app 1 of button 1 has 10 characters, 11 are required",
	],
])('checks the app of a one-time password button: %s', (_name, app, message) => {
	const otp = { type: 'OTP', otp_type: 'ONE_TAP', supported_apps: [app] };
	expect(errorMessageOf([{ type: 'BODY' }, buttons(otp)], 'AUTHENTICATION')).toBe(message);
});

it('rejects buttons that are not a list of objects', () => {
	expect(errorMessageOf([BODY, { type: 'BUTTONS', buttons: 'x' }])).toBe("'Buttons' needs a list, got text");
	expect(errorMessageOf([BODY, { type: 'BUTTONS', buttons: [1] }])).toBe(
		"'Buttons' needs an object with fields, got a number",
	);
});
