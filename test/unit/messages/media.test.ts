import { audio } from '../../../nodes/WhatsAppBusinessCloud/messages/audio';
import { document } from '../../../nodes/WhatsAppBusinessCloud/messages/document';
import { image } from '../../../nodes/WhatsAppBusinessCloud/messages/image';
import { sticker } from '../../../nodes/WhatsAppBusinessCloud/messages/sticker';
import type { MessageType } from '../../../nodes/WhatsAppBusinessCloud/messages/types';
import { video } from '../../../nodes/WhatsAppBusinessCloud/messages/video';
import { inputErrorOf } from '../inputErrorOf';

const link = 'https://example.com/file';
const types: Array<[string, MessageType]> = [
	['audio', audio],
	['document', document],
	['image', image],
	['sticker', sticker],
	['video', video],
];

describe.each(types)('%s', (kind, type) => {
	test('sends media by link', () => {
		expect(type.build({ mediaPath: 'useMediaLink', mediaLink: link, additionalFields: {} })).toEqual({
			body: { type: kind, [kind]: { link } },
			uploads: [],
			links: [{ kind, field: 'Link', link }],
		});
	});

	test('defaults to a link, as the built-in node does', () => {
		expect(type.build({ mediaLink: ` ${link}\n` }).body).toEqual({ type: kind, [kind]: { link } });
	});

	test('sends media by ID', () => {
		expect(type.build({ mediaPath: 'useMediaId', mediaId: '1037543291543636', mediaLink: 'not looked at' })).toEqual({
			body: { type: kind, [kind]: { id: '1037543291543636' } },
			uploads: [],
			links: [],
		});
		expect(type.build({ mediaPath: 'useMediaId', mediaId: 1037543291543636 }).body).toEqual({
			type: kind,
			[kind]: { id: '1037543291543636' },
		});
		expect(type.build({ mediaPath: 'useMediaId', mediaId: ' \u200b1037\n' }).body[kind]).toEqual({ id: '1037' });
	});

	test('gives the upload of a file from the input item its object in the body', () => {
		const built = type.build({ mediaPath: 'useMedian8n', mediaPropertyName: ' data ' });
		expect(built.links).toEqual([]);
		expect(built.uploads).toEqual([
			{
				kind,
				field: 'Input Data Field Name',
				binary: 'data',
				target: {},
				...(kind === 'document' && { wantsFileName: true }),
			},
		]);
		built.uploads[0].target.id = '7';
		expect(built.body).toEqual({ type: kind, [kind]: { id: '7' } });
	});

	test.each([undefined, null, '', ' '])('uploads the only file of the item if the field name is %p', (value) => {
		const [upload] = type.build({ mediaPath: 'useMedian8n', mediaPropertyName: value }).uploads;
		expect(upload.binary).toBeUndefined();
	});

	test('accepts an expression that returns the file', () => {
		const binary = { mimeType: 'image/png', data: 'AAAA', fileName: 'a.png' };
		expect(type.build({ mediaPath: 'useMedian8n', mediaPropertyName: binary }).uploads[0].binary).toBe(binary);
	});

	test.each<[string, Record<string, unknown>, string]>([
		['no link', { mediaLink: '' }, "'Link' is empty"],
		['null as link', { mediaLink: null }, "'Link' is empty: got null"],
		['an object as link', { mediaLink: {} }, "'Link' needs text, got an object"],
		['no ID', { mediaPath: 'useMediaId', mediaId: '' }, "'Media ID' is empty"],
		['an array as ID', { mediaPath: 'useMediaId', mediaId: ['1'] }, "'Media ID' needs text, got an array"],
		['a fraction as ID', { mediaPath: 'useMediaId', mediaId: 1.5 }, "'Media ID' is a number that cannot be an ID"],
		['a link as ID', { mediaPath: 'useMediaId', mediaId: link }, "'Media ID' is a link, not an ID"],
		['a file name as ID', { mediaPath: 'useMediaId', mediaId: 'a.png' }, "'Media ID' is not a media ID"],
		[
			'an object as field name',
			{ mediaPath: 'useMedian8n', mediaPropertyName: {} },
			"'Input Data Field Name' got an object that is not a binary file",
		],
		[
			'an array as field name',
			{ mediaPath: 'useMedian8n', mediaPropertyName: [] },
			"'Input Data Field Name' needs a field name, got an array",
		],
		['an unknown source', { mediaPath: 'elsewhere' }, `'Take ${type.name} From' has an unknown value`],
	])('rejects media with %s', (_name, parameters, message) => {
		expect(inputErrorOf(() => type.build(parameters)).message).toBe(message);
	});

	test('omits empty optional fields', () => {
		const additionalFields = { mediaCaption: '', mediaFilename: ' ' };
		expect(type.build({ mediaLink: link, mediaFilename: '', voice: false, additionalFields }).body).toEqual({
			type: kind,
			[kind]: { link },
		});
	});
});

