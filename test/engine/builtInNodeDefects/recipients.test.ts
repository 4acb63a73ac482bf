import nock from 'nock';
import { acceptedHint, textMessage } from '../fixtures';
import { runNode } from '../harness';
import { meta } from './meta';

// The built-in node only removes -()+, validates nothing, and supports neither user IDs nor groups.

const send = async (phone: unknown, extra = {}) => {
	const { messages } = meta();
	const { error } = await runNode({
		parameters: textMessage(extra),
		input: [{ json: { phone: phone as string, text: 'x' } }],
	});
	const [message] = messages();
	const { text: _text, type: _type, messaging_product: _product, ...recipient } = message ?? {};
	return { recipient, error: error?.message };
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test.each([
	['+49 (151) 123-456'],
	['49.151.123.456'],
	['0049 151 123 456'],
	['49\u00a0151\u202f123\u2009456'],
	['\u202a+49 151 123456\u202c'],
	['+49 (0) 151 / 123 456'],
	['49–151–123456'],
	['tel:+49-151-123456'],
	['https://wa.me/49151123456'],
	['٤٩١٥١١٢٣٤٥٦'],
	[49151123456],
])('normalizes %p to +49151123456', async (phone) => {
	expect(await send(phone)).toEqual({ recipient: { to: '+49151123456' }, error: undefined });
});

test.each([
	['', "'Recipient' is empty"],
	['Ada', "'Recipient' is not a phone number, user ID or group ID"],
	['0151 123456', "'Recipient' starts with 0, so the country code is missing"],
	['12', "'Recipient' is too short for a phone number: it has 2 digits, 5 to 15 are allowed"],
	[
		'55 1234 5678',
		"'Recipient' starts with 55, but a number with the country code 55 has 10 or 11 digits after that, and this one has 8",
	],
	['49151123456, 49151123457', "'Recipient' contains more than one number"],
])('rejects %p before anything is sent', async (phone, message) => {
	expect(await send(phone)).toEqual({ recipient: {}, error: message });
});

test('sends a business-scoped user ID as recipient', async () => {
	const id = 'US.13491208655302741918';
	expect(await send(id)).toEqual({ recipient: { recipient: id }, error: undefined });
});

test('sends to a group with its recipient type', async () => {
	const to = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
	expect(await send(to)).toEqual({
		recipient: { to, recipient_type: 'group' },
		error: undefined,
	});
});

test('sends digits that also start with another country code to Default Country, and shows a warning in the output pane', async () => {
	const { messages } = meta();
	const { run, error } = await runNode({
		parameters: textMessage({ options: { defaultCountry: 'DE' } }),
		input: [{ json: { phone: '15123456789', text: 'x' } }],
	});
	expect([error, messages()[0].to]).toEqual([undefined, '+4915123456789']);
	const [{ hints }] = run.data.resultData.runData.WhatsApp;
	expect(hints).toEqual([
		{
			message:
				"'Recipient' is read as a number of Germany, the Default Country, but can also start with the country code 1. Enter + and the country code if it has one, e.g. +{{ $json.from }} for a WhatsApp ID",
			type: 'warning',
			location: 'outputPane',
		},
		acceptedHint,
	]);
});
