/** Longest name that common file systems take, in bytes (NAME_MAX of Linux; 255 UTF-16 units on Windows and macOS). */
const MAX_BYTES = 255;

/** A longer ending is taken for a part of the name, in bytes. */
const MAX_EXTENSION_BYTES = 32;

/** Names that Windows gives to devices, with any extension (Microsoft: Naming Files, Paths, and Namespaces). */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

function cutTo(text: string, maxBytes: number): string {
	let cut = '';
	let bytes = 0;
	for (const character of text) {
		bytes += bytesOf(character);
		if (bytes > maxBytes) break;
		cut += character;
	}
	return cut;
}

function shorten(name: string): string {
	if (bytesOf(name) <= MAX_BYTES) return name;
	const dot = name.lastIndexOf('.');
	const extension = dot > 0 && bytesOf(name.slice(dot)) <= MAX_EXTENSION_BYTES ? name.slice(dot) : '';
	return cutTo(name.slice(0, name.length - extension.length), MAX_BYTES - bytesOf(extension)).trimEnd() + extension;
}

/**
 * Makes a file name that somebody else chose safe to write to disk: it names a file in one folder, on every system, and looks like
 * what it is.
 * @param name what the sender, or a server, calls the file
 * @returns the last part of the path, without control, direction and reserved characters, at most 255 bytes, extension kept;
 * undefined when nothing of it is left
 */
export function safeFileName(name: unknown): string | undefined {
	if (typeof name !== 'string') return undefined;
	const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	const clean = last
		// Control and format characters, direction marks among them; line separators; halves of characters.
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/\s+/g, ' ')
		.trim()
		// Windows drops these, so that "..." would name the folder itself.
		.replace(/[. ]+$/, '');
	if (clean === '') return undefined;
	return shorten(WINDOWS_DEVICE.test(clean) ? `_${clean}` : clean);
}
