import {
	endingOfName,
	endingOfType,
	typeOfFile,
	typeOfName,
} from '../../../nodes/WhatsAppBusinessCloud/shared/fileTypes';

test.each([
	['audio/ogg; codecs=opus', 'ogg'],
	['audio/opus', 'ogg'],
	['audio/mpeg', 'mp3'],
	['audio/mp3', 'mp3'],
	['audio/aac', 'aac'],
	['audio/mp4', 'm4a'],
	['audio/x-m4a', 'm4a'],
	['audio/amr', 'amr'],
	['image/jpeg', 'jpg'],
	['image/png', 'png'],
	['image/webp', 'webp'],
	['video/mp4', 'mp4'],
	['video/3gpp', '3gp'],
	['video/quicktime', 'mov'],
	['text/plain', 'txt'],
	['text/vcard', 'vcf'],
	['text/markdown', 'md'],
	['application/pdf', 'pdf'],
	['application/msword', 'doc'],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
	['application/octet-stream', undefined],
	['constructor', undefined],
])('gives a new file of type %s the extension %s', (type, ending) => {
	expect(endingOfType(type)).toBe(ending);
});

test.each([
	['a.PDF', 'pdf'],
	['photo.2.jpg', 'jpg'],
	['a.7z', '7z'],
	['clip.3gp', '3gp'],
	['report', ''],
	['Offer v1.2', ''],
	['.env', ''],
	['folder.d/file', ''],
	['Dr. Smith', ''],
])('reads the extension of %s as %p', (name, ending) => {
	expect(endingOfName(name)).toBe(ending);
});

test('detects a type by each of its extensions', () => {
	for (const name of ['a.oga', 'a.ogg', 'a.opus']) expect(typeOfName(name)).toBe('audio/ogg');
	for (const name of ['a.jpg', 'a.jpeg', 'a.jfif']) expect(typeOfName(name)).toBe('image/jpeg');
	expect(typeOfName('a.constructor')).toBeUndefined();
});

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
test.each<[string, string | undefined, string | undefined, string]>([
	['declared', 'image/PNG', 'a.jpg', 'image/png'],
	['declared under another name', 'audio/x-m4a', undefined, 'audio/mp4'],
	['declared as generic, by its name', 'application/octet-stream', 'bill.pdf', 'application/pdf'],
	['declared by a file store, by its name', 'binary/octet-stream', 'bill.pdf', 'application/pdf'],
	['not declared, by its name', undefined, 'Photo.JPG', 'image/jpeg'],
	['malformed, by its name', 'pdf', 'bill.pdf', 'application/pdf'],
	['malformed', 'pdf', undefined, 'application/octet-stream'],
	['an old Office container, by its name', 'application/x-cfb', 'list.xls', 'application/vnd.ms-excel'],
	['an old Office container without a name', 'application/x-cfb', undefined, 'application/x-cfb'],
	['a ZIP that is a Word file', 'application/zip', 'letter.docx', docx],
	['a ZIP declared as Windows does', 'application/x-zip-compressed', 'letter.docx', docx],
	['a ZIP', 'application/zip', 'photos.zip', 'application/zip'],
	['a ZIP with a wrong name', 'application/zip', 'photos.pdf', 'application/zip'],
	['unknown', undefined, 'a.constructor', 'application/octet-stream'],
])('determines the type of a file: %s', (_name, mimeType, fileName, type) => {
	expect(typeOfFile({ mimeType, fileName })).toBe(type);
});

// Found by test/fuzz/fileNames.test.ts.
test('finds the extension of a very long name in linear time', () => {
	const start = process.cpuUsage();
	expect(endingOfName(`a.${'b'.repeat(500_000)}!`)).toBe('');
	expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
});
