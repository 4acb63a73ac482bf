import { Metadata } from 'libphonenumber-js/core';
import type { CountryCode, NumberingPlan, PhoneNumberType } from 'libphonenumber-js/core';
// Not the smaller metadata: only this has the lengths and patterns of landline and mobile numbers.
import metadata from 'libphonenumber-js/metadata.max.json';

/** The part of the library's numbering plan that its types leave out. Source: its METADATA.md, `types`. */
export interface PlanWithTypes extends NumberingPlan {
	nationalNumberPattern(): string;
	type(name: PhoneNumberType): { pattern(): string; possibleLengths(): number[] } | undefined;
}

/** In the order in which the library checks them after landline numbers. */
const OTHER_TYPES: readonly PhoneNumberType[] = [
	'MOBILE',
	'PREMIUM_RATE',
	'TOLL_FREE',
	'SHARED_COST',
	'VOIP',
	'PERSONAL_NUMBER',
	'PAGER',
	'UAN',
	'VOICEMAIL',
];

type Matches = (national: string) => boolean;

/** The numbers of a country. */
interface CountryNumbers {
	hasLength: Matches;
	/** @returns undefined when the country has no number like this */
	typeOf: (national: string) => PhoneNumberType | undefined;
}

const pattern = (text: string): RegExp => new RegExp(`^(?:${text})$`);

function matcherOf(plan: PlanWithTypes, name: PhoneNumberType): Matches {
	const type = plan.type(name);
	if (!type?.pattern()) return () => false;
	const [lengths, expression] = [type.possibleLengths(), pattern(type.pattern())];
	return (national) => lengths.includes(national.length) && expression.test(national);
}

function readCountry(country: CountryCode): CountryNumbers {
	const plans = new Metadata(metadata);
	plans.selectNumberingPlan(country);
	const plan = plans.numberingPlan as PlanWithTypes;
	const lengths = plan.possibleLengths();
	const national = pattern(plan.nationalNumberPattern());
	const isLandline = matcherOf(plan, 'FIXED_LINE');
	const isMobile = matcherOf(plan, 'MOBILE');
	// Where both look the same, the metadata has no pattern for mobile numbers.
	const areAlike = !plan.type('MOBILE')?.pattern();
	const others = OTHER_TYPES.map((type) => ({ type, matches: matcherOf(plan, type) }));
	return {
		hasLength: ({ length }) => lengths.includes(length),
		typeOf(number) {
			if (!national.test(number)) return undefined;
			if (isLandline(number)) return areAlike || isMobile(number) ? 'FIXED_LINE_OR_MOBILE' : 'FIXED_LINE';
			return others.find(({ matches }) => matches(number))?.type;
		},
	};
}

const byCountry = new Map<CountryCode, CountryNumbers>();

function numbersOf(country: CountryCode): CountryNumbers {
	const known = byCountry.get(country) ?? readCountry(country);
	byCountry.set(country, known);
	return known;
}

/**
 * The types that a number can have; of several countries where they share a country code. Same as the library's
 * `getPossibleCountries` and `getType`, which compile all patterns again for each number: that took more memory than
 * the rest of a message.
 * @param code the country code
 * @param national the digits after it
 */
export function numberTypes(code: string, national: string): PhoneNumberType[] {
	const countries: CountryCode[] = metadata.country_calling_codes[code] ?? [];
	return countries.flatMap((country) => {
		const { hasLength, typeOf } = numbersOf(country);
		return hasLength(national) ? (typeOf(national) ?? []) : [];
	});
}
