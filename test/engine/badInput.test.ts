import dns from 'node:dns';
import nock from 'nock';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { meta } from './defects/meta';
import { textMessage } from './fixtures';
import { openBinaryStore, PHONE, runNode, stored } from './harness';
import { json, localServer } from './localServer';

// What a person or an earlier node may get wrong: each has its own message, before anything is sent, and costs no other item anything.

const value = '={{ $json.value }}';
const text = (extra: INodeParameters = {}): INodeParameters =>
	textMessage({ phoneNumberId: PHONE, recipientPhoneNumber: '={{ "4915100" + $itemIndex }}', textBody: 'x', ...extra });
const typed = (messageType: string, extra: INodeParameters): INodeParameters => text({ messageType, ...extra });
const media = (operation: string, extra: INodeParameters): INodeParameters => ({ resource: 'media', operation, ...extra });
const fromBinary = (messageType: string, extra: INodeParameters = {}) => typed(messageType, { mediaPath: 'useMedian8n', mediaPropertyName: 'data', ...extra });

/** A field, a value that it takes, and what it says to others. */
interface Field {
	field: string;
	parameters: INodeParameters;
	good: unknown;
	bad: Array<[value: unknown, message: string]>;
}

const phone = "'Recipient's Phone Number'";
const phoneWanted = (got: string) => `${phone} needs one phone number, got ${got}`;
const textWanted = (field: string, got: string) => `'${field}' needs text, got ${got}`;
/** What fields of text say to what is no text. */
const notText = (field: string): Field['bad'] => [
	[['a', 'b'], textWanted(field, 'an array')],
	[{ a: 1 }, textWanted(field, 'an object')],
];
const nothing = (field: string): Field['bad'] => [
	['', `'${field}' is empty`],
	['  \n', `'${field}' is empty`],
	[null, `'${field}' is empty`],
];
/** What fields say that take an ID that Meta gave out. */
const noId = (field: string): Field['bad'] => [
	['', `'${field}' is empty`],
	[null, `'${field}' is empty`],
	[['1'], `'${field}' holds a list`],
	[{ id: '1' }, `'${field}' holds an object`],
	[true, `'${field}' is not an ID`],
	['12/../34', `'${field}' is not an ID`],
	[106540352242922940000, `'${field}' lost digits because it is a number`],
];

const fields: Field[] = [
	{
		field: "Recipient's Phone Number",
		parameters: text({ recipientPhoneNumber: value }),
		good: '+49 151 0',
		bad: [
			['', `${phone} is empty`],
			[null, `${phone} is empty`],
			[['49151', '49152'], phoneWanted('an array')],
			[{ phone: '49151' }, phoneWanted('an object')],
			[true, phoneWanted('true')],
			[-49151, `${phone} got a number that is not a phone number`],
			['nobody', `${phone} has letters in it, a phone number has digits only`],
			['+', `${phone} has no digits in it`],
			['1'.repeat(16), `${phone} is too long for a phone number: it has 16 digits, 5 to 15 are possible`],
		],
	},
	{ field: 'Sender Phone Number', parameters: text({ phoneNumberId: value }), good: PHONE, bad: noId('Sender Phone Number') },
	{
		field: 'Recipient User ID',
		parameters: text({ recipientType: 'userId', recipientUserId: value }),
		good: 'US.1',
		bad: [
			['', "'Recipient User ID' is empty"],
			[null, "'Recipient User ID' is empty"],
			[['US.1'], "'Recipient User ID' needs one ID, got an array"],
			[{ id: 'US.1' }, "'Recipient User ID' needs one ID, got an object"],
			['49151000', "'Recipient User ID' holds a phone number, not a user ID"],
		],
	},
	{
		field: 'Group ID',
		parameters: text({ recipientType: 'group', recipientGroupId: value }),
		good: 'abc',
		bad: [
			['', "'Group ID' is empty"],
			[{ id: 'a' }, "'Group ID' needs one ID, got an object"],
			['a b', "'Group ID' has white space in it, which a group ID has not"],
		],
	},
	{
		field: 'Message',
		parameters: text({ textBody: value }),
		good: 'x'.repeat(4096),
		bad: [...nothing('Message'), ...notText('Message'), ['x'.repeat(4097), "'Message' has 4,097 characters, WhatsApp allows 4,096"]],
	},
	{
		field: 'Show URL Previews',
		parameters: text({ additionalFields: { previewUrl: value } }),
		good: true,
		bad: [['perhaps', "'Show URL Previews' is neither true nor false"], [[true], textWanted('Show URL Previews', 'an array')]],
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
		field: 'Caption',
		parameters: typed('image', { mediaPath: 'useMediaId', mediaId: '1', additionalFields: { mediaCaption: value } }),
		good: 'x'.repeat(1024),
		bad: [['x'.repeat(1025), "'Caption' has 1,025 characters, WhatsApp allows 1,024"], ...notText('Caption')],
	},
	{
		field: 'Media ID',
		parameters: typed('image', { mediaPath: 'useMediaId', mediaId: value }),
		good: '123',
		bad: [...nothing('Media ID'), ...notText('Media ID'), ['https://example.com/a.png', "'Media ID' holds a link, not an ID"], [1.5, "'Media ID' is a number that cannot be an ID"]],
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
			['[1]', "'Message (JSON)' needs one JSON object, got an array"],
			['"text"', "'Message (JSON)' needs a JSON object, got text"],
			[5, "'Message (JSON)' needs JSON, got a number"],
			['{}', "'Message (JSON)' has no \"type\""],
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
			['photo.jpg', "'Link' is not a web address"],
			['ftp://example.com/a.png', "'Link' has to start with https:// or http://"],
			['http://192.168.1.5/a.png', "'Link' leads to a host that Meta's servers cannot reach"],
			['https://me:secret@example.com/a.png', "'Link' holds a user name or password"],
		],
	},
];

