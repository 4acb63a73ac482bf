import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';
import { loadOptions, WABA } from '../harness';

mockedNetwork();

const run = runner('signUp');
const ID = '5980';
const PATH = `${WABA}/signups`;
const fields =
	'id,status,signup_message,confirmation_message,privacy_policy_url,website_url,promo_code,display_name,waba_id';
const least = {
	signupMessage: 'Get our offers',
	confirmationMessage: 'Your code: {{promo_code}}',
	privacyPolicyUrl: 'https://example.com/privacy',
};
const leastBody = {
	signup_message: 'Get our offers',
	confirmation_message: 'Your code: {{promo_code}}',
	privacy_policy_url: 'https://example.com/privacy',
};
const row = { id: ID, waba_id: WABA, status: 'ACTIVE', ...leastBody, promo_code: 'A1', display_name: 'News' };
const simple = { id: ID, status: 'ACTIVE', displayName: 'News', promoCode: 'A1', ...least };

test.each<[INodeParameters, string, IDataObject]>([
	[{}, PATH, {}],
	[
		{
			account: '777',
			additionalFields: {
				displayName: 'News',
				promoCode: 'A1',
				websiteUrl: 'https://example.com',
				termsUrl: 'https://www.whatsapp.com/legal/x',
			},
		},
		'777/signups',
		{
			display_name: 'News',
			promo_code: 'A1',
			website_url: 'https://example.com',
			policy: { tos: 'https://www.whatsapp.com/legal/x', accepted: true },
		},
	],
])('creates a sign-up with %j', async (parameters, path, more) => {
	expectRequest('POST', path, { body: { ...leastBody, ...more } }, { id: ID });
	expect((await run('create', { ...least, ...parameters })).output).toEqual([
		{ json: { id: ID }, pairedItem: { item: 0 } },
	]);
});

test.each<[IDataObject, IDataObject]>([
	[row, simple],
	[{ id: 7, status: {}, promo_code: null }, { id: '7' }],
])('gets a sign-up from %j', async (response, expected) => {
	expectRequest('GET', `signups/${ID}`, { query: { fields } }, response);
	expect(jsonOf(await run('get', { signUp: ID }))).toEqual([expected]);
});

test.each<[string, unknown, IDataObject[]]>([
	['two entries', { data: [row, {}, null] }, [simple, {}]],
	['an object', { data: row }, []],
	['nothing', {}, []],
])('lists sign-ups from %s', async (_what, response, expected) => {
	expectRequest('GET', PATH, { query: { fields, limit: 50 } }, response);
	expect(jsonOf(await run('getAll'))).toEqual(expected);
});

test.each<[INodeParameters, IDataObject]>([
	[{ status: 'DISABLED' }, { status: 'DISABLED' }],
	[
		{
			signupMessage: 'Hi',
			confirmationMessage: 'Thanks',
			displayName: 'A',
			promoCode: 'B',
			websiteUrl: 'https://a.example',
		},
		{
			signup_message: 'Hi',
			confirmation_message: 'Thanks',
			display_name: 'A',
			promo_code: 'B',
			website_url: 'https://a.example',
		},
	],
])('updates %j', async (updateFields, body) => {
	expectRequest('POST', `signups/${ID}`, { body }, { id: ID });
	expect(jsonOf(await run('update', { signUp: ID, updateFields }))).toEqual([{ id: ID, updated: true }]);
});

test.each<[string, INodeParameters, string]>([
	['create', { ...least, signupMessage: '={{ "" }}' }, "'Sign-Up Message' is empty"],
	['create', { ...least, confirmationMessage: 'x'.repeat(301) }, "'Confirmation Message' has 301 characters"],
	['create', { ...least, privacyPolicyUrl: 'http://example.com' }, "'Privacy Policy URL' must start with https://"],
	['create', { ...least, additionalFields: { promoCode: '10 %' } }, "'Promo Code' has other characters"],
	['create', { ...least, additionalFields: { termsUrl: 'terms' } }, "'Terms of Service URL' is not a valid URL"],
	['get', { signUp: '={{ "" }}' }, "'Sign-Up' is empty"],
	['update', { signUp: ID }, "'Update Fields' has no field"],
	['update', { signUp: ID, updateFields: { signupMessage: '' } }, "'Sign-Up Message' is empty"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});

test('shows the sign-ups of the account in the editor', async () => {
	const data = [row, { id: '2', signup_message: 'Hello', status: 'DISABLED' }, { status: 'ACTIVE' }, null];
	const query = { fields: 'id,display_name,signup_message,status', limit: 100 };
	expectRequest('GET', PATH, { query }, { data });
	const { searchSignUps } = new WhatsAppBusinessCloud().methods.listSearch;
	expect(await searchSignUps.call(loadOptions({ resource: 'signUp' }))).toEqual({
		results: [
			{ name: 'News - 5980 - active', value: ID },
			{ name: 'Hello - 2 - disabled', value: '2' },
		],
		paginationToken: undefined,
	});
});
