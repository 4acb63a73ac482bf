import { getCountries, getCountryCallingCode, PhoneNumber } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';
import { seededRandom } from '../../../../emulator/src/random';
import { numberTypes } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/phone/numberTypes';

/** What the library itself says. */
const fromLibrary = (code: string, national: string): string[] => {
	const number = new PhoneNumber(`+${code}${national}`, metadata);
	return number.getPossibleCountries().flatMap((country) => {
		number.country = country;
		return number.getType() ?? [];
	});
};

const random = seededRandom(1);
const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

/** The example of a country, numbers that differ from it in their last or first digits, and other lengths. */
const numbersLike = (example: string): string[] => [
	example,
	...Array.from({ length: 20 }, () => example.slice(0, 3) + digits(example.length - 3)),
	...Array.from({ length: 40 }, () => digits(example.length)),
	...Array.from({ length: 12 }, (_unused, index) => digits(index + 2)),
];

test('finds the same types of numbers as the library, in all countries', () => {
	const wrong: string[] = [];
	const found = new Set<string>();
	for (const country of getCountries(metadata)) {
		const code = getCountryCallingCode(country, metadata);
		for (const national of numbersLike(examples[country] ?? '12345678')) {
			const types = numberTypes(code, national);
			for (const type of types) found.add(type);
			if (types.join() !== fromLibrary(code, national).join()) wrong.push(`+${code} ${national}: ${types.join()}`);
		}
	}
	expect(wrong).toEqual([]);
	expect([...found].sort()).toEqual([
		'FIXED_LINE',
		'FIXED_LINE_OR_MOBILE',
		'MOBILE',
		'PAGER',
		'PERSONAL_NUMBER',
		'PREMIUM_RATE',
		'SHARED_COST',
		'TOLL_FREE',
		'UAN',
		'VOICEMAIL',
		'VOIP',
	]);
});

test('has no types for country codes that belong to no country, and for those that do not exist', () => {
	expect(numberTypes('800', '12345678')).toEqual(fromLibrary('800', '12345678'));
	expect(numberTypes('999', '12345678')).toEqual([]);
});
