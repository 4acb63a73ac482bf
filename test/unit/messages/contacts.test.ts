import fc from 'fast-check';
import { contacts } from '../../../nodes/WhatsAppBusinessCloud/messages/contacts';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { inputErrorOf } from '../inputErrorOf';

const one = (name: unknown, additionalFields: unknown = {}) =>
	contacts.build({ name: { data: name }, additionalFields });
const several = (contact: unknown) => contacts.build({ contactsInput: 'several', contacts: { contact } });
const json = (contactsJson: unknown) => contacts.build({ contactsInput: 'json', contactsJson });
const sent = (built: { body: Record<string, unknown> }) => built.body.contacts;

const ada = {
	formatted_name: 'Ada Lovelace',
	first_name: 'Ada',
	last_name: '',
	middle_name: '',
	suffix: '',
	prefix: '',
};
const adaSent = { formatted_name: 'Ada Lovelace', first_name: 'Ada' };

describe('one contact, with the fields of the built-in node', () => {
	test('omits the empty parts of a name', () => {
		expect(one(ada)).toEqual({ body: { type: 'contacts', contacts: [{ name: adaSent }] }, uploads: [], links: [] });
	});

	test('sends every field as version 1.1 stores it', () => {
		const built = one(
			{
				formatted_name: 'Dr. Ada K. Lovelace II',
				first_name: 'Ada',
				last_name: 'Lovelace',
				middle_name: 'K.',
				suffix: 'II',
				prefix: 'Dr.',
			},
			{
				addresses: {
					address: [
						{
							type: 'HOME',
							street: '12 St James Square',
							city: 'London',
							state: '',
							zip: 'SW1Y 4JH',
							country: 'United Kingdom',
							country_code: 'GB',
						},
						{ type: 'WORK', street: '', city: '', state: '', zip: '', country: '', country_code: '' },
					],
				},
				birthday: '1815-12-10',
				emails: {
					data: [
						{ type: 'HOME', email: 'ada@example.com' },
						{ type: 'WORK', email: '' },
					],
				},
				organization: { data: { company: 'Engines', department: '', title: 'Programmer' } },
				phones: {
					data: [
						{ type: 'CELL', phone: '+44 20 7946 0000', whatsapp_user_id: '442079460000' },
						{ type: 'WORK', phone: '+44 20 7946 0001', whatsapp_user_id: '' },
						{ type: 'HOME', phone: '', whatsapp_user_id: '' },
					],
				},
				urls: {
					url: [
						{ type: 'WORK', url: 'https://example.com' },
						{ type: 'HOME', url: '' },
					],
				},
			},
		);
		expect(sent(built)).toEqual([
			{
				name: {
					formatted_name: 'Dr. Ada K. Lovelace II',
					first_name: 'Ada',
					last_name: 'Lovelace',
					middle_name: 'K.',
					suffix: 'II',
					prefix: 'Dr.',
				},
				addresses: [
					{
						type: 'HOME',
						street: '12 St James Square',
						city: 'London',
						zip: 'SW1Y 4JH',
						country: 'United Kingdom',
						country_code: 'GB',
					},
				],
				birthday: '1815-12-10',
				emails: [{ type: 'HOME', email: 'ada@example.com' }],
				org: { company: 'Engines', title: 'Programmer' },
				phones: [
					{ type: 'CELL', phone: '+44 20 7946 0000', wa_id: '442079460000' },
					{ type: 'WORK', phone: '+44 20 7946 0001' },
				],
				urls: [{ type: 'WORK', url: 'https://example.com' }],
			},
		]);
	});

	test('reads wa_id from a phone type, as in version 1', () => {
		const phones = {
			data: [
				{ type: 'wa_id', phone: '+44 (20) 7946-0000' },
				{ type: 'CELL', phone: '+441' },
			],
		};
		expect(sent(one(ada, { phones }))).toEqual([
			{
				name: adaSent,
				phones: [
					{ phone: '+44 (20) 7946-0000', wa_id: '442079460000' },
					{ type: 'CELL', phone: '+441' },
				],
			},
		]);
	});

	test('reads wa_id from the phone entry', () => {
		const phones = { data: [{ type: 'CELL', phone: '+441', wa_id: '441', whatsapp_user_id: '' }] };
		expect(sent(one(ada, { phones }))).toEqual([
			{ name: adaSent, phones: [{ type: 'CELL', phone: '+441', wa_id: '441' }] },
		]);
	});

	test('converts numbers to text', () => {
		const phones = { data: [{ type: 'CELL', phone: 442079460000, whatsapp_user_id: 442079460000 }] };
		expect(sent(one({ formatted_name: 7, first_name: 8 }, { phones }))).toEqual([
			{
				name: { formatted_name: '7', first_name: '8' },
				phones: [{ type: 'CELL', phone: '442079460000', wa_id: '442079460000' }],
			},
		]);
	});

	test('adds the second part of the name that WhatsApp requires', () => {
		expect(sent(one({ formatted_name: 'Ada' }))).toEqual([{ name: { formatted_name: 'Ada', first_name: 'Ada' } }]);
		expect(sent(one({ formatted_name: '', first_name: 'Ada', last_name: 'Lovelace', prefix: 'Dr.' }))).toEqual([
			{ name: { formatted_name: 'Dr. Ada Lovelace', first_name: 'Ada', last_name: 'Lovelace', prefix: 'Dr.' } },
		]);
	});

	test.each<[string, unknown, string]>([
		['an ISO time', '1815-12-10T09:00:00.000Z', '1815-12-10'],
		['a date', new Date('1815-12-10T00:00:00Z'), '1815-12-10'],
		['a DateTime', { toISODate: () => '1815-12-10' }, '1815-12-10'],
		['a leap day', '2024-02-29', '2024-02-29'],
	])('accepts a birthday as %s', (_name, birthday, day) => {
		expect(sent(one(ada, { birthday }))).toEqual([{ name: adaSent, birthday: day }]);
	});

	test.each<[string, unknown, unknown, string]>([
		['no name', undefined, {}, "'Full Name' is empty"],
		['null as name', null, {}, "'Full Name' is empty"],
		['an empty name', { formatted_name: ' ', first_name: '' }, {}, "'Full Name' is empty"],
		['text as name', 'Ada', {}, "'Name Parts' needs an object with fields, got text"],
		['an object as part of the name', { formatted_name: {} }, {}, "'Full Name' needs text, got an object"],
		['a day that does not exist', ada, { birthday: '2023-02-29' }, "'Birthday' is not a date"],
		['a birthday in another order', ada, { birthday: '10.12.1815' }, "'Birthday' is not a date"],
		['an array as birthday', ada, { birthday: [1815] }, "'Birthday' needs text, got an array"],
		['text as phones', ada, { phones: '+44' }, "'Phones' needs an object with fields, got text"],
		['text as phone', ada, { phones: { data: ['+44'] } }, "'Phones' needs an object with fields, got text"],
		['a phone nested in a phone', ada, { phones: { data: [{ phone: ['+44'] }] } }, "'Phone' needs text, got an array"],
		['an object as email', ada, { emails: { data: { email: { a: 1 } } } }, "'Email' needs text, got an object"],
		['text as additional fields', ada, 'x', "'Additional Fields' needs an object with fields, got text"],
	])('rejects a contact with %s', (_name, name, additionalFields, message) => {
		expect(inputErrorOf(() => one(name, additionalFields)).message).toBe(message);
	});
});

