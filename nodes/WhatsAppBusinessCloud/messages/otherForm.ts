/** Countries whose numbers are in use in two forms: with and without an additional digit. */
interface TwoForms {
	short: RegExp;
	long: RegExp;
	digit: string;
	/** The end of `without the ...`. */
	name: string;
}

/**
 * Meta docs: Business phone numbers > WhatsApp user phone number formats (Brazil, Mexico); WhatsApp help center: About international
 * phone number format (Argentina, Mexico).
 */
const countries: readonly TwoForms[] = [
	{ short: /^(55\d{2})([6-9]\d{7})$/, long: /^(55\d{2})9(\d{8})$/, digit: '9', name: '9 after the area code' },
	{ short: /^(52)(\d{10})$/, long: /^(52)1(\d{10})$/, digit: '1', name: '1 after 52' },
	{ short: /^(54)([1-8]\d{9})$/, long: /^(54)9(\d{10})$/, digit: '9', name: '9 after 54' },
];

/**
 * The other common form of a number of Brazil, Mexico or Argentina, in which WhatsApp or a list may have it.
 * @param digits with the country code
 * @returns with a plus sign, and what tells it apart; undefined for all other numbers, and for IDs
 */
export function otherForm(digits: string): { number: string; difference: string } | undefined {
	for (const { short, long, digit, name } of countries) {
		const withDigit = long.exec(digits);
		if (withDigit) return { number: `+${withDigit[1]}${withDigit[2]}`, difference: `without the ${name}` };
		const without = short.exec(digits);
		if (without) return { number: `+${without[1]}${digit}${without[2]}`, difference: `with a ${name}` };
	}
	return undefined;
}
