import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PHONE } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();

const runOperation = runner('username');
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runOperation(operation, { phoneNumberId: PHONE, ...parameters });
const PATH = `${PHONE}/username`;
const BSUID = 'US.13491208655302741918';

test.each<[IDataObject, IDataObject]>([
	[
		{ username: 'acme', status: 'approved' },
		{ username: 'acme', status: 'approved' },
	],
	[{}, {}],
	[{ username: null, status: ['x'] }, {}],
])('gets %j', async (response, expected) => {
	expectRequest('GET', PATH, {}, response);
	expect(jsonOf(await run('get'))).toEqual([{ phoneNumberId: PHONE, ...expected }]);
});

test('sets a username that is live at once', async () => {
	expectRequest('POST', PATH, { body: { username: 'acme.flowers' } }, { status: 'approved' });
	expect(jsonOf(await run('set', { username: ' @acme.flowers ' }))).toEqual([
		{ phoneNumberId: PHONE, username: 'acme.flowers', status: 'approved' },
	]);
});

test('sets a username that is held until the number can use it', async () => {
	const body = { username: 'acme', transfer_action: 'force_transfer' };
	expectRequest('POST', PATH, { body }, { status: 'reserved' });
	expect(jsonOf(await run('set', { username: 'acme', additionalFields: { transfer: true } }))).toEqual([
		{
			phoneNumberId: PHONE,
			username: 'acme',
			status: 'reserved',
			pending: true,
			resultEvent: 'business_username_updates',
		},
	]);
});

test('deletes a username', async () => {
	expectRequest('DELETE', PATH, {}, { success: true });
	expect(jsonOf(await run('delete', { confirm: true }))).toEqual([{ phoneNumberId: PHONE, deleted: true }]);
});

test.each<[unknown, unknown[]]>([
	[[{ username_suggestions: ['acme', 'acme_chat'] }], [{ username: 'acme' }, { username: 'acme_chat' }]],
	[{ username_suggestions: ['acme', null, 5] }, [{ username: 'acme' }, { username: '5' }]],
	[[{ username_suggestions: 'acme' }, {}, null], []],
	[undefined, []],
])('reads the suggestions %j', async (data, expected) => {
	expectRequest('GET', `${PHONE}/username_suggestions`, {}, { data });
	expect(jsonOf(await run('getSuggestions'))).toEqual(expected);
});

test('deletes an entry of the contact book', async () => {
	const query = { messaging_product: 'whatsapp', bsuid: BSUID };
	expectRequest('DELETE', `${PHONE}/contact_book`, { query }, { success: true, deleted: false });
	expect(jsonOf(await run('deleteContact', { userId: BSUID, confirm: true }))).toEqual([
		{ userId: BSUID, deleted: false },
	]);
});

test.each<[string, INodeParameters, string]>([
	['set', { username: '={{ "" }}' }, "'Username' is empty"],
	['set', { username: 'ab' }, "'Username' has 2 characters"],
	['set', { username: 'acme shop' }, "'Username' has characters other than"],
	['set', { username: '12345' }, "'Username' has no letter"],
	['set', { username: 'acme..shop' }, "'Username' begins or ends with a period"],
	['set', { username: 'www.acme' }, "'Username' begins with www"],
	['delete', {}, "'Confirm' is off. Turn it on to delete the username"],
	['deleteContact', { userId: BSUID }, "'Confirm' is off"],
	['deleteContact', { userId: '+16505551234', confirm: true }, "'User ID' is a phone number"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});
