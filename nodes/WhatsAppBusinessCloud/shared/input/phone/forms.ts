/**
 * Countries whose numbers WhatsApp uses in two forms. `short` is the form without the additional digits, `long` the one with
 * them.
 */
interface Variant {
	short: RegExp;
	long: RegExp;
	additional: string;
	/** The additional digits, to complete `without the ...`. */
	name: string;
}

/**
 * Meta docs: Business phone numbers > WhatsApp user phone number formats: the Cloud API may change the additional
 * prefix of numbers of Brazil and Mexico. WhatsApp help center: "About international phone number format": Argentina
 * has a 9, Mexico had a 1. Benin put 01 in front of all numbers in 2024, and WhatsApp keeps IDs that it had before a
 * country changed its numbers.
 */
const variants: readonly Variant[] = [
	{ short: /^(55\d{2})([6-9]\d{7})$/, long: /^(55\d{2})9(\d{8})$/, additional: '9', name: '9 after the area code' },
	{ short: /^(52)(\d{10})$/, long: /^(52)1(\d{10})$/, additional: '1', name: '1 after 52' },
	{ short: /^(54)([1-8]\d{9})$/, long: /^(54)9(\d{10})$/, additional: '9', name: '9 after 54' },
	{ short: /^(229)([2-9]\d{7})$/, long: /^(229)01([2-9]\d{7})$/, additional: '01', name: '01 after 229' },
];

/** The form without the additional digit; undefined for a number that has none. @param digits with the country code */
export function shortForm(digits: string): string | undefined {
	for (const { long } of variants) {
		const found = long.exec(digits);
		if (found) return `${found[1]}${found[2]}`;
	}
	return undefined;
}

/**
 * The other common form of a number of Brazil, Mexico or Argentina, which WhatsApp or a list may use.
 * @returns with a plus sign, and the difference; undefined for all other numbers
 */
export function otherForm(digits: string): { number: string; difference: string } | undefined {
	for (const { short, long, additional, name } of variants) {
		const withAdditional = long.exec(digits);
		if (withAdditional)
			return { number: `+${withAdditional[1]}${withAdditional[2]}`, difference: `without the ${name}` };
		const without = short.exec(digits);
		if (without) return { number: `+${without[1]}${additional}${without[2]}`, difference: `with a ${name}` };
	}
	return undefined;
}