describe('several contacts', () => {
	test('sends all fields of each contact', () => {
		const built = several([
			{
				...ada,
				birthday: '',
				phones: {
					data: [
						{ type: 'CELL', phone: '+441', whatsapp_user_id: '' },
						{ type: 'WORK', phone: '+442', whatsapp_user_id: '' },
					],
				},
				emails: {},
			},
			{
				...ada,
				birthday: '1815-12-10',
				organization: { data: { company: 'Engines', department: '', title: '' } },
				addresses: { address: [{ type: 'WORK', city: 'London' }] },
				urls: { url: [{ type: 'WORK', url: 'https://example.com' }] },
			},
		]);
		expect(sent(built)).toEqual([
			{
				name: adaSent,
				phones: [
					{ type: 'CELL', phone: '+441' },
					{ type: 'WORK', phone: '+442' },
				],
			},
			{
				name: adaSent,
				birthday: '1815-12-10',
				org: { company: 'Engines' },
				addresses: [{ type: 'WORK', city: 'London' }],
				urls: [{ type: 'WORK', url: 'https://example.com' }],
			},
		]);
	});

	test('accepts 257 contacts and rejects 258', () => {
		expect(sent(several(Array(257).fill(ada)))).toHaveLength(257);
		expect(inputErrorOf(() => several(Array(258).fill(ada))).message).toBe(
			"'Contacts' has 258 contacts, WhatsApp allows 257",
		);
	});

	test.each<[unknown, string]>([
		[[], "'Contacts' is empty"],
		[undefined, "'Contacts' is empty"],
		[['Ada'], 'Contact 1 needs an object with fields, got text'],
		[[ada, {}], "'Full Name' of contact 2 is empty"],
		[[ada, { ...ada, urls: { url: [{ url: {} }] } }], "'URL' of contact 2 needs text, got an object"],
	])('rejects the contacts %j', (contact, message) => {
		expect(inputErrorOf(() => several(contact)).message).toBe(message);
	});
});

