import { otherForm, normalizePhoneNumber } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/phone';
import { isSameUser, parseWebhookUsers } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { inputWarning, type InputWarning } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputWarning';
import { inputErrorOf } from '../../inputErrorOf';

const field = "Recipient's Phone Number";

describe('a number that a spreadsheet or a program converted to text', () => {
	test.each([
		['5491123456789.0', '5491123456789'],
		['5491123456789.00', '5491123456789'],
		['+5491123456789.0', '5491123456789'],
		['5491123456789,0', '5491123456789'],
		['5491123456789.000', '5491123456789'],
		['+49 151 2345678.0', '491512345678'],
		['5,491,123,456,789', '5491123456789'],
		['5.491.123.456.789', '5491123456789'],
		['5.491.123.456.789,00', '5491123456789'],
		["5'491'123'456'789", '5491123456789'],
		['5 491 123 456 789', '5491123456789'],
		['1.650.555.1234', '16505551234'],
	])('reads %s as %s', (text, digits) => {
		expect(normalizePhoneNumber(text, field)).toBe(digits);
	});

	test.each(['5.49E+12', '5,49E+12', '5.491123456789e12', '5E12'])('rejects %s, because digits are lost', (text) => {
		expect(inputErrorOf(() => normalizePhoneNumber(text, field)).message).toBe(
			`'${field}' is in scientific notation, which loses digits`,
		);
	});
});

describe('digits of two parts', () => {
	test.each([
		['49151234567.5', 'ends in a decimal fraction, which a phone number does not have'],
		['+49 151 2345678.5', 'ends in a decimal fraction, which a phone number does not have'],
		['+49 151 234 567.8', 'ends in a decimal fraction, which a phone number does not have'],
		['49 151 2345678.90', 'ends in a decimal fraction, which a phone number does not have'],
		['5 491 123 456 789.50', 'ends in a decimal fraction, which a phone number does not have'],
		['49151234567,25', 'ends in a decimal fraction, which a phone number does not have'],
		['+49 151 2345678 (2)', 'ends with digits in brackets'],
		['491512345678 [12]', 'ends with digits in brackets'],
		['491512345678_1', 'has digits after an underscore or tilde'],
		['491512345678 ~ 1', 'has digits after an underscore or tilde'],
		['49 151 2345678 / 9', 'has more digits after a complete number'],
		['+55 11 3456-7890/7891', 'has more digits after a complete number'],
		['491512345678-2', 'has more digits after a complete number'],
		['491512345678 2', 'has more digits after a complete number'],
		['491512345678 491512345679', 'has more digits after a complete number'],
		['4915123456789\n4915123456780', 'has more digits after a complete number'],
		['+49 151 2345678 ext. 5', 'has an extension'],
		['+49 151 2345678 extension 5', 'has an extension'],
		['+49 151 2345678 x5', 'has an extension'],
		['+49 151 2345678x5', 'has an extension'],
		['+49 151 2345678 (ext 5)', 'has an extension'],
		['+49 151 2345678 #5', 'has an extension'],
		['491512345678, 491512345679', 'contains more than one number'],
		['491512345678,491512345679', 'contains more than one number'],
		['491512345678;491512345679', 'contains more than one number'],
		['+491512345678+491512345679', 'contains more than one number'],
	])('rejects %j because it %s', (text, problem) => {
		const found = inputErrorOf(() => normalizePhoneNumber(text, field));
		expect(found.message).toBe(`'${field}' ${problem}`);
		expect(found.advice).not.toBe('');
	});
});

test.each([
	['+49 (0) 151 / 123 456', '49151123456'],
	['+49 151/23456789', '4915123456789'],
	['+1 555/010/0000', '15550100000'],
	['+49 89 1234-0', '498912340'],
	['+33 6 12 34 56 78', '33612345678'],
	['+7 (912) 345-67-89', '79123456789'],
	['+55 (11) 98765-4321', '5511987654321'],
	['+91 98765 43210', '919876543210'],
	['+1 5550100000', '15550100000'],
	['0049151234 5678', '491512345678'],
	['(4915123456789)', '4915123456789'],
	['+49 (0151) 23456789', '4915123456789'],
	['+39 (06) 1234567', '39061234567'],
	['+39 (0) 6 1234567', '39061234567'],
	['+225 (07) 12345678', '2250712345678'],
	['+49 (0) 151 234-567.89', '4915123456789'],
	['+49 151 234-567.00', '4915123456700'],
	['+45 12 34 56.78', '4512345678'],
	['+45 12 34 56.00', '4512345600'],
	['1 631 555 12.34', '16315551234'],
	['[+49] 151 23456789', '4915123456789'],
	['+49 151 23456789,', '4915123456789'],
	['+49 151 23456789; ', '4915123456789'],
	['\uFF0B\uFF18\uFF11 90\u30FC1234\uFF705678', '819012345678'],
	['5511987654321:12@s.whatsapp.net', '5511987654321'],
])('reads the common format %s as %s', (text, digits) => {
	expect(normalizePhoneNumber(text, field)).toBe(digits);
});

