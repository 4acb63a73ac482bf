/**
 * Decodes base64 as Meta writes it: standard alphabet, padding at most at the end, unused bits zero. What Node would pass
 * over in silence - other characters, a cut end, a changed last bit - is refused.
 * @returns undefined when it is not such base64
 */
export function decodeBase64(text: string): Buffer | undefined {
	const bare = text.replace(/={1,2}$/, '');
	if (bare.length !== text.length && text.length % 4 !== 0) return undefined;
	const bytes = Buffer.from(bare, 'base64');
	return bytes.toString('base64').replace(/=+$/, '') === bare ? bytes : undefined;
}