describe('contacts as JSON', () => {
	const contact = {
		name: { ...adaSent, last_name: '' },
		phones: [
			{ phone: 442079460000, type: 'CELL', wa_id: '+44 20 7946 0000' },
			{ phone: '', type: 'WORK' },
		],
		emails: [],
		org: { company: '' },
		birthday: '',
		ims: [{ service: 'AIM', user_id: '' }, {}],
	};
	const contactSent = {
		name: adaSent,
		phones: [{ phone: '442079460000', type: 'CELL', wa_id: '442079460000' }],
		ims: [{ service: 'AIM' }],
	};

	test.each<[string, unknown]>([
		['text', JSON.stringify([contact])],
		['array', [contact]],
		['one object', contact],
		['text of one object', JSON.stringify(contact)],
	])('accepts JSON as %s', (_name, value) => {
		expect(sent(json(value))).toEqual([contactSent]);
	});

	test('accepts the default value of the field', () => {
		const field = contacts.properties.find(({ name }) => name === 'contactsJson');
		expect(sent(json(field?.default))).toEqual([
			{
				name: { formatted_name: 'Ada Lovelace', first_name: 'Ada' },
				phones: [{ phone: '+44 20 7946 0000', type: 'WORK' }],
			},
		]);
	});

	test.each<[unknown, string]>([
		['', "'Contacts (JSON)' is empty"],
		[null, "'Contacts (JSON)' is empty: got null"],
		['[]', "'Contacts (JSON)' is empty"],
		['[{]', "'Contacts (JSON)' is not valid JSON (look near character 3)"],
		['"Ada"', "'Contacts (JSON)' needs a JSON object, got text"],
		[7, "'Contacts (JSON)' needs JSON, got a number"],
		[[null], 'Contact 1 needs an object, got null'],
		[[contact, {}], "'Full Name' of contact 2 is empty"],
		[[{ name: 'Ada' }], "'Name' of contact 1 needs an object with fields, got text"],
		[[{ ...contact, phones: '+44' }], "'Phones' of contact 1 needs a list, got text"],
		[[{ ...contact, org: [1] }], "'Organization' of contact 1 needs an object with fields, got an array"],
		[Array(258).fill(contact), "'Contacts (JSON)' has 258 contacts, WhatsApp allows 257"],
	])('rejects the contacts JSON %j', (value, message) => {
		expect(inputErrorOf(() => json(value)).message).toBe(message);
	});
});

test('rejects an unknown value of Contacts to Send', () => {
	expect(inputErrorOf(() => contacts.build({ contactsInput: 'many' })).message).toBe(
		"'Contacts to Send' has an unknown value",
	);
});

test('handles circular data from an expression', () => {
	const loop: Record<string, unknown> = { phone: '+44' };
	loop.self = loop;
	const [contact] = sent(one(ada, { phones: { data: [loop] } })) as Array<{ phones: Array<{ phone: string }> }>;
	expect(contact.phones[0].phone).toBe('+44');
	expect(() => JSON.stringify(contact)).not.toThrow();
});

describe('any input', () => {
	const hasEmpty = (value: unknown): boolean =>
		value === '' || (typeof value === 'object' && value !== null && Object.values(value).some(hasEmpty));
	const texts = fc.oneof(fc.string16bits(), fc.constantFrom('', ' ', null, undefined, 5, 'Ada', '2024-01-01'));
	const record = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), texts);
	const name = record('formatted_name', 'first_name', 'last_name', 'prefix');
	const phone = record('phone', 'type', 'wa_id', 'whatsapp_user_id');
	const likely = fc.record(
		{
			name: fc.oneof(name, fc.anything()),
			phones: fc.oneof(fc.array(phone), fc.anything()),
			emails: fc.array(record('email', 'type')),
			org: fc.oneof(record('company', 'title'), fc.anything()),
			birthday: fc.oneof(texts, fc.date()),
			more: fc.anything({ withBigInt: true }),
		},
		{ requiredKeys: ['name'] },
	);

	test('returns contacts without empty texts, stable when read again, or an InputError, for any JSON', () => {
		fc.assert(
			fc.property(fc.oneof(fc.array(likely, { maxLength: 3 }), fc.anything(), fc.json()), (value) => {
				try {
					const list = sent(json(value));
					expect(hasEmpty(list)).toBe(false);
					expect(sent(json(list))).toEqual(list);
				} catch (thrown) {
					if (!(thrown instanceof InputError)) throw thrown;
				}
			}),
			{ numRuns: 1000 },
		);
	});

	test('returns contacts without empty texts, or an InputError, for any form', () => {
		const fields = fc.record({
			phones: fc.oneof(fc.record({ data: fc.oneof(fc.array(phone), phone, fc.anything()) }), fc.anything()),
			emails: fc.anything(),
			addresses: fc.anything(),
			organization: fc.record({ data: fc.anything() }),
			birthday: texts,
		});
		fc.assert(
			fc.property(fc.oneof(name, fc.anything()), fc.oneof(fields, fc.anything()), (data, additionalFields) => {
				for (const build of [
					() => one(data, additionalFields),
					() => several([{ ...(data as object), ...(additionalFields as object) }]),
				]) {
					try {
						expect(hasEmpty(sent(build()))).toBe(false);
					} catch (thrown) {
						if (!(thrown instanceof InputError)) throw thrown;
					}
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
