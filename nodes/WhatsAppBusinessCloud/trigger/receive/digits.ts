/** A number of 16 digits or more, as it stands in JSON or, seldom, in a text. Ordinary payloads have none: Meta writes IDs as texts. */
const LONG = /[:[,\s]-?\d{16,}[,\]}\s]/;

const NUMBER = /-?[1-9]\d{15,}(?![\d.eE])/y;

/** Where the text that begins at a quotation mark ends. */
function endOfText(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at;
}

/**
 * JSON in which whole numbers that JavaScript cannot hold (beyond 2^53) are texts, so that no ID loses digits. Templates and
 * groups have IDs as numbers (WhatsApp docs: Webhooks > message_template_status_update).
 * @param json as it came; what is no JSON stays none
 */
export function keepDigits(json: string): string {
	if (!LONG.test(json)) return json;
	let kept = '';
	let from = 0;
	for (let at = 0; at < json.length; at++) {
		const character = json[at];
		if (character === '"') at = endOfText(json, at);
		else if (character === '-' || (character >= '0' && character <= '9')) {
			NUMBER.lastIndex = at;
			const digits = NUMBER.exec(json)?.[0];
			if (digits !== undefined && !Number.isSafeInteger(Number(digits))) {
				kept += `${json.slice(from, at)}"${digits}"`;
				from = at + digits.length;
			}
			// Past the number, whichever it is.
			while (/[\d.eE+-]/.test(json[at + 1] ?? '')) at++;
		}
	}
	return kept + json.slice(from);
}
