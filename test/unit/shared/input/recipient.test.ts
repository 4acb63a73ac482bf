import fc from 'fast-check';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import {
	formatRecipient,
	isSameUser,
	parseWebhookUsers,
	parseGroup,
	parseRecipient,
	parseUser,
	parseWebhookUser,
	recipientPayload,
	type Recipient,
} from '../../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { inputErrorOf } from '../../inputErrorOf';
import { exampleNumbers } from './exampleNumbers';

const field = 'Recipient';
const GROUP = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const payload = (value: unknown) => recipientPayload(parseRecipient(value, field));
const forms =
	'Enter a phone number such as +49 1512 3456789, a user ID such as US.13491208655302741918, or a group ID such as Y2FwaV9ncm91cDoxNzA1...';

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
		expect(payload(value)).toEqual({ to: '+4915123456789' });
	});

	test.each<[string, string]>([
		['+29012345', '+29012345'],
		['+49 1234567890123', '+491234567890123'],
		['+39 06 1234567', '+39061234567'],
		['+1 (555) 010-0000', '+15550100000'],
	])('normalizes the phone number %s', (value, to) => {
		expect(payload(value)).toEqual({ to });
	});

	test.each<[string, unknown, string]>([
		['an empty string', '', `'${field}' is empty`],
		['only spaces', ' \u200b\u00a0 ', `'${field}' is empty`],
		['undefined', undefined, `'${field}' is empty`],
		['null', null, `'${field}' is empty: got null`],
		['array', ['4915123456789'], `'${field}' needs one phone number or ID, got an array`],
		['object', { phone: '49' }, `'${field}' needs one phone number or ID, got an object`],
		['boolean', true, `'${field}' needs one phone number or ID, got true`],
		['function', () => 1, `'${field}' needs one phone number or ID, got a function`],
		['NaN', NaN, `'${field}' got NaN`],
		['Infinity', Infinity, `'${field}' got Infinity`],
		['a fraction', 4915.5, `'${field}' got a number that is not a phone number`],
		['a negative number', -4915123456789, `'${field}' got a number that is not a phone number`],
		['a large number', 1e21, `'${field}' is too large for a phone number`],
		['zero', 0, `'${field}' starts with 0, so the country code is missing`],
		['letters', '+49 151 CALLME', `'${field}' is not a phone number, user ID or group ID`],
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
		['a link without a number', 'https://wa.me/message/ABC', `'${field}' is not a phone number, user ID or group ID`],
	])('rejects the phone number: %s', (_name, value, message) => {
		const found = inputErrorOf(() => payload(value));
		expect(found.message).toBe(message);
		expect(found.field).toBe(field);
		expect(found.advice).toEqual(expect.any(String));
	});

	test('suggests the country code for a national number', () => {
		expect(inputErrorOf(() => payload('0151 23456789')).advice).toBe(
			'Replace the 0 with the country code, e.g. +49 151 23456789 for 0151 23456789',
		);
	});

	test('returns the same number for any format of the same digits', () => {
		const digits = fc.constantFrom(...exampleNumbers().map(({ number }) => number.slice(1)));
		const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u200e', '\u2013', '\u2060');
		fc.assert(
			fc.property(digits, separator, fc.constantFrom('', '+', '00', 'tel:', 'whatsapp:+'), (d, between, prefix) => {
				const written = prefix + [...d].join(between);
				expect(payload(written)).toEqual({ to: `+${d}` });
				expect(payload(Number(d))).toEqual({ to: `+${d}` });
			}),
		);
	});
});

test.each<[unknown, string]>([
	['US.13491208655302741918', 'US.13491208655302741918'],
	[' US.13491208655302741918\n', 'US.13491208655302741918'],
	['\u200bde.Ab12\u200b', 'DE.Ab12'],
	['US.ENT.1349', 'US.ENT.1349'],
	[`IN.${'a'.repeat(128)}`, `IN.${'a'.repeat(128)}`],
])('reads %j as a user ID', (value, recipient) => {
	expect(payload(value)).toEqual({ recipient });
	expect(recipientPayload(parseUser(value, field))).toEqual({ recipient });
});

test.each([GROUP, ` ${GROUP}\n`, `\u200b${GROUP}`, GROUP.slice(0, 24)])('reads %j as a group ID', (value) => {
	const to = value.trim().replace('\u200b', '');
	expect(payload(value)).toEqual({ to, recipient_type: 'group' });
	expect(recipientPayload(parseGroup(value, field))).toEqual({ to, recipient_type: 'group' });
});

test.each<[string, string, string]>([
	['a username', '@someone', 'is a username: messages cannot be sent to usernames'],
	['an invitation link', 'https://chat.whatsapp.com/AbC', 'is an invitation link, not a group ID'],
	[
		'a group of WhatsApp Web',
		'120363404694233820@g.us',
		'is a group ID of WhatsApp Web, which the Cloud API does not know',
	],
	['a message ID', 'wamid.HBgLMTY1MDUwNzY1MjAVAgARGBI5QTND', 'is a message ID'],
	[
		'a user ID of 129 characters',
		`US.${'a'.repeat(129)}`,
		'is not a user ID: after the country and a dot, it has only letters and digits, up to 128',
	],
	['a name', 'Ada', 'is not a phone number, user ID or group ID'],
	['a long word', 'Donaudampfschifffahrtsgesellschaft', 'is not a phone number, user ID or group ID'],
	['the beginning of a group ID', GROUP.slice(0, 23), 'is not a phone number, user ID or group ID'],
	['a number with a name', 'Phone 491512345678', 'is not a phone number, user ID or group ID'],
])('says what each form looks like for %s', (_name, value, problem) => {
	const found = inputErrorOf(() => payload(value));
	expect(found.message).toBe(`'Recipient' ${problem}`);
	expect(found.advice).toBe(forms);
});

