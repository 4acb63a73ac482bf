import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { accepted } from './fixtures';
import { GRAPH, PHONE, runNode } from './harness';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	expect(pending).toEqual([]);
});
afterAll(() => nock.enableNetConnect());

/** Sends a message, and returns the part of the request that belongs to its type. */
async function sentContent(parameters: INodeParameters): Promise<unknown> {
	const sent: IDataObject[] = [];
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: IDataObject) => sent.push(body) === 1)
		.reply(200, accepted('16505550001', 'wamid.1'));
	const { output, error } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumberId: PHONE,
			recipientPhoneNumber: '+16505550001',
			...parameters,
		},
	});
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
	const { type, messaging_product, to, ...content } = sent[0];
	expect([messaging_product, to, Object.keys(content)]).toEqual(['whatsapp', '+16505550001', [type]]);
	return content[type as string];
}

const byId = { mediaPath: 'useMediaId', mediaId: '42' };
const headerFile = { file: { headerType: 'image', headerMediaPath: 'useMediaId', headerMediaId: '42' } };

describe('a caption', () => {
	it.each(['audio', 'sticker'])('of another type is not sent with %s', async (messageType) => {
		const content = await sentContent({
			messageType,
			...byId,
			textBody: 'typed for an image',
			additionalFields: { mediaCaption: 'of the built-in node', mediaFilename: 'a.pdf' },
		});
		expect(content).toEqual({ id: '42' });
	});

	it('is sent with an image, without the file name of a document', async () => {
		const additionalFields = { mediaFilename: 'a.pdf' };
		const content = await sentContent({ messageType: 'image', ...byId, textBody: 'Rye', additionalFields });
		expect(content).toEqual({ id: '42', caption: 'Rye' });
	});
});

describe('the source of a file', () => {
	it.each<[string, INodeParameters, object]>([
		['link', { mediaPath: 'useMediaLink' }, { link: 'https://example.com/a.jpg' }],
		['media ID', { mediaPath: 'useMediaId' }, { id: '42' }],
	])('is the selected one: %s', async (_what, source, content) => {
		// The server of the link is asked for its type and size.
		nock('https://example.com').head('/a.jpg').optionally().reply(200, '', { 'content-type': 'image/jpeg' });
		const entered = { mediaLink: 'https://example.com/a.jpg', mediaId: '42', mediaPropertyName: 'gone' };
		expect(await sentContent({ messageType: 'image', ...entered, ...source })).toEqual(content);
	});
});

describe('a header file', () => {
	const list = {
		messageType: 'list',
		textBody: 'Choose',
		buttonText: 'Open',
		sections: { section: [{ rows: { row: [{ title: 'One' }] } }] },
	};

	it('of another type is not sent with a list', async () => {
		const content = await sentContent({ ...list, additionalFields: { headerFile, headerText: 'Bread' } });
		expect(content).toEqual({
			type: 'list',
			header: { type: 'text', text: 'Bread' },
			body: { text: 'Choose' },
			action: { button: 'Open', sections: [{ rows: [{ id: 'One', title: 'One' }] }] },
		});
	});

	it.each<[string, INodeParameters]>([
		['a location request', { messageType: 'location_request_message' }],
		['a catalog', { messageType: 'catalog_message' }],
	])('of another type is not sent with %s', async (_what, type) => {
		const content = await sentContent({
			...type,
			textBody: 'Hello',
			additionalFields: { headerFile, headerText: 'Bread' },
		});
		expect(content).not.toHaveProperty('header');
	});

	it('has only the values of its source and kind', async () => {
		const content = await sentContent({
			messageType: 'button',
			textBody: 'Choose',
			buttons: { button: [{ title: 'Yes' }] },
			additionalFields: {
				headerFile: {
					file: {
						...headerFile.file,
						headerMediaLink: 'https://example.com/a.jpg',
						headerMediaPropertyName: 'gone',
						headerMediaFilename: 'a.pdf',
					},
				},
			},
		});
		expect(content).toEqual({
			type: 'button',
			header: { type: 'image', image: { id: '42' } },
			body: { text: 'Choose' },
			action: { buttons: [{ type: 'reply', reply: { id: 'Yes', title: 'Yes' } }] },
		});
	});
});
