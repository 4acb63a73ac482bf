import { checkLinkedFile } from '../../../nodes/WhatsAppBusinessCloud/messages/linkedFile';
import type { MediaKind } from '../../../nodes/WhatsAppBusinessCloud/messages/types';
import { inputErrorOf } from '../inputErrorOf';

const check =
	(kind: MediaKind, mimeType: string, fileName = '/file', size?: number) =>
	() =>
		checkLinkedFile(kind, { mimeType, fileName, size }, 'Link');

test.each<[MediaKind, string, string]>([
	['audio', 'audio/ogg', '/file'],
	['audio', 'audio/ogg; codecs=opus', '/file'],
	['audio', 'Audio/MPEG', '/file'],
	['image', 'image/jpeg; charset=binary', '/file'],
	['video', 'video/mp4', '/file'],
	['sticker', 'image/webp', '/file'],
	['document', 'application/zip', '/a.zip'],
	['document', 'text/csv', '/a.csv'],
	['document', 'application/octet-stream', '/a.pdf'],
	['document', 'application/x-anything', '/a.pdf'],
	['document', 'text/html', '/page.html'],
	['document', 'text/html', '/invoice'],
	['document', 'text/html', '/invoice.php'],
])('accepts a link for %s whose server declares %s (%s)', (kind, type, name) => {
	expect(check(kind, type, name)).not.toThrow();
});

test.each<[MediaKind, string, string]>([
	[
		'audio',
		'audio/opus',
		"The server of 'Link' returns the type audio/opus, WhatsApp accepts audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'audio',
		'audio/mp3',
		"The server of 'Link' returns the type audio/mp3, WhatsApp accepts audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'audio',
		'audio/x-m4a',
		"The server of 'Link' returns the type audio/x-m4a, WhatsApp accepts audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'audio',
		'audio/ogg; codecs="vorbis"',
		"The server of 'Link' returns the type audio/ogg; codecs=vorbis, WhatsApp accepts audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'image',
		'image/jpg',
		"The server of 'Link' returns the type image/jpg, WhatsApp accepts images as image/jpeg or image/png",
	],
	[
		'image',
		'application/octet-stream',
		"The server of 'Link' returns the type application/octet-stream, WhatsApp accepts images as image/jpeg or image/png",
	],
	[
		'image',
		'image/webp',
		"The server of 'Link' returns the type image/webp, WhatsApp accepts images as image/jpeg or image/png",
	],
	[
		'video',
		'video/3gp',
		"The server of 'Link' returns the type video/3gp, WhatsApp accepts videos as video/mp4 or video/3gpp",
	],
	['sticker', 'image/png', "The server of 'Link' returns the type image/png, WhatsApp accepts stickers as image/webp"],
])('rejects a link for %s whose server declares %s', (kind, type, message) => {
	expect(inputErrorOf(check(kind, type, '/file.jpg')).message).toBe(message);
	expect(inputErrorOf(check(kind, type)).field).toBe('Link');
});

test.each([
	['invoice.pdf', 'text/html; charset=utf-8', "The link in 'Link' returns a web page (text/html), not a .pdf file"],
	[
		'/files/list.xlsx',
		'application/xhtml+xml',
		"The link in 'Link' returns a web page (application/xhtml+xml), not a .xlsx file",
	],
])('rejects a web page in place of the document %s', (name, type, message) => {
	expect(inputErrorOf(check('document', type, name)).message).toBe(message);
});

test('applies the same size limits as for other files', () => {
	expect(check('document', 'application/zip', 'a.zip', 100 * 1024 * 1024)).not.toThrow();
	expect(inputErrorOf(check('document', 'application/zip', 'a.zip', 100 * 1024 * 1024 + 1)).message).toBe(
		"The file in 'Link' has 100.01 MB, WhatsApp allows 100 MB for documents",
	);
	const image = inputErrorOf(check('image', 'image/png', 'a.png', 6_000_000));
	expect(image.message).toBe("The file in 'Link' has 5.73 MB, WhatsApp allows 5 MB for images");
	expect(image.advice).toBe('Make the file smaller, or send it as a document (up to 100 MB)');
});