test('does not read a number with an extension as a group ID', () => {
	expect(inputErrorOf(() => payload('+49 151 23456789 ext 12')).message).toBe("'Recipient' has an extension");
	expect(inputErrorOf(() => payload('4915123456789012345678x12')).message).toBe("'Recipient' has an extension");
});

test('rejects a group ID where only users are possible', () => {
	const found = inputErrorOf(() => parseUser(GROUP, 'Users'));
	expect(found.message).toBe("'Users' is a group ID");
	expect(found.advice).toBe(
		'Enter a phone number such as +49 1512 3456789, or a user ID such as US.13491208655302741918',
	);
});

describe('fields for groups', () => {
	test('accept any ID that is nothing else', () => {
		expect(recipientPayload(parseGroup(' Y2FwaV9ncm91cDo= ', field))).toEqual({
			to: 'Y2FwaV9ncm91cDo=',
			recipient_type: 'group',
		});
	});

	test.each<[string, unknown, string]>([
		['an empty string', '', "'Group ID' is empty"],
		['undefined', undefined, "'Group ID' is empty"],
		['array', ['a'], "'Group ID' needs one phone number or ID, got an array"],
		['NaN', NaN, "'Group ID' needs text, got NaN"],
		['an unsafe number', 2 ** 60, "'Group ID' is a number that cannot be an ID"],
		['a link', 'https://chat.whatsapp.com/AbC', "'Group ID' is an invitation link, not a group ID"],
		['a phone number', '+49 151 23456789', "'Group ID' is a number, not a group ID"],
		['digits', 120363404694, "'Group ID' is a number, not a group ID"],
		['a user ID', 'US.1', "'Group ID' is a user ID, not a group ID"],
		['a space inside', 'a b', "'Group ID' contains white space, group IDs have none"],
	])('reject %s', (_name, value, message) => {
		expect(inputErrorOf(() => parseGroup(value, 'Group ID')).message).toBe(message);
	});
});

test.each<[string, string]>([
	['digits', '1'.repeat(1_000_000)],
	['spaces between digits', `1${' '.repeat(1_000_000)}1`],
	['invisible characters before a letter', `a${'\u200b'.repeat(1_000_000)}b`],
	['brackets', `1${'('.repeat(1_000_000)}`],
])('rejects a million %s quickly', (_name, value) => {
	const start = Date.now();
	expect(() => parseRecipient(value, field)).toThrow(InputError);
	expect(Date.now() - start).toBeLessThan(5000);
});

describe('the value of a recipient', () => {
	test.each<[string, object, string, object]>([
		[
			'+49 151 23456789',
			{ kind: 'phone', value: '4915123456789', key: '4915123456789' },
			'+4915123456789',
			{ to: '+4915123456789' },
		],
		[
			'+55 11 91234-5678',
			{ kind: 'phone', value: '5511912345678', key: '551112345678' },
			'+5511912345678',
			{ to: '+5511912345678' },
		],
		['us.134', { kind: 'userId', value: 'US.134', key: 'US.134' }, 'US.134', { recipient: 'US.134' }],
		[GROUP, { kind: 'group', value: GROUP, key: GROUP }, GROUP, { to: GROUP, recipient_type: 'group' }],
	])('reads %s as the recipient %j', (entered, recipient, text, sent) => {
		const found = parseRecipient(entered, field);
		expect(found).toEqual(recipient);
		expect(formatRecipient(found)).toBe(text);
		expect(recipientPayload(found)).toEqual(sent);
	});

	test.each([
		['Brazil', '+55 11 91234-5678', '+55 11 1234-5678'],
		['Mexico', '+52 1 55 1234 5678', '+52 55 1234 5678'],
		['Argentina', '+54 9 11 1234-5678', '+54 11 1234-5678'],
	])('has one key for both forms of a number of %s, and sends each form as entered', (_country, long, short) => {
		const [one, other] = [long, short].map((entered) => parseRecipient(entered, field));
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
		expect(isSameUser(parseRecipient(entered, field), parseWebhookUsers(ids))).toBe(expected);
	});

	test('does not compare a group with users', () => {
		expect(isSameUser(parseRecipient(GROUP, field), parseWebhookUsers(['4915123456789']))).toBeUndefined();
	});
});

describe('any input', () => {
	const anything = fc.oneof(
		fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
		fc.fullUnicodeString(),
		fc.string16bits(),
		fc.stringOf(fc.constantFrom(...'+0123456789 ()-./:;?#@%tel\u200b٣')),
	);

	test.each<[string, (value: unknown) => Recipient]>([
		['a recipient', (value) => parseRecipient(value, field)],
		['a user', (value) => parseUser(value, field)],
		['a group', (value) => parseGroup(value, field)],
	])('returns %s, stable when read again, or an InputError', (_name, read) => {
		fc.assert(
			fc.property(anything, (value) => {
				let first;
				try {
					first = read(value);
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(InputError);
					return;
				}
				const text = formatRecipient(first);
				expect(text).not.toBe('');
				if (first.kind === 'phone') expect(text).toMatch(/^\+[1-9][0-9]{4,14}$/);
				expect(read(text)).toEqual(first);
				if (first.kind !== 'group') expect(parseWebhookUser(first.value)).toEqual(first);
			}),
			{ numRuns: 1000 },
		);
	});
});
