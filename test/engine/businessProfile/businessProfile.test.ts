import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, openBinaryStore, PHONE, readStored, stored } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();
beforeAll(openBinaryStore);

const runOperation = runner('businessProfile');
const run = async (operation: string, parameters: INodeParameters = {}, input?: INodeExecutionData[]) =>
	await runOperation(operation, { phoneNumberId: PHONE, ...parameters }, input);
const PROFILE = `${PHONE}/whatsapp_business_profile`;
const OFFICIAL = `${PHONE}/official_business_account`;
const query = { fields: 'about,address,description,email,profile_picture_url,websites,vertical,messaging_product' };
const pictureUrl = 'https://pps.whatsapp.net/v/t61/picture.jpg?ccb=11-4&oe=1';
const profile = {
	messaging_product: 'whatsapp',
	about: 'Flowers for every day',
	address: '1 Market Street',
	description: 'We deliver.',
	email: 'hello@example.com',
	websites: ['https://example.com/'],
	vertical: 'RETAIL',
	profile_picture_url: pictureUrl,
};
const simple = {
	phoneNumberId: PHONE,
	about: 'Flowers for every day',
	address: '1 Market Street',
	description: 'We deliver.',
	email: 'hello@example.com',
	websites: ['https://example.com/'],
	industry: 'RETAIL',
	pictureUrl,
};
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5000, 7)]);

describe('getting', () => {
	test('outputs plain fields, or the raw profile', async () => {
		expectRequest('GET', PROFILE, { query }, { data: [profile] });
		expect((await run('get')).output).toEqual([{ json: simple, pairedItem: { item: 0 } }]);
		expectRequest('GET', PROFILE, { query }, { data: [profile] });
		expect(jsonOf(await run('get', { simplify: false }))).toEqual([profile]);
	});

	test('downloads the picture without the access token', async () => {
		expectRequest('GET', PROFILE, { query }, { data: [profile] });
		nock('https://pps.whatsapp.net', { badheaders: ['authorization'] })
			.get('/v/t61/picture.jpg?ccb=11-4&oe=1')
			.reply(200, png);
		const { output } = await run('get', { downloadPicture: true, binaryPropertyName: 'picture' });
		const { picture } = output![0].binary!;
		expect(picture).toMatchObject({ fileName: 'profile-picture.jpg', mimeType: 'image/jpeg' });
		expect((await readStored(picture)).equals(png)).toBe(true);
	});

	test('rejects a picture on another host', async () => {
		const elsewhere = { ...profile, profile_picture_url: 'https://evil.example/picture.jpg' };
		expectRequest('GET', PROFILE, { query }, { data: [elsewhere] });
		expect(messageOf(await run('get', { downloadPicture: true }))).toContain("not on one of Meta's hosts");
	});

	test.each<[string, unknown, IDataObject]>([
		['an empty list', { data: [] }, {}],
		['no list', {}, {}],
		['an object as the list', { data: { about: 'x' } }, { about: 'x' }],
		['unknown values', { data: [{ vertical: 'SPACE', websites: 'https://a.example' }] }, { industry: 'SPACE' }],
	])('reads a response with %s', async (_what, response, expected) => {
		expectRequest('GET', PROFILE, { query }, response);
		expect(jsonOf(await run('get'))).toEqual([{ phoneNumberId: PHONE, ...expected }]);
	});
});

