/** Characters of one text in a log line. */
const MAX_LENGTH = 300;

/**
 * Makes a text from outside safe for a log line: one line, without control and format characters, which could forge another line or
 * change how a terminal shows it, and not too long.
 */
export function logText(text: string): string {
	return text
		.slice(0, 10 * MAX_LENGTH)
		.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
		.trim()
		.slice(0, MAX_LENGTH)
		.replace(/\p{Cs}$/u, '');
}
