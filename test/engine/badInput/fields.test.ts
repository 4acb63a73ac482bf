import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { PHONE } from '../harness';
import { expectRejected, media, text, typed, value } from './expectRejected';

// Invalid input from a user or an earlier node: each case is rejected with its own message before anything is sent,
// and does not affect other items.

/** A field, a valid value, and the error message of each invalid value. */
interface Field {
	field: string;
	parameters: INodeParameters;
	good: unknown;
	bad: Array<[value: unknown, message: string]>;
}

const phone = "'Recipient'";
const phoneWanted = (got: string) => `${phone} needs one phone number or ID, got ${got}`;
const textWanted = (field: string, got: string) => `'${field}' needs text, got ${got}`;
/** Errors of text fields for values that are not text. */
const notText = (field: string): Field['bad'] => [
	[['a', 'b'], textWanted(field, 'an array')],
	[{ a: 1 }, textWanted(field, 'an object')],
];
const nothing = (field: string): Field['bad'] => [
	['', `'${field}' is empty`],
	['  \n', `'${field}' is empty`],
	[null, `'${field}' is empty`],
];
/** Errors of fields that take an ID issued by Meta. */
const noId = (field: string): Field['bad'] => [
	['', `'${field}' is empty`],
	[null, `'${field}' is empty`],
	[['1'], `'${field}' is a list`],
	[{ id: '1' }, `'${field}' is an object`],
	[true, `'${field}' is not an ID`],
	['12/../34', `'${field}' is not an ID`],
	[106540352242922940000, `'${field}' lost digits because it is a number`],
];

const fields: Field[] = [
	{
		field: 'Recipient',
		parameters: text({ recipientPhoneNumber: value }),
		good: '+49 151 0',
		bad: [
			['', `${phone} is empty`],
			[null, `${phone} is empty`],
			[['49151', '49152'], phoneWanted('an array')],
			[{ phone: '49151' }, phoneWanted('an object')],
			[true, phoneWanted('true')],
			[-49151, `${phone} got a number that is not a phone number`],
			['nobody', `${phone} is not a phone number, user ID or group ID`],
			['+', `${phone} contains no digits`],
			['1'.repeat(16), `${phone} is too long for a phone number: it has 16 digits, 5 to 15 are allowed`],
		],
	},
	{
		field: 'Sender Phone Number',
		parameters: text({ phoneNumberId: value }),
		good: PHONE,
		bad: noId('Sender Phone Number'),
	},
	{
		field: 'Text',
		parameters: text({ textBody: value }),
		good: 'x'.repeat(4096),
		bad: [
			...nothing('Text'),
			...notText('Text'),
			['x'.repeat(4097), "'Text' has 4,097 characters, WhatsApp allows 4,096"],
		],
	},
	{
		field: 'Show URL Previews',
		parameters: text({ additionalFields: { previewUrl: value } }),
		good: true,
		bad: [
			['perhaps', "'Show URL Previews' is neither true nor false"],
			[[true], textWanted('Show URL Previews', 'an array')],
		],
	},
	{
		field: 'Reply to Message ID',
		parameters: text({ additionalFields: { replyToMessageId: value } }),
		good: 'wamid.1',
		bad: [['12345', "'Reply to Message ID' is not a message ID"], ...notText('Reply to Message ID')],
	},
	{
		field: 'Callback Data',
		parameters: text({ additionalFields: { bizOpaqueCallbackData: value } }),
		good: 'x'.repeat(512),
		bad: [['x'.repeat(513), "'Callback Data' has 513 characters, WhatsApp allows 512"], ...notText('Callback Data')],
	},
	{
		field: 'Text',
		parameters: typed('image', { mediaPath: 'useMediaId', mediaId: '1', textBody: value }),
		good: 'x'.repeat(1024),
		bad: [['x'.repeat(1025), "'Text' has 1,025 characters, WhatsApp allows 1,024"], ...notText('Text')],
	},
	{
		field: 'Media ID',
		parameters: typed('image', { mediaPath: 'useMediaId', mediaId: value }),
		good: '123',
		bad: [
			...nothing('Media ID'),
			...notText('Media ID'),
			['https://example.com/a.png', "'Media ID' is a link, not an ID"],
			[1.5, "'Media ID' is a number that cannot be an ID"],
		],
	},
	{ field: 'Media ID', parameters: media('mediaUrlGet', { mediaGetId: value }), good: '123', bad: noId('Media ID') },
	{ field: 'Media ID', parameters: media('mediaDelete', { mediaDeleteId: value }), good: '123', bad: noId('Media ID') },
	{
		field: 'Longitude',
		parameters: typed('location', { longitude: value, latitude: 1 }),
		good: '13.5',
		bad: [
			['', "'Longitude' is empty"],
			[null, "'Longitude' is empty"],
			[[13], "'Longitude' needs a number, got an array"],
			[{ lng: 13 }, "'Longitude' needs a number, got an object"],
			['13,5', "'Longitude' needs a number, got text"],
			[180.1, "'Longitude' is outside of -180 to 180 degrees"],
		],
	},
	{
		field: 'Message (JSON)',
		parameters: typed('raw', { rawMessage: value }),
		good: '{"type": "text", "text": {"body": "x"}}',
		bad: [
			['', "'Message (JSON)' is empty"],
			[null, "'Message (JSON)' is empty"],
			['{"type": "text",}', "'Message (JSON)' is not valid JSON (look near character 17)"],
			['[1]', "'Message (JSON)' needs a JSON object, got an array"],
			['"text"', "'Message (JSON)' needs a JSON object, got text"],
			[5, "'Message (JSON)' needs JSON, got a number"],
			['{}', "In 'Message (JSON)', type is missing"],
		],
	},
	{
		field: 'Contacts (JSON)',
		parameters: typed('contacts', { contactsInput: 'json', contactsJson: value }),
		good: [{ name: { formatted_name: 'Ada', first_name: 'Ada' } }],
		bad: [
			['{', "'Contacts (JSON)' is not valid JSON (look near character 2)"],
			['[]', "'Contacts (JSON)' is empty"],
			[Array(258).fill({ name: { formatted_name: 'A' } }), "'Contacts (JSON)' has 258 contacts, WhatsApp allows 257"],
		],
	},
	{
		field: 'Link',
		parameters: typed('image', { mediaLink: value, options: { checkLinks: false } }),
		good: 'https://example.com/a.png',
		bad: [
			...nothing('Link'),
			...notText('Link'),
			['photo.jpg', "'Link' is not a valid URL"],
			['ftp://example.com/a.png', "'Link' must start with https:// or http://"],
			['http://192.168.1.5/a.png', "'Link' leads to a host that Meta's servers cannot reach"],
			['https://me:secret@example.com/a.png', "'Link' contains a user name or password"],
		],
	},
];

const shown = (bad: unknown): string => (JSON.stringify(bad) ?? 'undefined').slice(0, 40);

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

describe.each(fields)("'$field' ($parameters.resource $parameters.operation)", ({ field, parameters, good, bad }) => {
	test.each(bad.map(([given, message]) => [shown(given), given, message] as const))(
		'rejects in this field %s',
		async (_shown, given, message) => {
			await expectRejected({
				field,
				parameters,
				message,
				good: { json: { value: good as string } },
				bad: { json: { value: given as string } },
			});
		},
	);
});
