import fc from 'fast-check';
import { getCountries, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/max';
import { searchCountries } from '../../../../nodes/WhatsAppBusinessCloud/methods/countries';
import {
	normalizePhoneNumber,
	readDefaultCountry,
	type PhoneReading,
} from '../../../../nodes/WhatsAppBusinessCloud/shared/input/phone';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { inputErrorOf } from '../../inputErrorOf';
import { exampleNumbers } from './exampleNumbers';

const field = "Recipient's Phone Number";
const read = (value: unknown, country?: CountryCode): string => normalizePhoneNumber(value, field, { country });
const problem = (value: unknown, country?: CountryCode): string =>
	inputErrorOf(() => read(value, country)).message.replace(`'${field}' `, '');

/** How people write numbers: within their country, and with the country code. */
describe.each<[CountryCode, string, string[]]>([
	['AE', '971501234567', ['050 123 4567', '50 123 4567', '+971 50 123 4567', '00971501234567']],
	[
		'AR',
		'5491123456789',
		['011 15-2345-6789', '11 15 2345-6789', '9 11 2345-6789', '+54 9 11 2345-6789', '+54 11 15 2345 6789'],
	],
	['AT', '436641234567', ['0664 1234567', '0664/1234567', '+43 (0) 664 1234567', '+43 664 1234567']],
	['AU', '61412345678', ['0412 345 678', '0412345678', '+61 412 345 678', '+61 (0)412 345 678', '0011 61 412 345 678']],
	['BD', '8801712345678', ['01712-345678', '01712345678', '+880 1712-345678', '+8801712345678']],
	['BE', '32470123456', ['0470 12 34 56', '0470/12.34.56', '+32 470 12 34 56', '+32 (0)470 12 34 56']],
	[
		'BR',
		'5511987654321',
		[
			'(11) 98765-4321',
			'11 98765-4321',
			'(011) 98765-4321',
			'0 15 11 98765-4321',
			'11987654321',
			'+55 (11) 98765-4321',
			'5511987654321',
			'+55 011 98765-4321',
		],
	],
	[
		'CA',
		'14165550123',
		['(416) 555-0123', '416-555-0123', '1-416-555-0123', '416.555.0123', '+1 416 555 0123', '011 1 416 555 0123'],
	],
	['CH', '41791234567', ['079 123 45 67', '0791234567', '+41 79 123 45 67', '+41 (0)79 123 45 67']],
	['CI', '2250701234567', ['07 01 23 45 67', '0701234567', '+225 07 01 23 45 67', '225 0701234567']],
	['CL', '56961234567', ['9 6123 4567', '961234567', '+56 9 6123 4567']],
	['CN', '8613123456789', ['131 2345 6789', '13123456789', '+86 131 2345 6789']],
	['CO', '573211234567', ['321 1234567', '(321) 123-4567', '+57 321 1234567']],
	[
		'DE',
		'4915123456789',
		[
			'0151 23456789',
			'(0151) 234567-89',
			'0151/23456789',
			'01512 345 67 89',
			'+49 (0) 151 23456789',
			'+49 0151 23456789',
			'0049 151 23456789',
			'15123456789',
			'4915123456789',
		],
	],
	['EG', '201001234567', ['0100 123 4567', '01001234567', '+20 100 123 4567', '+20 0100 123 4567']],
	['ES', '34612345678', ['612 34 56 78', '612345678', '+34 612 34 56 78', '+34 (0) 612 345 678']],
	[
		'FR',
		'33612345678',
		['06 12 34 56 78', '06.12.34.56.78', '0612345678', '+33 6 12 34 56 78', '+33 (0)6 12 34 56 78'],
	],
	[
		'GB',
		'447911123456',
		['07911 123456', '07911123456', '+44 7911 123456', '+44 (0)7911 123456', '+44 07911 123456', '447911123456'],
	],
	['GH', '233231234567', ['023 123 4567', '0231234567', '+233 23 123 4567']],
	['HU', '36201234567', ['06 20 123 4567', '06201234567', '+36 20 123 4567', '+36 06 20 123 4567']],
	['ID', '62812345678', ['0812-345-678', '0812345678', '+62 812-345-678']],
	['IL', '972502345678', ['050-234-5678', '0502345678', '+972 50-234-5678', '+972 050-234-5678']],
	[
		'IN',
		'918123456789',
		['81234 56789', '081234 56789', '8123456789', '+91 81234 56789', '918123456789', '91-81234-56789'],
	],
	['IT', '393123456789', ['312 345 6789', '3123456789', '+39 312 345 6789', '0039 312 3456789']],
	['IT', '390612345678', ['06 1234 5678', '+39 06 1234 5678', '+39 (06) 12345678']],
	['JP', '819012345678', ['090-1234-5678', '09012345678', '+81 90-1234-5678', '010 81 90 1234 5678']],
	['KE', '254712123456', ['0712 123456', '0712123456', '+254 712 123456']],
	['KR', '821020000000', ['010-2000-0000', '01020000000', '+82 10-2000-0000']],
	[
		'MX',
		'525512345678',
		['55 1234 5678', '(55) 1234-5678', '5512345678', '55-1234-5678', '+52 55 1234 5678', '525512345678'],
	],
	['MX', '5215512345678', ['5215512345678', '+52 1 55 1234 5678']],
	['NG', '2348021234567', ['0802 123 4567', '08021234567', '+234 802 123 4567']],
	['NL', '31612345678', ['06 12345678', '06-12345678', '+31 6 12345678', '+31 (0)6 12345678']],
	['PH', '639051234567', ['0905 123 4567', '09051234567', '+63 905 123 4567']],
	['PK', '923012345678', ['0301 2345678', '0301-2345678', '+92 301 2345678']],
	['PL', '48512345678', ['512 345 678', '512-345-678', '+48 512 345 678']],
	['PT', '351912345678', ['912 345 678', '912345678', '+351 912 345 678']],
	['RU', '79123456789', ['8 (912) 345-67-89', '8 912 345-67-89', '912 345-67-89', '+7 912 345-67-89', '79123456789']],
	['SA', '966512345678', ['051 234 5678', '0512345678', '+966 51 234 5678']],
	['TR', '905012345678', ['0501 234 56 78', '0 (501) 234 56 78', '501 234 56 78', '+90 501 234 56 78']],
	[
		'US',
		'12025550123',
		['(202) 555-0123', '202-555-0123', '2025550123', '1 (202) 555-0123', '+1 202 555 0123', '12025550123'],
	],
	['ZA', '27711234567', ['071 123 4567', '0711234567', '+27 71 123 4567']],
])('with Default Country %s, %s', (country, digits, texts) => {
	test.each(texts)('is read from %s', (text) => {
		expect(read(text, country)).toBe(digits);
		expect(read(` \u200f${text.replace(/ /g, '\u00a0')}\u200e\r\n`, country)).toBe(digits);
		expect(
			read(
				text.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
				country,
			),
		).toBe(digits);
	});

	test.each(texts)('is not read from %s with an extension or letters', (text) => {
		expect(problem(`${text} ext. 5`, country)).toBe('has an extension');
		expect(problem(`${text} CALL`, country)).toBe('contains letters, a phone number has only digits');
	});
});

describe('without Default Country', () => {
	test('rejects a number that starts with 0, and says what to do', () => {
		const found = inputErrorOf(() => read('0151 2345678'));
		expect(found.message).toBe(`'${field}' starts with 0, so the country code is missing`);
		expect(found.advice).toBe(
			"Replace the 0 with the country code, e.g. +49 151 23456789 for 0151 23456789, or set 'Default Country' under Options",
		);
	});

	test('rejects a local number of Mexico that starts like one of Brazil, and says what to do', () => {
		const found = inputErrorOf(() => read('55 1234 5678'));
		expect(found.message).toBe(
			`'${field}' starts with 55, but a number with the country code 55 has 10 or 11 digits after that, and this one has 8`,
		);
		expect(found.advice).toBe(
			"If this is a local number, add its country code, or set 'Default Country' under Options. If it is complete, start it with +",
		);
	});
});

describe('a number that is not one of Default Country', () => {
	test.each<[string, CountryCode, string]>([
		['0151 23456789', 'US', 'is not a number of United States, the Default Country, and has no other country code'],
		['011 49', 'US', 'is not a number of United States, the Default Country, and has no other country code'],
		['07911 12345', 'MX', 'is not a number of Mexico, the Default Country, and has no other country code'],
		['612 34 56', 'ES', 'is not a number of Spain, the Default Country, and has no other country code'],
		['4980000000000000', 'US', 'is not a number of United States, the Default Country, and has no other country code'],
		['0', 'DE', 'is not a number of Germany, the Default Country, and has no other country code'],
		['1'.repeat(40), 'DE', 'is not a number of Germany, the Default Country, and has no other country code'],
		['+0151 23456789', 'DE', 'starts with 0, so the country code is missing'],
		[
			'+52 55 1234',
			'DE',
			'is too short for a number with the country code 52: it has 6 digits after that, 10 are possible',
		],
		[
			'+52 55 1234 5678 90',
			'DE',
			'is too long for a number with the country code 52: it has 12 digits after that, 10 are possible',
		],
		[
			'+98 12345678',
			'DE',
			'has an impossible length for a number with the country code 98: it has 8 digits after that, 4, 5, 6, 7 or 10 are possible',
		],
		['+999 1234567', 'DE', 'starts with +999, which is not a country code'],
		['+888 12', 'DE', 'has an impossible length for a number with the country code 888: it has 2 digits after that'],
	])('is rejected: %s with %s', (text, country, expected) => {
		expect(problem(text, country)).toBe(expected);
	});

	test.each<[string, string, CountryCode, string]>([
		['a plus sign', '+49 151 23456789', 'US', '4915123456789'],
		['00', '0049 151 23456789', 'US', '4915123456789'],
		['the prefix for calls to other countries', '011 49 151 23456789', 'US', '4915123456789'],
		['a link', 'https://wa.me/4915123456789', 'MX', '4915123456789'],
		['a WhatsApp ID of a mobile number', '4915123456789', 'MX', '4915123456789'],
		['a WhatsApp ID that could be a landline number of the country', '5511987654321', 'DE', '5511987654321'],
		['a WhatsApp ID with the 1 of Mexico', '5215512345678', 'DE', '5215512345678'],
	])('is read with its country code if it has %s', (_what, text, country, digits) => {
		expect(read(text, country)).toBe(digits);
	});
});

describe('digits that are a number of Default Country and of another one', () => {
	const warnings = (value: unknown, country: CountryCode): [string, unknown[]] => {
		const warn = jest.fn();
		const reading: PhoneReading = { country, warn };
		return [normalizePhoneNumber(value, field, reading), warn.mock.calls.map(([one]: unknown[]) => one)];
	};
	const warning = (country: string, code: string) => ({
		field,
		message: `'${field}' is read as a number of ${country}, the Default Country, but can also start with the country code ${code}`,
		advice: 'Enter + and the country code if it has one, e.g. +{{ $json.from }} for a WhatsApp ID',
	});

	test.each<[unknown, CountryCode, string, unknown[]]>([
		['15123456789', 'DE', '4915123456789', [warning('Germany', '1')]],
		[15123456789, 'DE', '4915123456789', [warning('Germany', '1')]],
		['151 23456789', 'DE', '4915123456789', []],
		['015123456789', 'DE', '4915123456789', []],
		['3235551234', 'US', '13235551234', []],
		['55912345678', 'BR', '5555912345678', []],
		['4915123456789', 'DE', '4915123456789', []],
	])('%s with %s is read as %s', (value, country, digits, expected) => {
		expect(warnings(value, country)).toEqual([digits, expected]);
	});
});

describe('every mobile number', () => {
	const number = fc.constantFrom(...exampleNumbers());

	test('is read from each of its formats', () => {
		fc.assert(
			fc.property(number, (one) => {
				const digits = one.number.slice(1);
				expect(read(one.formatNational(), one.country)).toBe(digits);
				for (const text of [one.formatInternational(), one.getURI(), one.number, digits, `00${digits}`]) {
					expect(read(text)).toBe(digits);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	test('is read from its international format with any Default Country', () => {
		fc.assert(
			fc.property(number, number, (one, other) => {
				expect(read(one.formatInternational(), other.country)).toBe(one.number.slice(1));
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('any digits', () => {
	const countries = getCountries();
	const code = fc.constantFrom(...new Set(countries.map((country) => getCountryCallingCode(country))));
	const digits = fc.tuple(
		fc.oneof(code, fc.constant(''), fc.constant('0')),
		fc.constantFrom('', '0', '00', '15', '8', '1', '06'),
		fc.stringOf(fc.constantFrom(...'0123456789'), { minLength: 4, maxLength: 13 }),
	);
	const prefix = fc.constantFrom('', '+', '00', '011', '0');

	test('are read as a number that ends like them and is read as itself, or rejected with an InputError', () => {
		let count = 0;
		fc.assert(
			fc.property(prefix, digits, fc.option(fc.constantFrom(...countries)), (before, parts, country) => {
				const text = [before, ...parts].join('');
				let found;
				try {
					found = read(text, country ?? undefined);
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(InputError);
					return;
				}
				count++;
				expect(found).toMatch(/^[1-9][0-9]{4,14}$/);
				expect(found.slice(-4)).toBe(text.slice(-4));
				expect(read(`+${found}`)).toBe(found);
				expect(read(`+${found}`, country ?? undefined)).toBe(found);
			}),
			{ numRuns: 2000 },
		);
		expect(count).toBeGreaterThan(100);
	});
});

describe('the value of Default Country', () => {
	test.each<[unknown, string | undefined]>([
		['MX', 'MX'],
		['mx', 'MX'],
		[' de\n', 'DE'],
		[{ __rl: true, mode: 'list', value: 'BR', cachedResultName: 'Brazil (+55)' }, 'BR'],
		[{ __rl: true, mode: 'code', value: 'br' }, 'BR'],
		[{ __rl: true, mode: 'list', value: '' }, undefined],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%j is read as %s', (value, country) => {
		expect(readDefaultCountry(value)).toBe(country);
	});

	test.each([['Mexico'], ['MEX'], ['52'], [52], [true], [['MX']], ['__proto__'], ['constructor'], ['  ']])(
		'rejects the Default Country %j',
		(value) => {
			const found = inputErrorOf(() => readDefaultCountry(value));
			expect(found.message).toBe("'Default Country' is not the code of a country");
			expect(found.advice).toBe(
				'Choose a country from the list, or enter its code of two letters, such as MX for Mexico',
			);
		},
	);
});

describe('the list of countries', () => {
	const names = async (filter?: string) => (await searchCountries(filter)).results.map(({ name }) => name);

	test('is sorted by name and has every country', async () => {
		const all = await names();
		expect(all.length).toBe(245);
		expect([all[0], all[1], all[all.length - 1]]).toEqual([
			'Afghanistan (+93)',
			'Åland Islands (+358)',
			'Zimbabwe (+263)',
		]);
	});

	test.each([
		['mex', ['Mexico (+52)']],
		[
			'DE',
			['Germany (+49)', 'Bangladesh (+880)', 'Cape Verde (+238)', 'Denmark (+45)', 'Guadeloupe (+590)', 'Sweden (+46)'],
		],
		['+49', ['Germany (+49)']],
		['nowhere', []],
	])('is searched by name, ISO code and country code: %s', async (filter, expected) => {
		expect(await names(filter)).toEqual(expected);
	});
});
