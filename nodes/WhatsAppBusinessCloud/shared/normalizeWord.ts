/** Maximum length of a word or short phrase, in characters. */
const MAX_LENGTH = 60;

/**
 * Normalizes what a person writes, to compare it with a list of words: without case, accents of Latin and Greek
 * letters, and marks around it.
 * @returns undefined for a text that is too long, or has no letters
 */
export function normalizeWord(text: string): string | undefined {
	if (text.length > MAX_LENGTH) return undefined;
	const plain = text
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.normalize('NFKC')
		.toLowerCase()
		.replace(/ı/g, 'i')
		.replace(/[’']/g, "'")
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '')
		.replace(/\s+/g, ' ');
	return plain === '' ? undefined : plain;
}
