/**
 * Decodes base64 in Meta's format: standard alphabet, padding only at the end, unused bits zero. Rejects what Node.js
 * silently ignores: other characters, a truncated end, a changed last bit.
 * @returns undefined when it is not valid
 */
export function decodeBase64(text: string): Buffer | undefined {
	const bare = text.replace(/={1,2}$/, '');
	if (bare.length !== text.length && text.length % 4 !== 0) return undefined;
	const bytes = Buffer.from(bare, 'base64');
	return bytes.toString('base64').replace(/=+$/, '') === bare ? bytes : undefined;
}
