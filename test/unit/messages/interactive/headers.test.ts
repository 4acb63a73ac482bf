import type { INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { messageTypes } from '../../../../nodes/WhatsAppBusinessCloud/messages';
import { inputErrorOf } from '../../inputErrorOf';
import { build, least } from './forms';

/** Header types that WhatsApp accepts. WhatsApp docs: Messages > Interactive messages. */
const kinds: Record<string, string[]> = {
	button: ['document', 'image', 'video'],
	cta_url: ['document', 'image', 'video'],
	flow: ['document', 'image', 'video'],
	order_details: ['document', 'image', 'video'],
};
const withText = ['button', 'cta_url', 'flow', 'list'];

describe.each(Object.keys(least))('header of %s', (value) => {
	const type = messageTypes.find((one) => one.value === value)!;
	const additional = (name: string) => type.additionalFields?.find((property) => property.name === name);

	test('offers the headers that WhatsApp accepts', () => {
		const [file] = (additional('headerFile')?.options ?? []) as INodePropertyCollection[];
		const types = file?.values.find(({ name }) => name === 'headerType')?.options as INodePropertyOptions[] | undefined;
		expect(types?.map((option) => option.value)).toEqual(kinds[value]);
		expect(additional('headerText') !== undefined).toBe(withText.includes(value));
		expect(type.properties.some(({ name }) => name === 'headerText')).toBe(value === 'product_list');
	});

	test('does not send header values that another message type left in the form', () => {
		const left = {
			additionalFields: {
				headerFile: {
					file: { headerType: 'image', headerMediaPath: 'useMediaLink', headerMediaLink: 'https://example.com/a.jpg' },
				},
			},
		};
		if (value in kinds)
			return expect(JSON.stringify(build(value, { ...least[value], ...left }).body)).toContain('a.jpg');
		return expect(JSON.stringify(build(value, { ...least[value], ...left }).body)).not.toContain('a.jpg');
	});
});

describe('headers with a file', () => {
	const header = (more: object) => {
		const { body, uploads, links } = build('button', { ...least.button, ...more });
		return { header: (body.interactive as { header: unknown }).header, uploads, links };
	};

	test('sends a header file by link', () => {
		expect(
			header({
				additionalFields: {
					headerFile: {
						file: {
							headerType: 'video',
							headerMediaPath: 'useMediaLink',
							headerMediaLink: 'https://example.com/a b.mp4',
							headerMediaFilename: 'no',
						},
					},
				},
			}),
		).toEqual({
			header: { type: 'video', video: { link: 'https://example.com/a%20b.mp4' } },
			uploads: [],
			links: [{ kind: 'video', field: 'Header Link', link: 'https://example.com/a%20b.mp4' }],
		});
	});

	test('sends a header file by media ID, and the file name of a document', () => {
		const more = {
			additionalFields: {
				headerFile: {
					file: {
						headerType: 'document',
						headerMediaPath: 'useMediaId',
						headerMediaId: ' 1037543291543636 ',
						headerMediaFilename: 'invoice.pdf',
					},
				},
			},
		};
		expect(header(more)).toEqual({
			header: { type: 'document', document: { id: '1037543291543636', filename: 'invoice.pdf' } },
			uploads: [],
			links: [],
		});
	});

	test('inserts the ID of a file from the input item after its upload', () => {
		const more = {
			additionalFields: {
				headerFile: {
					file: {
						headerType: 'document',
						headerMediaPath: 'useMedian8n',
						headerMediaPropertyName: 'data',
						headerMediaFilename: '',
					},
				},
			},
		};
		const built = header(more);
		expect(built).toEqual({
			header: { type: 'document', document: {} },
			uploads: [{ kind: 'document', field: 'Input Data Field Name', binary: 'data', target: {}, wantsFileName: true }],
			links: [],
		});
		built.uploads[0].target.id = '42';
		expect(built.header).toEqual({ type: 'document', document: { id: '42' } });
	});

	test('sends the only file of the item if no field is named, and none if the type is none', () => {
		const file = { headerType: 'image', headerMediaPath: 'useMedian8n', headerMediaPropertyName: '' };
		const built = header({ additionalFields: { headerFile: { file } } });
		expect(built.uploads).toEqual([{ kind: 'image', field: 'Input Data Field Name', binary: undefined, target: {} }]);
		const none = header({ additionalFields: { headerFile: { file: { ...file, headerType: 'none' } } } });
		expect(none).toEqual({ header: undefined, uploads: [], links: [] });
		const text = { headerText: 'Hello', headerFile: { file: { headerType: 'none' } } };
		expect(header({ additionalFields: text }).header).toEqual({ type: 'text', text: 'Hello' });
	});

	test('omits an empty header text', () => {
		expect(header({ additionalFields: { headerText: ' ' } }).header).toBeUndefined();
	});

	test('sends an image from the input item without a file name', () => {
		const { uploads } = header({
			additionalFields: {
				headerFile: { file: { headerType: 'image', headerMediaPath: 'useMedian8n', headerMediaPropertyName: 'data' } },
			},
		});
		expect(uploads).toEqual([{ kind: 'image', field: 'Input Data Field Name', binary: 'data', target: {} }]);
	});

	test.each([
		[
			{ additionalFields: { headerFile: { file: { headerType: 'image', headerMediaLink: '' } } } },
			'Header Link',
			"'Header Link' is empty",
		],
		[
			{
				additionalFields: {
					headerFile: { file: { headerType: 'image', headerMediaLink: 'http://192.168.0.1/a.jpg' } },
				},
			},
			'Header Link',
			"'Header Link' leads to a host that Meta's servers cannot reach",
		],
		[
			{
				additionalFields: {
					headerFile: { file: { headerType: 'image', headerMediaPath: 'useMediaId', headerMediaId: 'https://a.b' } },
				},
			},
			'Header Media ID',
			"'Header Media ID' is a link, not an ID",
		],
		[
			{ additionalFields: { headerFile: { file: { headerType: 'image', headerMediaPath: 'attachment' } } } },
			'Take Header File From',
			"'Take Header File From' has an unknown value",
		],
		[
			{ additionalFields: { headerFile: { file: { headerType: 'sticker' } } } },
			'Header Type',
			"'Header Type' has an unknown value",
		],
		[
			{ additionalFields: { headerText: 'Hello', headerFile: { file: {} } } },
			'Header Text',
			"'Header Text' cannot be used together with 'Header File'",
		],
		[
			{ additionalFields: { headerFile: 'a.jpg' } },
			'Header File',
			"'Header File' needs an object with fields, got text",
		],
	])('rejects the header %j', (more, field, message) => {
		const found = inputErrorOf(() => header(more));
		expect([found.field, found.message]).toEqual([field, message]);
	});
});
