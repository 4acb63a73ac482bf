import fc from 'fast-check';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import {
	formatRecipient,
	isSameUser,
	parseWebhookUsers,
	parseRecipient,
	parseWebhookUser,
	recipientPayload,
	type RecipientKind,
} from '../../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { inputErrorOf } from '../../inputErrorOf';
import { exampleNumbers } from './exampleNumbers';

const field = "Recipient's Phone Number";
const payload = (value: unknown, kind: RecipientKind, name: string = field) =>
	recipientPayload(parseRecipient(value, kind, name));
const phone = (value: unknown) => payload(value, 'phone');

describe('phone numbers', () => {
	test.each<[string, unknown]>([
		['digits only', '4915123456789'],
		['plus', '+4915123456789'],
		['two pluses', '++4915123456789'],
		['00 prefix', '004915123456789'],
		['00 prefix in groups', '00 49 151 23456789'],
		['spaces', ' +49 151 234 567 89 '],
		['dots', '49.151.234.567.89'],
		['dashes and brackets, the built-in node’s example', '+49 (151) 234-567-89'],
		['slash', '+49 151/23456789'],
		['square brackets', '+49 [151] 23456789'],
		['all kinds of dashes', '+49\u2010151\u2011234\u201256\u20137\u20148\u22129'],
		['NBSP and narrow NBSP', '+49\u00a0151\u202f23456789'],
		['zero-width and bidi marks, as copied from contacts', '\u202a+49\u200b151\ufeff23456789\u202c'],
		['soft hyphen and word joiner', '49\u00ad151\u206023456789'],
		['trunk zero in brackets', '+49 (0) 151 23456789'],
		['trunk zero in tight brackets', '+49(0)15123456789'],
		['trunk zero without plus', '49 (0) 151 23456789'],
		['trunk zero in square brackets', '0049 [0] 151 23456789'],
		['country code in brackets', '(+49) 151 23456789'],
		['a spreadsheet’s apostrophe', "'+4915123456789"],
		['quotes', '"4915123456789"'],
		['full-width', '＋４９（１５１）２３４５６７８９'],
		['Arabic-Indic', '+٤٩١٥١٢٣٤٥٦٧٨٩'],
		['Persian', '۴۹۱۵۱۲۳۴۵۶۷۸۹'],
		['Devanagari', '४९१५१२३४५६७८९'],
		['mathematical bold', '𝟒𝟗𝟏𝟓𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
		['a number', 4915123456789],
		['tel:', 'tel:+49-151-23456789'],
		['tel: with parameters', 'tel:+49-151-23456789;ext=7'],
		['whatsapp:', 'whatsapp:+4915123456789'],
		['WhatsApp: in capitals', 'WhatsApp:+4915123456789'],
		['whatsapp://send', 'whatsapp://send?text=hi&phone=4915123456789'],
		['wa.me', 'https://wa.me/4915123456789'],
		['wa.me with text', 'http://www.wa.me/+4915123456789?text=Hello%20there'],
		['wa.me without scheme', 'wa.me/4915123456789/'],
		['api.whatsapp.com', 'https://api.whatsapp.com/send?phone=%2B4915123456789&text=hi'],
		['JID', '4915123456789@s.whatsapp.net'],
		['old JID', '4915123456789@c.us'],
		['tabs and line ends', '\t+49 151\r\n23456789\n'],
	])('accepts the phone number: %s', (_name, value) => {
		expect(phone(value)).toEqual({ to: '+4915123456789' });
	});

	test.each<[string, string]>([
		['+29012345', '+29012345'],
		['+49 1234567890123', '+491234567890123'],
		['+39 06 1234567', '+39061234567'],
		['+1 (555) 010-0000', '+15550100000'],
	])('normalizes the phone number %s', (value, to) => {
		expect(phone(value)).toEqual({ to });
	});

	test.each<[string, unknown, string]>([
		['an empty string', '', `'${field}' is empty`],
		['only spaces', ' \u200b\u00a0 ', `'${field}' is empty`],
		['undefined', undefined, `'${field}' is empty`],
		['null', null, `'${field}' is empty: got null`],
		['array', ['4915123456789'], `'${field}' needs one phone number, got an array`],
		['object', { phone: '49' }, `'${field}' needs one phone number, got an object`],
		['boolean', true, `'${field}' needs one phone number, got true`],
		['function', () => 1, `'${field}' needs one phone number, got a function`],
		['NaN', NaN, `'${field}' got NaN`],
		['Infinity', Infinity, `'${field}' got Infinity`],
		['a fraction', 4915.5, `'${field}' got a number that is not a phone number`],
		['a negative number', -4915123456789, `'${field}' got a number that is not a phone number`],
		['a large number', 1e21, `'${field}' is too large for a phone number`],
		['zero', 0, `'${field}' starts with 0, so the country code is missing`],
		['letters', '+49 151 CALLME', `'${field}' contains letters, a phone number has only digits`],
		['other characters', '+49 151 *234', `'${field}' contains characters that are not allowed in a phone number`],
		['emoji', '📞 4915123456789', `'${field}' contains characters that are not allowed in a phone number`],
		['only punctuation', '+ () -', `'${field}' contains no digits`],
		['too few digits', '1234', `'${field}' is too short for a phone number: it has 4 digits, 5 to 15 are allowed`],
		[
			'too many digits',
			'1234567890123456',
			`'${field}' is too long for a phone number: it has 16 digits, 5 to 15 are allowed`,
		],
		['a national number', '0151 23456789', `'${field}' starts with 0, so the country code is missing`],
		['a national number in brackets', '(0151) 23456789', `'${field}' starts with 0, so the country code is missing`],
		['a national zero in brackets', '(0) 151 23456789', `'${field}' starts with 0, so the country code is missing`],
		['a plus sign before a zero', '+0151 23456789', `'${field}' starts with 0, so the country code is missing`],
		['two numbers', '+4915123456789, +4915123456780', `'${field}' contains more than one number`],
		['two numbers without a comma', '+4915123456789 +4915123456780', `'${field}' contains more than one number`],
		[
			'a link without a number',
			'https://wa.me/message/ABC',
			`'${field}' contains letters, a phone number has only digits`,
		],
	])('rejects the phone number: %s', (_name, value, message) => {
		const found = inputErrorOf(() => phone(value));
		expect(found.message).toBe(message);
		expect(found.field).toBe(field);
		expect(found.advice).toEqual(expect.any(String));
	});

	test('suggests the country code for a national number', () => {
		expect(inputErrorOf(() => phone('0151 23456789')).advice).toBe(
			'Replace the 0 with the country code, e.g. +49 151 23456789 for 0151 23456789',
		);
	});

	test('returns the same number for any format of the same digits', () => {
		const digits = fc.constantFrom(...exampleNumbers().map(({ number }) => number.slice(1)));
		const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u200e', '\u2013', '\u2060');
		fc.assert(
			fc.property(digits, separator, fc.constantFrom('', '+', '00', 'tel:', 'whatsapp:+'), (d, between, prefix) => {
				const written = prefix + [...d].join(between);
				expect(phone(written)).toEqual({ to: `+${d}` });
				expect(phone(Number(d))).toEqual({ to: `+${d}` });
			}),
		);
	});
});

describe('user IDs', () => {
	test.each<[unknown, string]>([
		['US.13491208655302741918', 'US.13491208655302741918'],
		[' US.13491208655302741918\n', 'US.13491208655302741918'],
		['\u200bde.Ab12\u200b', 'DE.Ab12'],
		['US.ENT.1349', 'US.ENT.1349'],
		[`IN.${'a'.repeat(128)}`, `IN.${'a'.repeat(128)}`],
	])('accepts %j in both fields', (value, recipient) => {
		expect(payload(value, 'userId')).toEqual({ recipient });
		expect(phone(value)).toEqual({ recipient });
	});

	test.each<[string, unknown, string]>([
		['an empty string', '', "'User ID' is empty"],
		['null', null, "'User ID' is empty: got null"],
		['object', {}, "'User ID' needs one ID, got an object"],
		['array', [], "'User ID' needs one ID, got an array"],
		['boolean', false, "'User ID' needs one ID, got false"],
		['a phone number', '+49 151 23456789', "'User ID' is a phone number, not a user ID"],
		['a phone number entered as a number', 4915123456789, "'User ID' is a phone number, not a user ID"],
		['a user name', '@someone', "'User ID' is a username, not a user ID"],
		['an ID of 129 characters', `US.${'a'.repeat(129)}`, "'User ID' is not a user ID"],
		['other text', 'hello', "'User ID' is not a user ID"],
	])('rejects the user ID: %s', (_name, value, message) => {
		expect(inputErrorOf(() => parseRecipient(value, 'userId', 'User ID')).message).toBe(message);
	});
});

describe('groups', () => {
	test('accepts a group ID', () => {
		expect(payload(' Y2FwaV9ncm91cDo= ', 'group')).toEqual({
			to: 'Y2FwaV9ncm91cDo=',
			recipient_type: 'group',
		});
		expect(payload(120363404694, 'group')).toEqual({ to: '120363404694', recipient_type: 'group' });
	});

	test.each<[string, unknown, string]>([
		['an empty string', '', "'Group ID' is empty"],
		['undefined', undefined, "'Group ID' is empty"],
		['array', ['a'], "'Group ID' needs one ID, got an array"],
		['NaN', NaN, "'Group ID' needs text, got NaN"],
		['an unsafe number', 2 ** 60, "'Group ID' is a number that cannot be an ID"],
		['a link', 'https://chat.whatsapp.com/AbC', "'Group ID' is an invitation link, not a group ID"],
		['a space inside', 'a b', "'Group ID' contains white space, group IDs have none"],
	])('rejects the group ID: %s', (_name, value, message) => {
		expect(inputErrorOf(() => parseRecipient(value, 'group', 'Group ID')).message).toBe(message);
	});
});

test.each<[string, string]>([
	['digits', '1'.repeat(1_000_000)],
	['spaces between digits', `1${' '.repeat(1_000_000)}1`],
	['invisible characters before a letter', `a${'\u200b'.repeat(1_000_000)}b`],
	['brackets', `1${'('.repeat(1_000_000)}`],
])('rejects a million %s quickly', (_name, value) => {
	const start = Date.now();
	for (const kind of ['phone', 'userId'] as const) {
		expect(() => parseRecipient(value, kind, field)).toThrow(InputError);
	}
	expect(Date.now() - start).toBeLessThan(5000);
});

describe('the value of a recipient', () => {
	test.each<[string, RecipientKind, object, string, object]>([
		[
			'+49 151 23456789',
			'phone',
			{ kind: 'phone', value: '4915123456789', key: '4915123456789' },
			'+4915123456789',
			{ to: '+4915123456789' },
		],
		[
			'+55 11 91234-5678',
			'phone',
			{ kind: 'phone', value: '5511912345678', key: '551112345678' },
			'+5511912345678',
			{ to: '+5511912345678' },
		],
		['us.134', 'phone', { kind: 'userId', value: 'US.134', key: 'US.134' }, 'US.134', { recipient: 'US.134' }],
		['us.134', 'userId', { kind: 'userId', value: 'US.134', key: 'US.134' }, 'US.134', { recipient: 'US.134' }],
		[
			'120363',
			'group',
			{ kind: 'group', value: '120363', key: '120363' },
			'120363',
			{ to: '120363', recipient_type: 'group' },
		],
	])('reads %s as recipient of type %s', (entered, kind, recipient, text, sent) => {
		const found = parseRecipient(entered, kind, field);
		expect(found).toEqual(recipient);
		expect(formatRecipient(found)).toBe(text);
		expect(recipientPayload(found)).toEqual(sent);
	});

	test.each([
		['Brazil', '+55 11 91234-5678', '+55 11 1234-5678'],
		['Mexico', '+52 1 55 1234 5678', '+52 55 1234 5678'],
		['Argentina', '+54 9 11 1234-5678', '+54 11 1234-5678'],
	])('has one key for both forms of a number of %s, and sends each form as entered', (_country, long, short) => {
		const [one, other] = [long, short].map((entered) => parseRecipient(entered, 'phone', field));
		expect(one.key).toBe(other.key);
		expect(one.value).not.toBe(other.value);
		expect(recipientPayload(one)).toEqual({ to: long.replace(/[ -]/g, '') });
	});
});

describe('users of webhooks', () => {
	test.each<[unknown, unknown]>([
		['5511912345678', { kind: 'phone', value: '5511912345678', key: '551112345678' }],
		['+49151', { kind: 'phone', value: '49151', key: '49151' }],
		['DE.Ab1', { kind: 'userId', value: 'DE.Ab1', key: 'DE.Ab1' }],
		['DE.ENT.1', { kind: 'userId', value: 'DE.ENT.1', key: 'DE.ENT.1' }],
		['', undefined],
		[' 49151', undefined],
		['++49151', undefined],
		['@ada', undefined],
		[4915123456789, undefined],
		[['DE.1'], undefined],
		[undefined, undefined],
	])('reads the user %j of a webhook', (id, expected) => {
		expect(parseWebhookUser(id)).toEqual(expected);
	});

	test.each<[string, readonly unknown[], boolean | undefined]>([
		['+55 11 91234-5678', ['551112345678'], true],
		['+55 11 91234-5678', ['DE.1', '551112345678'], true],
		['+55 11 91234-5678', ['551112345679'], false],
		['+55 11 91234-5678', ['BR.1'], undefined],
		['+55 11 91234-5678', [], undefined],
		['+55 11 91234-5678', [5511912345678, null], undefined],
		['BR.1', ['551112345678', 'BR.1'], true],
		['BR.1', ['br.1'], true],
		['BR.1', ['BR.2'], false],
		['BR.1', ['BR.ENT.1'], undefined],
		['BR.ENT.1', ['BR.1', 'BR.ENT.1'], true],
		['BR.ENT.1', ['BR.1', 'BR.ENT.2'], false],
		['BR.1', ['551112345678'], undefined],
	])('compares %s with %j: %s', (entered, ids, expected) => {
		expect(isSameUser(parseRecipient(entered, 'phone', field), parseWebhookUsers(ids))).toBe(expected);
	});

	test('does not compare a group with users', () => {
		expect(
			isSameUser(parseRecipient('4915123456789', 'group', field), parseWebhookUsers(['4915123456789'])),
		).toBeUndefined();
	});
});

describe('any input', () => {
	const anything = fc.oneof(
		fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
		fc.fullUnicodeString(),
		fc.string16bits(),
		fc.stringOf(fc.constantFrom(...'+0123456789 ()-./:;?#@%tel\u200b٣')),
	);

	test.each<RecipientKind>(['phone', 'userId', 'group'])(
		'returns a recipient of type %s, stable when read again, or an InputError, for any input',
		(kind) => {
			fc.assert(
				fc.property(anything, (value) => {
					let first;
					try {
						first = parseRecipient(value, kind, field);
					} catch (thrown) {
						expect(thrown).toBeInstanceOf(InputError);
						return;
					}
					const text = formatRecipient(first);
					expect(text).not.toBe('');
					if (first.kind === 'phone') expect(text).toMatch(/^\+[1-9][0-9]{4,14}$/);
					expect(parseRecipient(text, kind, field)).toEqual(first);
					if (first.kind !== 'group') expect(parseWebhookUser(first.value)).toEqual(first);
				}),
				{ numRuns: 1000 },
			);
		},
	);
});
