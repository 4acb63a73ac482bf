import fc from 'fast-check';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { checkFile, type FileMetadata } from '../../../nodes/WhatsAppBusinessCloud/messages/media';
import type { MediaKind } from '../../../nodes/WhatsAppBusinessCloud/messages/types';
import { movingSticker, ogg, stillSticker, webm } from '../../fixtures/sounds';
import { inputErrorOf } from '../inputErrorOf';

const kb = 1024;
const mb = 1024 * kb;

test.each<[MediaKind, string, string]>([
	['image', 'image/jpeg', 'image/jpeg'],
	['image', 'image/jpg', 'image/jpeg'],
	['image', 'IMAGE/PNG', 'image/png'],
	['video', 'video/mp4', 'video/mp4'],
	['video', 'video/3gpp', 'video/3gpp'],
	['audio', 'audio/aac', 'audio/aac'],
	['audio', 'audio/amr', 'audio/amr'],
	['audio', 'audio/mp3', 'audio/mpeg'],
	['audio', 'audio/x-m4a', 'audio/mp4'],
	['audio', 'audio/ogg; codecs=opus', 'audio/ogg'],
	['audio', 'audio/ogg', 'audio/ogg'],
	['document', 'application/pdf', 'application/pdf'],
	['document', 'text/plain; charset=utf-8', 'text/plain'],
	['document', 'application/pdf; charset=binary', 'application/pdf'],
	['document', 'application/x-pdf', 'application/pdf'],
	['document', 'application/msword', 'application/msword'],
	['document', 'application/vnd.ms-powerpoint', 'application/vnd.ms-powerpoint'],
	[
		'document',
		'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	],
	['document', 'image/png', 'image/png'],
	['document', 'video/mp4', 'video/mp4'],
	...[
		'text/csv',
		'text/html; charset=utf-8',
		'text/markdown',
		'text/xml',
		'text/calendar',
		'text/x-python',
		'application/json',
		'application/geo+json',
		'application/gpx+xml',
		'application/xml',
		'application/x-yaml',
		'application/javascript',
		'application/sql',
	].map((type): [MediaKind, string, string] => ['document', type, 'text/plain']),
	['sticker', 'image/webp', 'image/webp'],
])('uploads %s of type %s as %s', (kind, mimeType, uploaded) => {
	expect(checkFile(kind, { mimeType, size: 1, fileName: 'file' })).toBe(uploaded);
});

test('detects the type of a file without a media type by its name', () => {
	expect(checkFile('image', { mimeType: 'application/octet-stream', fileName: 'Photo.JPG' })).toBe('image/jpeg');
	expect(checkFile('document', { fileName: 'bill.pdf' })).toBe('application/pdf');
	expect(checkFile('audio', { mimeType: '', fileName: 'note.opus' }, { voice: true })).toBe('audio/ogg');
	expect(checkFile('document', { mimeType: 'application/x-cfb', fileName: 'list.xls' })).toBe(
		'application/vnd.ms-excel',
	);
	expect(checkFile('document', { mimeType: 'application/octet-stream', fileName: 'list.csv' })).toBe('text/plain');
});

test.each<[MediaKind, number, string]>([
	['image', 5 * mb, 'image/png'],
	['video', 16 * mb, 'video/mp4'],
	['audio', 16 * mb, 'audio/aac'],
	['document', 100 * mb, 'application/pdf'],
	['sticker', 500 * kb, 'image/webp'],
])('accepts %s up to the maximum size of %d bytes', (kind, size, mimeType) => {
	expect(checkFile(kind, { mimeType, size })).toBe(mimeType);
	expect(() => checkFile(kind, { mimeType, size: size + 1 })).toThrow(InputError);
});

test.each<[string, MediaKind, FileMetadata, boolean, string]>([
	['0 bytes', 'image', { mimeType: 'image/png', size: 0 }, false, "The file in 'data' is empty (0 bytes)"],
	[
		'image over the size limit',
		'image',
		{ mimeType: 'image/png', size: 6.2 * mb },
		false,
		"The file in 'data' has 6.2 MB, WhatsApp allows 5 MB for images",
	],
	[
		'one byte over the size limit',
		'image',
		{ mimeType: 'image/png', size: 5 * mb + 1 },
		false,
		"The file in 'data' has 5.01 MB, WhatsApp allows 5 MB for images",
	],
	[
		'video over the size limit',
		'video',
		{ mimeType: 'video/mp4', size: 17 * mb },
		false,
		"The file in 'data' has 17 MB, WhatsApp allows 16 MB for videos",
	],
	[
		'document over the size limit',
		'document',
		{ mimeType: 'text/plain', size: 101 * mb },
		false,
		"The file in 'data' has 101 MB, WhatsApp allows 100 MB for documents",
	],
	[
		'sticker over the size limit',
		'sticker',
		{ mimeType: 'image/webp', size: 501 * kb },
		false,
		"The file in 'data' has 501 KB, WhatsApp allows 500 KB for animated stickers",
	],
	[
		'static sticker over the size limit',
		'sticker',
		{ mimeType: 'image/webp', size: 101 * kb, head: stillSticker },
		false,
		"The file in 'data' has 101 KB, WhatsApp allows 100 KB for static stickers",
	],
	[
		'image of another type',
		'image',
		{ mimeType: 'image/gif', size: 1 },
		false,
		"The file in 'data' is of type image/gif, WhatsApp accepts images as JPEG or PNG",
	],
	[
		'video of another type',
		'video',
		{ mimeType: 'video/quicktime' },
		false,
		"The file in 'data' is of type video/quicktime, WhatsApp accepts videos as MP4 or 3GP",
	],
	[
		'sticker of another type',
		'sticker',
		{ mimeType: 'image/png' },
		false,
		"The file in 'data' is of type image/png, WhatsApp accepts stickers as WebP",
	],
	[
		'audio of another type',
		'audio',
		{ mimeType: 'audio/wav' },
		false,
		"The file in 'data' is of type audio/wav, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec",
	],
	[
		'audio with the Vorbis codec',
		'audio',
		{ mimeType: 'audio/ogg; codecs="vorbis"' },
		false,
		"The file in 'data' is OGG with another codec, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec",
	],
	[
		'voice message as MP3',
		'audio',
		{ mimeType: 'audio/mpeg' },
		true,
		"The file in 'data' is of type audio/mpeg, voice messages must be OGG with the Opus codec",
	],
	[
		'voice message with the Vorbis codec',
		'audio',
		{ mimeType: 'audio/ogg;codecs=vorbis' },
		true,
		"The file in 'data' is OGG with another codec, voice messages must be OGG with the Opus codec",
	],
	[
		'file without a type',
		'image',
		{ fileName: 'a.bin' },
		false,
		"The file in 'data' is of an unknown media type, WhatsApp accepts images as JPEG or PNG",
	],
	[
		'file with Vorbis in its content',
		'audio',
		{ mimeType: 'audio/ogg', head: ogg.vorbis },
		false,
		"The file in 'data' is OGG with the Vorbis codec, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec",
	],
	[
		'file with Vorbis in its content, declared as Opus',
		'audio',
		{ mimeType: 'audio/ogg; codecs=opus', head: ogg.vorbis },
		true,
		"The file in 'data' is OGG with the Vorbis codec, voice messages must be OGG with the Opus codec",
	],
	[
		'file with Vorbis, detected by its name',
		'audio',
		{ fileName: 'a.ogg', head: ogg.vorbis },
		false,
		"The file in 'data' is OGG with the Vorbis codec, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec",
	],
	[
		'file with an unknown codec',
		'audio',
		{ mimeType: 'application/ogg', head: ogg.other },
		false,
		"The file in 'data' is OGG with another codec, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec",
	],
	[
		'WebM file declared as OGG',
		'audio',
		{ mimeType: 'audio/ogg; codecs=opus', head: webm },
		true,
		"The file in 'data' is of type audio/ogg, but its content is not OGG, voice messages must be OGG with the Opus codec",
	],
	...(
		[
			'application/zip',
			'application/x-7z-compressed',
			'image/gif',
			'image/svg+xml',
			'audio/wav',
			'application/x-cfb',
			'application/vnd.oasis.opendocument.text',
		] as const
	).map((mimeType): [string, MediaKind, FileMetadata, boolean, string] => [
		`document of type ${mimeType}`,
		'document',
		{ mimeType, fileName: 'a' },
		false,
		`The file in 'data' is of type ${mimeType}, WhatsApp accepts uploaded documents as plain text, PDF, Word, Excel or PowerPoint`,
	]),
	[
		'document of an unknown type',
		'document',
		{ fileName: 'bill' },
		false,
		"The file in 'data' is of an unknown media type, WhatsApp accepts uploaded documents as plain text, PDF, Word, Excel or PowerPoint",
	],
	[
		'document with an invalid type',
		'document',
		{ mimeType: 'pdf' },
		false,
		"The file in 'data' is of an unknown media type, WhatsApp accepts uploaded documents as plain text, PDF, Word, Excel or PowerPoint",
	],
	[
		'video as document over the limit for videos',
		'document',
		{ mimeType: 'video/mp4', size: 17 * mb },
		false,
		"The file in 'data' has 17 MB, WhatsApp allows 16 MB for videos",
	],
])('rejects an invalid file: %s', (_name, kind, file, voice, message) => {
	const found = inputErrorOf(() => checkFile(kind, file, { voice, field: 'data' }));
	expect(found.message).toBe(message);
	expect(found.field).toBe('data');
	expect(found.advice).toEqual(expect.any(String));
});

test('trusts the content over the media type when it is known', () => {
	expect(checkFile('audio', { mimeType: 'audio/ogg; codecs=vorbis', head: ogg.opus }, { voice: true })).toBe(
		'audio/ogg',
	);
	expect(checkFile('audio', { mimeType: 'application/ogg', head: ogg.skeletonAndOpus })).toBe('audio/ogg');
	expect(checkFile('sticker', { mimeType: 'image/webp', size: 101 * kb, head: movingSticker })).toBe('image/webp');
	expect(checkFile('sticker', { mimeType: 'image/webp', size: 100 * kb, head: stillSticker })).toBe('image/webp');
	// WhatsApp does not play it when it is sent as a document.
	expect(checkFile('document', { mimeType: 'audio/ogg', head: ogg.vorbis })).toBe('audio/ogg');
});

test('checks an upload without a message type by its media type', () => {
	expect(checkFile(undefined, { mimeType: 'application/octet-stream', fileName: 'a.mp3' })).toBe('audio/mpeg');
	expect(checkFile(undefined, { mimeType: 'text/csv' })).toBe('text/plain');
	for (const [file, message] of [
		[
			{ mimeType: 'application/octet-stream', fileName: 'a.mp3', size: 17 * mb },
			"The file in 'data' has 17 MB, WhatsApp allows 16 MB for audio files",
		],
		[
			{ mimeType: 'application/ogg', head: ogg.vorbis },
			"The file in 'data' is OGG with the Vorbis codec, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec",
		],
		[
			{ mimeType: 'image/webp', size: 101 * kb, head: stillSticker },
			"The file in 'data' has 101 KB, WhatsApp allows 100 KB for static stickers",
		],
		[{ mimeType: 'image/gif' }, "The file in 'data' is of type image/gif, WhatsApp accepts images as JPEG or PNG"],
		[
			{ mimeType: 'application/zip' },
			"The file in 'data' is of type application/zip, WhatsApp accepts uploaded documents as plain text, PDF, Word, Excel or PowerPoint",
		],
	] as Array<[FileMetadata, string]>) {
		expect(inputErrorOf(() => checkFile(undefined, file, { field: 'data' })).message).toBe(message);
	}
});

test.each<[MediaKind, FileMetadata, string]>([
	[
		'document',
		{ mimeType: 'application/zip' },
		'Convert the file, or send it with a link as a document: WhatsApp fetches documents of any type, up to 100 MB',
	],
	[
		'document',
		{},
		'Give the file a name with an extension such as .pdf, or set its media type. Otherwise send it with a link as a document: WhatsApp fetches documents of any type, up to 100 MB',
	],
	['document', { mimeType: 'text/plain', size: 101 * mb }, 'Make the file smaller'],
	[
		'document',
		{ mimeType: 'video/mp4', size: 17 * mb },
		'Make the file smaller, or send it with a link as a document: WhatsApp fetches documents of any type, up to 100 MB',
	],
	[
		'image',
		{ mimeType: 'image/gif' },
		'Convert the file, or send it with a link as a document: WhatsApp fetches documents of any type, up to 100 MB',
	],
	[
		'audio',
		{ mimeType: 'audio/ogg', head: ogg.vorbis },
		'Convert it to OGG with the Opus codec and one channel, for example: ffmpeg -i in.ogg -c:a libopus -ac 1 out.ogg',
	],
	['sticker', { mimeType: 'image/webp', size: 501 * kb }, 'Make the file smaller'],
])('suggests a fix that works for a rejected file: %s %p', (kind, file, advice) => {
	expect(inputErrorOf(() => checkFile(kind, file, { field: 'data' })).advice).toBe(advice);
});

test('returns a media type or an InputError for any file', () => {
	const kinds = fc.constantFrom<MediaKind>('audio', 'document', 'image', 'sticker', 'video');
	const file = fc.record(
		{ mimeType: fc.string16bits(), fileName: fc.string16bits(), size: fc.integer() },
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(kinds, file, fc.boolean(), (kind, facts, voice) => {
			try {
				expect(checkFile(kind, facts, { voice })).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
			} catch (thrown) {
				if (!(thrown instanceof InputError)) throw thrown;
			}
		}),
	);
});