interface Bad {
	field: string;
	parameters: INodeParameters;
	good: INodeExecutionData;
	bad: INodeExecutionData;
	message: string;
}

/** The item alone stops the run before anything is sent; beside a good item it goes its own way, and the good one is sent. */
async function expectRefused({ field, parameters, good, bad, message }: Bad): Promise<void> {
	const record = meta();
	const sendings = () => (parameters.resource === 'media' ? record.sent : record.messages()).length;
	const stopped = await runNode({ parameters, input: [good, bad] });
	expect(stopped.error?.message).toBe(`${message} [item 1]`);
	expect(stopped.error.context).toMatchObject({ itemIndex: 1, field });
	expect(stopped.error.description).toMatch(/\w/);
	expect(record.sent).toEqual([]);

	const routed = await runNode({ parameters, input: [bad, good], node: { onError: 'continueErrorOutput' } });
	expect(routed.errorOutput).toHaveLength(1);
	expect(routed.errorOutput?.[0].json).toMatchObject({ ...bad.json, error: `${message} [item 0]`, errorDetails: { field } });
	expect(routed.output).toHaveLength(1);
	expect(sendings()).toBe(1);

	const passedOn = await runNode({ parameters, input: [good, bad], node: { onError: 'continueRegularOutput' } });
	expect(passedOn.output?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
		[undefined, { item: 0 }],
		[`${message} [item 1]`, { item: 1 }],
	]);
	expect(sendings()).toBe(2);
}

const shown = (bad: unknown): string => (JSON.stringify(bad) ?? 'undefined').slice(0, 40);

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

describe.each(fields)("'$field' ($parameters.resource $parameters.operation)", ({ field, parameters, good, bad }) => {
	test.each(bad.map(([given, message]) => [shown(given), given, message] as const))('%s', async (_shown, given, message) => {
		await expectRefused({ field, parameters, message, good: { json: { value: good as string } }, bad: { json: { value: given as string } } });
	});
});