test.each([
	['491512345678', '491512345678', true],
	['5511987654321', '551187654321', true],
	['525512345678', '5215512345678', true],
	['2290197123456', '22997123456', true],
	['2290197123456', '22997123457', false],
	['541123456789', '5491123456789', true],
	['4901512345678', '491512345678', true],
	['390612345678', '39612345678', false],
	['4915112345678', '491512345678', false],
	['16505551234', '16605551234', false],
	['551187654321', '551187654322', false],
])('compares %s with %s: %s', (one, other, expected) => {
	const [first, second] = parseWebhookUsers([one, other]);
	expect(isSameUser(first, [second])).toBe(expected);
	expect(isSameUser(second, [first])).toBe(expected);
});

test.each([
	['5491123456789', { number: '+541123456789', difference: 'without the 9 after 54' }],
	['541123456789', { number: '+5491123456789', difference: 'with a 9 after 54' }],
	['5215512345678', { number: '+525512345678', difference: 'without the 1 after 52' }],
	['525512345678', { number: '+5215512345678', difference: 'with a 1 after 52' }],
	['5511987654321', { number: '+551187654321', difference: 'without the 9 after the area code' }],
	['551187654321', { number: '+5511987654321', difference: 'with a 9 after the area code' }],
	['22997123456', { number: '+2290197123456', difference: 'with a 01 after 229' }],
	['551134567890', undefined],
	['491512345678', undefined],
])('returns for %s the other form %j', (digits, expected) => {
	expect(otherForm(digits)).toEqual(expected);
});

describe('a number without a plus sign', () => {
	const complete = 'If this is a local number, add its country code. If it is complete, start it with +';

	test.each([
		[
			'55 1234 5678',
			'starts with 55, but a number with the country code 55 has 10 or 11 digits after that, and this one has 8',
		],
		[
			5512345678,
			'starts with 55, but a number with the country code 55 has 10 or 11 digits after that, and this one has 8',
		],
		[
			'98765 43210',
			'starts with 98, but a number with the country code 98 has 6, 7 or 10 digits after that, and this one has 8',
		],
		[
			'(415) 555-2671',
			'starts with 41, but a number with the country code 41 has 9 digits after that, and this one has 8',
		],
		['11 98765-4321', 'starts with 11. No number with the country code 1 does'],
		['(11) 98765-4321', 'starts with 11. No number with the country code 1 does'],
		['(31) 98765-4321', 'starts with an area code, so the country code is missing'],
		['(21) 98765-4321', 'starts with 219, which is not a country code'],
		['650-555-1234', 'starts with an area code, so the country code is missing'],
		['650 555 1234', 'starts with an area code, so the country code is missing'],
		['(650) 555-1234', 'starts with an area code, so the country code is missing'],
	])('rejects a number that looks like a local number: %s', (value, problem) => {
		const found = inputErrorOf(() => normalizePhoneNumber(value, field));
		expect(found.message).toBe(`'${field}' ${problem}`);
		expect(found.advice).toBe(complete);
	});

	test.each([
		['a plus sign', '+55 1234 5678', '5512345678'],
		['a plus sign in brackets', '(+55) 1234 5678', '5512345678'],
		['00', '0055 1234 5678', '5512345678'],
		['a wa.me link', 'https://wa.me/5512345678', '5512345678'],
		['enough digits', '55 11 3456 7890', '551134567890'],
		['a country whose numbers have no fixed length', '49 30 1234', '49301234'],
		['an area code that does not exist', '+11987654321', '11987654321'],
		['a number of another country', 6505551234, '6505551234'],
		['a country code in brackets', '(49) 151 23456789', '4915123456789'],
		['the 8 digits of an old WhatsApp ID of Benin', '22997123456', '22997123456'],
		['the 8 digits of an old WhatsApp ID of the Ivory Coast', '22507123456', '22507123456'],
		['digits of a range that the metadata does not have', '4915001234567', '4915001234567'],
	])('accepts a number that looks like a local number with %s', (_name, value, digits) => {
		expect(normalizePhoneNumber(value, field)).toBe(digits);
	});

	it('warns of digits that are a number of North America if the country code is missing', () => {
		const warnings: InputWarning[] = [];
		const reading = { country: undefined, warn: (warning: InputWarning) => warnings.push(warning) };
		expect(normalizePhoneNumber('6505551234', field, reading)).toBe('6505551234');
		expect(normalizePhoneNumber('16505551234', field, reading)).toBe('16505551234');
		expect(normalizePhoneNumber('6591234567', field, reading)).toBe('6591234567');
		expect(warnings).toEqual([
			inputWarning(
				field,
				'is sent to +6505551234. It looks like a number of North America without its country code',
				"If it is one, start it with +1, or set 'Default Country' under Options",
			),
		]);
	});
});
