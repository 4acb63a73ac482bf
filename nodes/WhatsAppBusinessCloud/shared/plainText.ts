/** ANSI escape sequences: control sequences, operating system commands and shorter ones (ECMA-48). */
const ESCAPE_SEQUENCE =
	/\u001b\[[0-?]*[ -/]*[@-~]|\u009b[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]{0,1000}(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;

/** All control characters except line breaks and tabs. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * Marks that change the order of characters (Unicode Bidirectional Algorithm), invisible characters, and tags. Emoji
 * joiners are kept.
 */
const INVISIBLE =
	/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Surrogate halves, which some log readers cannot decode. */
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Removes characters that could disguise a text or control a terminal that shows it: escape sequences, control
 * characters except line breaks and tabs, direction marks and invisible characters.
 */
export function toPlainText(text: string): string {
	return text
		.replace(ESCAPE_SEQUENCE, '')
		.replace(/[\u2028\u2029]/g, '\n')
		.replace(CONTROL, ' ')
		.replace(INVISIBLE, '')
		.replace(LONE_SURROGATE, '\ufffd');
}
