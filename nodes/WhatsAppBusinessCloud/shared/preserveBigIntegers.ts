/**
 * A number that may be too large: of 16 digits or more, or with an exponent of three digits, as it stands in JSON or, seldom, in a
 * text. Ordinary payloads have none: Meta writes IDs as texts.
 */
const LARGE = /[:[,\s]-?(?:\d{16,}|\d[\d.]*[eE]\+?\d{3,})/;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])/y;

const WHOLE = /^-?\d+$/;

/** Whether a number cannot be held: a whole number beyond 2^53 would lose digits, one beyond 10^308 would become null. */
function isTooLarge(digits: string): boolean {
	const value = Number(digits);
	return WHOLE.test(digits) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
}

/** Where the text that begins at a quotation mark ends. */
function endOfText(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at;
}

/**
 * JSON in which numbers that JavaScript cannot hold are texts, so that no ID loses digits and no value becomes null. Templates and
 * groups have IDs as numbers (WhatsApp docs: Webhooks > message_template_status_update).
 * @param json as it came; what is no JSON stays none
 */
export function quoteBigIntegers(json: string): string {
	if (!LARGE.test(json)) return json;
	let kept = '';
	let from = 0;
	for (let at = 0; at < json.length; at++) {
		const character = json[at];
		if (character === '"') at = endOfText(json, at);
		else if (character === '-' || (character >= '0' && character <= '9')) {
			NUMBER.lastIndex = at;
			const digits = NUMBER.exec(json)?.[0];
			if (digits !== undefined && isTooLarge(digits)) {
				kept += `${json.slice(from, at)}"${digits}"`;
				from = at + digits.length;
			}
			// Past the number, whichever it is.
			while (/[\d.eE+-]/.test(json[at + 1] ?? '')) at++;
		}
	}
	return kept + json.slice(from);
}
