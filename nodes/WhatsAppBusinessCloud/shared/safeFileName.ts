/** Longest file name in common file systems, in bytes (NAME_MAX of Linux; 255 UTF-16 units on Windows and macOS). */
const MAX_BYTES = 255;

/** A longer extension counts as part of the name, in bytes. */
const MAX_EXTENSION_BYTES = 32;

/**
 * Names that Windows reserves for devices, with any extension, and with spaces before it (Microsoft: Naming Files,
 * Paths, and Namespaces; Console Handles).
 */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i;

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

/**
 * Windows drops trailing dots and spaces, so that "..." would be the folder itself. Linear time, unlike a regular
 * expression.
 */
function withoutTrailingDots(name: string): string {
	let end = name.length;
	while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end--;
	return name.slice(0, end);
}

function shorten(name: string): string {
	if (bytesOf(name) <= MAX_BYTES) return name;
	const dot = name.lastIndexOf('.');
	const extension = dot > 0 && bytesOf(name.slice(dot)) <= MAX_EXTENSION_BYTES ? name.slice(dot) : '';
	const stem = cutTo(name.slice(0, name.length - extension.length), MAX_BYTES - bytesOf(extension));
	return withoutTrailingDots(stem) + extension;
}

/**
 * Makes an untrusted file name safe to write to disk: it refers to a file in one folder, on every system, and its text
 * is not disguised.
 * @param name file name from the sender or a server
 * @returns the last part of the path, without control, direction and reserved characters, at most 255 bytes, extension
 * kept; undefined when nothing is left
 */
export function safeFileName(name: unknown): string | undefined {
	if (typeof name !== 'string') return undefined;
	const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	const visible = last
		// Control and format characters, including direction marks; line separators; lone surrogates.
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/\s+/g, ' ')
		.trim();
	const clean = withoutTrailingDots(visible);
	if (clean === '') return undefined;
	// Empty when the name consists of dots only.
	return shorten(WINDOWS_DEVICE.test(clean) ? `_${clean}` : clean) || undefined;
}
