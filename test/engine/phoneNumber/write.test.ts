import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { GRAPH, PHONE, WABA } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();

const run = runner('phoneNumber');
const success = { success: true };

describe('adding', () => {
	const path = `${WABA}/phone_numbers`;
	const parameters = { number: '+49 30 1234567', displayName: ' Acme Flowers ' };
	const body = { cc: '49', phone_number: '301234567', verified_name: 'Acme Flowers' };

	test('adds a number', async () => {
		expectRequest('POST', path, { body }, { id: '555' });
		expect(jsonOf(await run('add', parameters))).toEqual([
			{ id: '555', phoneNumber: '+49301234567', displayName: 'Acme Flowers' },
		]);
	});

	test('moves a number, or uses a preverified one', async () => {
		const all = { ...body, migrate_phone_number: true, preverified_id: '99' };
		expectRequest('POST', '777/phone_numbers', { body: all }, { id: '555' });
		const additionalFields = { migrate: true, preverifiedId: '99' };
		expect(jsonOf(await run('add', { ...parameters, account: '777', additionalFields }))).toHaveLength(1);
	});

	test.each<[INodeParameters, string]>([
		[{ number: '={{ "" }}' }, "'Phone Number' is empty"],
		[{ number: '030 1234567' }, "'Phone Number'"],
		[{ displayName: '={{ null }}' }, "'Display Name' is empty"],
		[{ displayName: 'x'.repeat(101) }, "'Display Name' has 101 characters"],
		[{ account: 'acme' }, "'Account' is not an ID"],
	])('rejects %j', async (bad, message) => {
		expect(messageOf(await run('add', { ...parameters, ...bad }))).toContain(message);
	});
});

const operations: Array<[string, INodeParameters, string, IDataObject | undefined, IDataObject]> = [
	[
		'requestCode',
		{ codeMethod: 'VOICE', language: 'de' },
		'/request_code',
		{ code_method: 'VOICE', language: 'de' },
		{ codeSent: true, codeMethod: 'VOICE' },
	],
	['verifyCode', { code: '123-456' }, '/verify_code', { code: '123456' }, { verified: true }],
	[
		'register',
		{ pin: '012345', additionalFields: { region: 'DE' } },
		'/register',
		{ messaging_product: 'whatsapp', pin: '012345', data_localization_region: 'DE' },
		{ registered: true },
	],
	['deregister', { confirm: true }, '/deregister', undefined, { deregistered: true }],
	['setPin', { pin: '={{ 12345 }}' }, '', { pin: '012345' }, { pinSet: true }],
	[
		'requestDisplayName',
		{ displayName: 'Acme Flowers' },
		'',
		{ new_display_name: 'Acme Flowers' },
		{ displayName: 'Acme Flowers', requested: true, pending: true, resultEvent: 'phone_number_name_update' },
	],
];

test.each(operations)('%s sends exactly what Meta asks for', async (operation, parameters, edge, body, output) => {
	expectRequest('POST', PHONE + edge, { body }, success);
	const { output: items } = await run(operation, { phoneNumberId: PHONE, ...parameters });
	expect(items).toEqual([{ json: { id: PHONE, ...output }, pairedItem: { item: 0 } }]);
});

test('a dry run does not show the PIN', async () => {
	const result = await run('register', { phoneNumberId: PHONE, pin: '204518', options: { dryRun: true } });
	expect(jsonOf(result)).toEqual([
		{
			dryRun: true,
			requests: [
				{
					method: 'POST',
					url: `${GRAPH}/v25.0/${PHONE}/register`,
					body: { messaging_product: 'whatsapp', pin: '[removed]' },
				},
			],
		},
	]);
});

test.each<[string, INodeParameters, string]>([
	['register', { pin: '12345' }, "'PIN' is not a code of 6 digits"],
	['register', { pin: '={{ null }}' }, "'PIN' is empty"],
	['register', { pin: '={{ ["204518"] }}' }, "'PIN' needs text, got an array"],
	['register', { pin: '204518', additionalFields: { region: 'Germany' } }, "'Storage Region' is not a country code"],
	['setPin', { pin: 'secret' }, "'PIN' is not a code of 6 digits"],
	['verifyCode', { code: '1234567' }, "'Verification Code' is not a code of 6 digits"],
	['requestCode', { language: 'German' }, "'Language' is not a language code"],
	['requestCode', { codeMethod: '={{ "FAX" }}' }, "'Send Code By' has an unknown value"],
	['deregister', {}, "'Confirm' is off. Turn it on to deregister the phone number"],
	['deregister', { confirm: '={{ "maybe" }}' }, "'Confirm' is neither true nor false"],
	['requestDisplayName', { displayName: ' ' }, "'Display Name' is empty"],
	['setPin', { phoneNumberId: '+49 30', pin: '204518' }, "'Phone Number' is not an ID"],
])('%s rejects %j before any request', async (operation, parameters, message) => {
	const result = await run(operation, { phoneNumberId: PHONE, ...parameters });
	expect(messageOf(result)).toContain(message);
	expect(`${result.error.message} ${result.error.description}`).not.toContain('1234567');
});
