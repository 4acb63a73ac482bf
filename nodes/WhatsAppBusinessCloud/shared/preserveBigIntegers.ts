/**
 * A number that may be too large: 16 digits or more, or an exponent of three digits, in JSON or, rarely, within a text.
 * Ordinary payloads contain none: Meta writes IDs as strings.
 */
const LARGE = /[:[,\s]-?(?:\d{16,}|\d[\d.]*[eE]\+?\d{3,})/;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])/y;

const WHOLE = /^-?\d+$/;

/**
 * Whether JavaScript cannot represent a number: an integer beyond 2^53 would lose digits, one beyond 10^308 would
 * become null.
 */
function isTooLarge(digits: string): boolean {
	const value = Number(digits);
	return WHOLE.test(digits) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
}

/** Position of the end of the string that begins at a quotation mark. */
function endOfText(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at;
}

/** The numbers in JSON that JavaScript cannot represent, and their positions. */
function* inexactNumbers(json: string): Generator<{ at: number; digits: string }, void> {
	if (!LARGE.test(json)) return;
	for (let at = 0; at < json.length; at++) {
		const character = json[at];
		if (character === '"') at = endOfText(json, at);
		else if (character === '-' || (character >= '0' && character <= '9')) {
			NUMBER.lastIndex = at;
			const digits = NUMBER.exec(json)?.[0];
			if (digits !== undefined && isTooLarge(digits)) yield { at, digits };
			// Skip the rest of the number.
			while (/[\d.eE+-]/.test(json[at + 1] ?? '')) at++;
		}
	}
}

/** The first number in JSON that JavaScript cannot represent, as written. */
export const firstInexactNumber = (json: string): string | undefined => {
	const first = inexactNumbers(json).next();
	return first.done ? undefined : first.value.digits;
};

/**
 * Quotes the numbers in JSON that JavaScript cannot represent, so that no ID loses digits and no value becomes null.
 * Templates and groups have numeric IDs (WhatsApp docs: Webhooks > message_template_status_update).
 * @param json as received; invalid JSON stays invalid
 */
export function quoteBigIntegers(json: string): string {
	let kept = '';
	let from = 0;
	for (const { at, digits } of inexactNumbers(json)) {
		kept += `${json.slice(from, at)}"${digits}"`;
		from = at + digits.length;
	}
	return from === 0 ? json : kept + json.slice(from);
}