test.each([
	['image', image],
	['video', video],
	['document', document],
])('sends a caption with %s', (kind, type) => {
	const build = (mediaCaption: unknown) => type.build({ mediaLink: link, additionalFields: { mediaCaption } });
	expect(build('Look!').body).toEqual({ type: kind, [kind]: { link, caption: 'Look!' } });
	expect(build(2026).body).toEqual({ type: kind, [kind]: { link, caption: '2026' } });
	expect(build('x'.repeat(1024)).body[kind]).toEqual({ link, caption: 'x'.repeat(1024) });
	expect(inputErrorOf(() => build('x'.repeat(1025))).message).toBe(
		"'Text' has 1,025 characters, WhatsApp allows 1,024",
	);
	expect(inputErrorOf(() => build({})).message).toBe("'Text' needs text, got an object");
});

test.each([
	['audio', audio],
	['sticker', sticker],
])('omits a caption or file name of %s from an imported workflow', (kind, type) => {
	const additionalFields = { mediaCaption: 'Listen!', mediaFilename: 'a.ogg' };
	expect(type.build({ mediaLink: link, additionalFields }).body).toEqual({ type: kind, [kind]: { link } });
	expect(type.additionalFields).toBeUndefined();
});

describe('document: file name', () => {
	test('reads the file name of a document from the additional field', () => {
		expect(
			document.build({ mediaLink: link, additionalFields: { mediaFilename: ' bill.pdf ', mediaCaption: 'Your bill' } })
				.body,
		).toEqual({
			type: 'document',
			document: { link, filename: 'bill.pdf', caption: 'Your bill' },
		});
	});

	test('reads the file name beside the media ID, but prefers a non-empty additional field', () => {
		const parameters = { mediaPath: 'useMediaId', mediaId: '1', mediaFilename: 'own.pdf' };
		expect(document.build(parameters).body.document).toEqual({ id: '1', filename: 'own.pdf' });
		expect(document.build({ ...parameters, additionalFields: { mediaFilename: 'more.pdf' } }).body.document).toEqual({
			id: '1',
			filename: 'more.pdf',
		});
		expect(document.build({ ...parameters, additionalFields: { mediaFilename: '' } }).body.document).toEqual({
			id: '1',
			filename: 'own.pdf',
		});
	});

	test('keeps the file name of a file from the input item, which the built-in node overwrites', () => {
		const built = document.build({
			mediaPath: 'useMedian8n',
			mediaPropertyName: 'data',
			additionalFields: { mediaFilename: 'USER.pdf' },
		});
		expect(built.body).toEqual({ type: 'document', document: { filename: 'USER.pdf' } });
		expect(built.uploads[0]).toMatchObject({ wantsFileName: true, target: { filename: 'USER.pdf' } });
	});
});

describe('audio: voice message', () => {
	test('sends the voice flag with the message and the upload', () => {
		expect(audio.build({ mediaLink: link, voice: true }).body).toEqual({ type: 'audio', audio: { link, voice: true } });
		const built = audio.build({ mediaPath: 'useMedian8n', mediaPropertyName: 'data', voice: 'true' });
		expect(built.uploads[0].voice).toBe(true);
		expect(built.body).toEqual({ type: 'audio', audio: { voice: true } });
	});

	test('rejects a voice flag that is not a boolean', () => {
		expect(inputErrorOf(() => audio.build({ mediaLink: link, voice: {} })).message).toBe(
			"'Send as Voice Message' needs text, got an object",
		);
	});
});
