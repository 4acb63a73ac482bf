import {
	DEFAULT_COUNTRY,
	isDifferentSender as compare,
	readAskedRecipient,
	type Sender,
} from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/senderMatch';

const isDifferentSender = (asked: Record<string, unknown>, sender: Sender): boolean =>
	compare(readAskedRecipient(asked), sender);

test.each([
	['the same number', '+49 151 2345 6789', { from: '4915123456789' }, false],
	['another number', '+49 151 2345 6789', { from: '4915123456780' }, true],
	['Brazil, which WhatsApp writes without the 9', '+55 11 91234-5678', { from: '551112345678' }, false],
	['Mexico, with an additional 1', '+52 55 1234 5678', { from: '5215512345678' }, false],
	['Argentina, with an additional 9', '+54 11 1234-5678', { from: '5491112345678' }, false],
	['a number of the same country with the same last digits', '+49 151 2345678', { from: '4915112345678' }, true],
	['a number entered as a number', 4915123456789, { from: '4915123456789' }, false],
	[
		'another number as n8n saves it',
		{ __rl: true, mode: 'id', value: '+49 151 2345 6789' },
		{ from: '4915123456780' },
		true,
	],
	[
		'the same number as n8n saves it',
		{ __rl: true, mode: 'id', value: '+49 151 2345 6789' },
		{ from: '4915123456789' },
		false,
	],
	['a user whose number is hidden', '+49 151 2345 6789', { from_user_id: 'DE.1' }, false],
	['a user ID in the field for numbers', 'de.1a', { from: '4915123456789', from_user_id: 'DE.1a' }, false],
	['another user ID in the field for numbers', 'DE.1a', { from: '4915123456789', from_user_id: 'DE.2b' }, true],
])('compares phone numbers: %s', (_name, recipientPhoneNumber, sender, expected) => {
	expect(isDifferentSender({ recipientPhoneNumber }, sender)).toBe(expected);
});

test.each([
	['the same number', 'BR', '5511987654321', false],
	['the number without the 9', { mode: 'list', value: 'BR' }, '551187654321', false],
	['another number', 'BR', '5511987654322', true],
	['any number if the country is invalid', 'Brazil', '5511987654322', false],
])('compares a number of Default Country: %s', (_name, country, from, expected) => {
	const asked = { recipientPhoneNumber: '(11) 98765-4321', [DEFAULT_COUNTRY]: country };
	expect(isDifferentSender(asked, { from })).toBe(expected);
});

test.each([
	['the same ID', { from_user_id: 'US.134' }, false],
	['another ID', { from_user_id: 'US.135' }, true],
	['a sender known only by number', { from: '4915123456789' }, false],
])('compares user IDs: %s', (_name, sender, expected) => {
	expect(isDifferentSender({ recipientPhoneNumber: ' us.134 ' }, sender)).toBe(expected);
});

test('does not compare a parent ID with a user ID', () => {
	expect(isDifferentSender({ recipientPhoneNumber: 'US.ENT.1' }, { from_user_id: 'US.2' })).toBe(false);
});

test('compares a parent ID with a parent ID', () => {
	expect(
		isDifferentSender({ recipientPhoneNumber: 'US.ENT.1' }, { from_user_id: 'US.2', from_parent_user_id: 'US.ENT.1' }),
	).toBe(false);
	expect(
		isDifferentSender({ recipientPhoneNumber: 'US.ENT.1' }, { from_user_id: 'US.2', from_parent_user_id: 'US.ENT.3' }),
	).toBe(true);
});

test('accepts a response from any member of a group', () => {
	expect(
		isDifferentSender(
			{ recipientPhoneNumber: 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD' },
			{ from: '4915123456789' },
		),
	).toBe(false);
});

test.each([
	['no ID', {}],
	['empty strings', { from: '', from_user_id: ' ' }],
	['values of other types', { from: 4915123456789, from_user_id: ['DE.1'], from_parent_user_id: { id: 'DE.ENT.1' } }],
	['texts that are not IDs', { from: 'Ada', from_user_id: '@ada' }],
])('treats a sender with %s as a different sender', (_name, sender) => {
	for (const asked of [
		{ recipientPhoneNumber: '+49 151 2345 6789' },
		{ recipientPhoneNumber: 'DE.1' },
		{ recipientPhoneNumber: 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD' },
		{ recipientPhoneNumber: '' },
	])
		expect(isDifferentSender(asked, sender)).toBe(true);
});