describe('files', () => {
	const field = 'Input Data Field Name';
	const MB = 1024 * 1024;
	const file = async (mimeType: string, fileName: string, content: Buffer | string = 'x'): Promise<INodeExecutionData> => ({
		json: {},
		binary: { data: await stored(Buffer.from(content), { mimeType, fileName }) },
	});
	const kinds: Record<string, [mimeType: string, fileName: string, maxBytes: number, limit: string, above: string]> = {
		audio: ['audio/mpeg', 'a.mp3', 16 * MB, '16 MB for audio files', '16.01 MB'],
		image: ['image/png', 'a.png', 5 * MB, '5 MB for images', '5.01 MB'],
		sticker: ['image/webp', 'a.webp', 500 * 1024, '500 KB for animated stickers', '500.01 KB'],
		video: ['video/mp4', 'a.mp4', 16 * MB, '16 MB for videos', '16.01 MB'],
		document: ['application/pdf', 'a.pdf', 100 * MB, '100 MB for documents', '100.01 MB'],
	};

	test.each(Object.keys(kinds))('an empty %s', async (kind) => {
		const [mimeType, fileName] = kinds[kind];
		await expectRefused({
			field,
			parameters: fromBinary(kind),
			good: await file(mimeType, fileName),
			bad: await file(mimeType, fileName, ''),
			message: `The file in '${field}' is empty (0 bytes)`,
		});
	});

	test.each(Object.keys(kinds))('a %s over the limit', async (kind) => {
		const [mimeType, fileName, maxBytes, limit, above] = kinds[kind];
		await expectRefused({
			field,
			parameters: fromBinary(kind),
			good: await file(mimeType, fileName),
			bad: await file(mimeType, fileName, Buffer.alloc(maxBytes + 1)),
			message: `The file in '${field}' has ${above}, WhatsApp allows ${limit}`,
		});
	}, 30_000);

	test.each([
		['audio', 'audio/wav', 'of type audio/wav, WhatsApp takes audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec'],
		['image', 'application/pdf', 'of type application/pdf, WhatsApp takes images as JPEG or PNG'],
		['sticker', 'image/png', 'of type image/png, WhatsApp takes stickers as WebP'],
		['video', 'video/quicktime', 'of type video/quicktime, WhatsApp takes videos as MP4 or 3GP'],
	])('a wrong media type: %s of %s', async (kind, mimeType, said) => {
		await expectRefused({
			field,
			parameters: fromBinary(kind),
			good: await file(kinds[kind][0], kinds[kind][1]),
			bad: await file(mimeType, 'a'),
			message: `The file in '${field}' is ${said}`,
		});
	});

	test('a voice note that is none', async () => {
		await expectRefused({
			field,
			parameters: fromBinary('audio', { voice: true }),
			good: await file('audio/ogg; codecs=opus', 'a.ogg'),
			bad: await file('audio/mpeg', 'a.mp3'),
			message: `The file in '${field}' is of type audio/mpeg, voice notes have to be OGG with the Opus codec`,
		});
	});

	test.each([
		['Send', fromBinary('document')],
		['Upload', media('mediaUpload', { phoneNumberId: PHONE })],
	])('a binary field that is not there (%s)', async (_name, parameters) => {
		const good = await file('application/pdf', 'a.pdf');
		const message = `The item has no file 'data', named in '${field}'`;
		await expectRefused({ field, parameters, good, bad: { json: {}, binary: { other: good.binary!.data } }, message });
		nock.cleanAll();
		await expectRefused({ field, parameters, good, bad: { json: {} }, message });
	});

	test.each([
		['Send', fromBinary('document', { mediaPropertyName: value })],
		['Upload', media('mediaUpload', { phoneNumberId: PHONE, mediaPropertyName: value })],
	])('something else than the name of a binary field (%s)', async (_name, parameters) => {
		const good = { ...(await file('application/pdf', 'a.pdf')), json: { value: 'data' } };
		for (const [given, message] of [
			['', `'${field}' is empty`],
			[null, `'${field}' is empty`],
			[['data'], `'${field}' needs a field name, got an array`],
			[{ a: 1 }, `'${field}' got an object that is not a binary file`],
			['nope', `The item has no file 'nope', named in '${field}'`],
		] as const) {
			await expectRefused({ field, parameters, good, bad: { ...good, json: { value: given as string } }, message });
			nock.cleanAll();
		}
	});
});

describe('links', () => {
	afterEach(() => {
		jest.restoreAllMocks();
		nock.disableNetConnect();
	});

	const host = 'https://files.example.com';
	const good = { json: { value: `${host}/good.png` } };
	const bad = { json: { value: `${host}/bad.png` } };
	const goodFile = () => nock(host).persist().head('/good.png').reply(200, '', { 'content-type': 'image/png' });

	test.each([
		[404, 'the server says that there is no such file (HTTP 404)'],
		[401, 'the server asks for a login (HTTP 401)'],
		[410, 'the server says that the file is gone (HTTP 410)'],
	])('a link that answers %i', async (status, why) => {
		goodFile();
		nock(host).persist().head('/bad.png').reply(status);
		await expectRefused({ field: 'Link', parameters: typed('image', { mediaLink: value }), good, bad, message: `The file at 'Link' cannot be fetched: ${why}` });
	});

	test('a link to a host that there is none of', async () => {
		goodFile();
		nock.enableNetConnect('gone.example.com');
		jest.spyOn(dns, 'lookup').mockImplementation(((host: string, _options: unknown, done: (reason: Error) => void) =>
			done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }))) as never);
		await expectRefused({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad: { json: { value: 'http://gone.example.com/bad.png' } },
			message: "The file at 'Link' cannot be fetched: there is no server of that name",
		});
	});

	test('a link to a host that takes no connections', async () => {
		goodFile();
		const { url, close } = await localServer(json({}));
		await close();
		const { port } = new URL(url);
		nock.enableNetConnect(`down.example.com:${port}`);
		jest.spyOn(dns, 'lookup').mockImplementation(((_host: string, { all }: { all?: boolean }, done: (...found: unknown[]) => void) =>
			all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as never);
		await expectRefused({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad: { json: { value: `http://down.example.com:${port}/bad.png` } },
			message: "The file at 'Link' cannot be fetched: the server does not accept connections",
		});
	});

	test('a link to another kind of file', async () => {
		goodFile();
		nock(host).persist().head('/bad.png').reply(200, '', { 'content-type': 'text/html; charset=utf-8' });
		await expectRefused({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad,
			message: "The file in 'Link' is of type text/html, WhatsApp takes images as JPEG or PNG",
		});
	});

	test('a link to a file over the limit', async () => {
		goodFile();
		nock(host).persist().head('/bad.png').reply(200, '', { 'content-type': 'image/png', 'content-length': '6000000' });
		await expectRefused({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad,
			message: "The file in 'Link' has 5.73 MB, WhatsApp allows 5 MB for images",
		});
	});
});
