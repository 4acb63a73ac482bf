import { messageTypes } from '../../../../nodes/WhatsAppBusinessCloud/messages';
import { inputErrorOf } from '../../inputErrorOf';
import { build, least } from './forms';

/** Header types that WhatsApp accepts. WhatsApp docs: Messages > Interactive messages. */
const kinds: Record<string, string[]> = {
	button: ['document', 'image', 'none', 'text', 'video'],
	cta_url: ['document', 'image', 'none', 'text', 'video'],
	flow: ['document', 'image', 'none', 'text', 'video'],
	order_details: ['document', 'image', 'none', 'video'],
};
const textOnly = ['list', 'product_list'];

describe.each(Object.keys(least))('header of %s', (value) => {
	const type = messageTypes.find((one) => one.value === value)!;
	const field = (name: string) => type.properties.find((property) => property.name === name);

	test('offers the header types that WhatsApp accepts', () => {
		expect((field('headerType')?.options ?? []).map((option) => 'value' in option && option.value)).toEqual(
			kinds[value] ?? [],
		);
		expect(field('headerText') !== undefined).toBe(textOnly.includes(value) || (kinds[value] ?? []).includes('text'));
		expect(field('headerMediaLink') !== undefined).toBe(value in kinds);
	});

	test('does not send header values that another message type left in the form', () => {
		const left = { headerType: 'image', headerMediaPath: 'useMediaLink', headerMediaLink: 'https://example.com/a.jpg' };
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
				headerType: 'video',
				headerMediaPath: 'useMediaLink',
				headerMediaLink: 'https://example.com/a b.mp4',
				headerMediaFilename: 'no',
			}),
		).toEqual({
			header: { type: 'video', video: { link: 'https://example.com/a%20b.mp4' } },
			uploads: [],
			links: [{ kind: 'video', field: 'Header Link', link: 'https://example.com/a%20b.mp4' }],
		});
	});

	test('sends a header file by media ID, and the file name of a document', () => {
		const more = {
			headerType: 'document',
			headerMediaPath: 'useMediaId',
			headerMediaId: ' 1037543291543636 ',
			headerMediaFilename: 'invoice.pdf',
		};
		expect(header(more)).toEqual({
			header: { type: 'document', document: { id: '1037543291543636', filename: 'invoice.pdf' } },
			uploads: [],
			links: [],
		});
	});

	test('inserts the ID of a file from the input item after its upload', () => {
		const more = {
			headerType: 'document',
			headerMediaPath: 'useMedian8n',
			headerMediaPropertyName: 'data',
			headerMediaFilename: '',
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

	test('sends an image from the input item without a file name', () => {
		const { uploads } = header({
			headerType: 'image',
			headerMediaPath: 'useMedian8n',
			headerMediaPropertyName: 'data',
		});
		expect(uploads).toEqual([{ kind: 'image', field: 'Input Data Field Name', binary: 'data', target: {} }]);
	});

	test.each([
		[{ headerType: 'image', headerMediaLink: '' }, 'Header Link', "'Header Link' is empty"],
		[
			{ headerType: 'image', headerMediaLink: 'http://192.168.0.1/a.jpg' },
			'Header Link',
			"'Header Link' leads to a host that Meta's servers cannot reach",
		],
		[
			{ headerType: 'image', headerMediaPath: 'useMediaId', headerMediaId: 'https://a.b' },
			'Header Media ID',
			"'Header Media ID' is a link, not an ID",
		],
		[
			{ headerType: 'image', headerMediaPath: 'useMedian8n', headerMediaPropertyName: ' ' },
			'Input Data Field Name',
			"'Input Data Field Name' is empty",
		],
		[
			{ headerType: 'image', headerMediaPath: 'attachment' },
			'Take Header File From',
			"'Take Header File From' has a value that does not exist",
		],
		[{ headerType: 'sticker' }, 'Header', "'Header' has a value that does not exist"],
		[{ headerType: 'text', headerText: '' }, 'Header Text', "'Header Text' is empty"],
	])('rejects the header %j', (more, field, message) => {
		const found = inputErrorOf(() => header(more));
		expect([found.field, found.message]).toEqual([field, message]);
	});
});
