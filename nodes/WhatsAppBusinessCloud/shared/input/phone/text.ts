const isDigit = (codePoint: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(codePoint));

/** The value of a decimal digit of any script. Unicode assigns decimal digits in complete runs from 0 to 9. */
function digitValue(codePoint: number): number {
	let start = codePoint;
	while (isDigit(start - 1)) start--;
	return (codePoint - start) % 10;
}

/**
 * Normalizes a text: ASCII digits, brackets and plus, no invisible characters, any white space as one blank, any dash
 * as `-`.
 */
export function simplify(text: string): string {
	return text
		.replace(/[^\x00-\x7f]/gu, (char) => {
			if (/\p{Nd}/u.test(char)) return String(digitValue(char.codePointAt(0) ?? 0));
			// The last two are the prolonged sound marks that Japanese keyboards insert instead of a dash.
			if (/[\p{Pd}\u2212\u30FC\uFF70]/u.test(char)) return '-';
			if (/\p{Cf}/u.test(char)) return '';
			if (/[\uFF0B\uFE62]/u.test(char)) return '+';
			if (/[\uFF08\uFF3B]/u.test(char)) return '(';
			if (/[\uFF09\uFF3D]/u.test(char)) return ')';
			if (/[\u2018\u2019\u201C\u201D]/u.test(char)) return "'";
			if (/[\u00B7\u2022\u2024\uFF0E]/u.test(char)) return '.';
			return char;
		})
		.replace(/\s+/gu, ' ')
		.trim();
}

/** A number, and whether it is from a link or ID, which always has the country code. */
interface Unwrapped {
	number: string;
	isComplete: boolean;
}

const complete = (number: string): Unwrapped => ({ number, isComplete: true });

/**
 * The number in a link or URI that users copy: wa.me, api.whatsapp.com, whatsapp:, tel:, and the JIDs of WhatsApp Web.
 */
export function unwrap(text: string): Unwrapped {
	const link = /^(?:https?:\/\/)?(?:www\.)?wa\.me\/([^/?#]+)\/?(?:[?#].*)?$/i.exec(text);
	if (link) return complete(decode(link[1]));
	const api =
		/^(?:(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send|whatsapp:\/\/send)\/?\?(?:.*&)?phone=([^&#]*)/i.exec(text);
	if (api) return complete(decode(api[1]));
	const uri = /^(?:tel|whatsapp|sms):(?:\/\/)?([^;?]*)(?:[;?].*)?$/i.exec(text);
	if (uri) return { number: decode(uri[1]), isComplete: false };
	const jid = /^([^@:]*)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i.exec(text);
	return jid ? complete(jid[1]) : { number: text, isComplete: false };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
