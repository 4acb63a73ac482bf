/**
 * JavaScript or JSON with escapes for all characters but those of ASCII. V8 keeps a source text in one byte per character
 * only when all are Latin-1, else in two. esbuild escapes all but those in regular expressions and comments.
 */
export const inAscii = (code: string): string =>
	code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