describe('updating', () => {
	const update = async (updateFields: INodeParameters, input?: INodeExecutionData[]) =>
		await run('update', { updateFields }, input);

	test('changes only what was added, and clears what is empty', async () => {
		const body = {
			messaging_product: 'whatsapp',
			about: 'Open again',
			address: '',
			description: '',
			email: '',
			websites: ['https://example.com', 'https://shop.example.com'],
			vertical: 'RETAIL',
		};
		expectRequest('POST', PROFILE, { body }, { success: true });
		const result = await update({
			about: 'Open again ',
			address: '',
			description: ' ',
			email: '',
			websites: 'https://example.com, https://shop.example.com',
			vertical: 'RETAIL',
		});
		expect(result.output).toEqual([
			{
				json: {
					phoneNumberId: PHONE,
					updated: true,
					updatedFields: ['about', 'address', 'description', 'email', 'websites', 'vertical'],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('removes all websites', async () => {
		expectRequest('POST', PROFILE, { body: { messaging_product: 'whatsapp', websites: [] } }, { success: true });
		expect(jsonOf(await update({ websites: '' }))).toHaveLength(1);
	});

	test('uploads the picture of the item first', async () => {
		nock(GRAPH)
			.post('/v25.0/77/uploads')
			.query({ file_name: 'logo.png', file_length: png.length, file_type: 'image/png' })
			.reply(200, { id: 'upload:abc?sig=1' });
		nock(GRAPH).post('/v25.0/upload:abc?sig=1').reply(200, { h: '4::aW1h' });
		const body = { messaging_product: 'whatsapp', profile_picture_handle: '4::aW1h' };
		expectRequest('POST', PROFILE, { body }, { success: true });
		const data = await stored(png, { fileName: 'logo.png', mimeType: 'image/png' });
		const result = await update({ picture: 'data', appId: '77' }, [{ json: {}, binary: { data } }]);
		expect(jsonOf(result)).toEqual([{ phoneNumberId: PHONE, updated: true, updatedFields: ['picture'] }]);
	});

	test('rejects a picture of another type', async () => {
		const data = await stored(Buffer.from('%PDF-1.4'), { fileName: 'logo.pdf', mimeType: 'application/pdf' });
		expect(messageOf(await update({ picture: 'data' }, [{ json: {}, binary: { data } }]))).toContain("'Picture'");
	});

	test.each<[INodeParameters, string]>([
		[{}, "'Update Fields' has no field"],
		[{ about: '={{ "" }}' }, "'About' is empty"],
		[{ about: 'x'.repeat(140) }, "'About' has 140 characters"],
		[{ address: 'x'.repeat(257) }, "'Address' has 257 characters"],
		[{ description: 'x'.repeat(513) }, "'Description' has 513 characters"],
		[{ email: 'hello' }, "'Email' is not an email address"],
		[{ websites: 'example.com' }, "'Websites'"],
		[{ websites: 'https://a.example,https://b.example,https://c.example' }, "'Websites' has 3 addresses"],
		[{ picture: 'data' }, 'The item has no file'],
		[{ about: 'x', appId: 'mine' }, "'App ID' is not an ID"],
	])('rejects %j', async (bad, message) => {
		expect(messageOf(await update(bad))).toContain(message);
	});
});

describe('official account', () => {
	const read = { query: { fields: 'oba_status,status_message' } };

	test.each<[IDataObject, IDataObject]>([
		[
			{ id: PHONE, oba_status: 'APPROVED' },
			{ status: 'APPROVED', isOfficial: true },
		],
		[
			{ oba_status: 'REJECTED', status_message: 'Not notable' },
			{ status: 'REJECTED', isOfficial: false, message: 'Not notable' },
		],
		[{}, {}],
	])('reads %j', async (response, expected) => {
		expectRequest('GET', OFFICIAL, read, response);
		expect(jsonOf(await run('getOfficialStatus'))).toEqual([{ phoneNumberId: PHONE, ...expected }]);
	});

	test('requests it, and says that the decision follows', async () => {
		const body = {
			business_website_url: 'https://example.com',
			primary_country_of_operation: 'Germany',
			primary_language: 'German',
			parent_business_or_brand: 'Acme Holding',
			supporting_links: ['https://news.example/acme'],
			additional_supporting_information: 'On TV',
		};
		expectRequest('POST', OFFICIAL, { body }, { success: true });
		const additionalFields = {
			language: 'German',
			brand: 'Acme Holding',
			links: 'https://news.example/acme',
			information: 'On TV',
		};
		const parameters = { website: 'https://example.com', country: 'Germany', additionalFields };
		expect(jsonOf(await run('requestOfficial', parameters))).toEqual([
			{ phoneNumberId: PHONE, requested: true, pending: true, resultEvent: 'account_alerts' },
		]);
	});

	test.each<[INodeParameters, string]>([
		[{ website: '={{ "" }}', country: 'Germany' }, "'Business Website' is empty"],
		[{ website: 'https://example.com', country: '={{ "" }}' }, "'Main Country' is empty"],
	])('rejects %j', async (bad, message) => {
		expect(messageOf(await run('requestOfficial', bad))).toContain(message);
	});
});
