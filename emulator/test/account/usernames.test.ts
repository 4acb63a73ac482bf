import { seed } from '../../src';
import { emulator, get, post, receiver, rejectionText, remove, startForEach } from './requests';

startForEach();

const path = `/${seed.phoneNumberId}/username`;
const other = `/${seed.secondPhoneNumberId}/username`;

it('claims, moves and deletes a username, and sends webhooks about it', async () => {
	expect(await get(path)).toEqual({});
	expect(await post(path, { username: 'Acme.Garden_1' })).toEqual({ status: 'approved' });
	expect(await get(path)).toEqual({ username: 'Acme.Garden_1', status: 'approved' });
	expect(await post(other, { username: 'acme.garden_1' })).toBe(147005);
	expect(await post(other, { username: 'acme.garden_1', transfer_action: 'force_transfer' })).toEqual({
		status: 'approved',
	});
	expect(await get(path)).toEqual({});
	expect(await remove(other)).toEqual({ success: true });
	const events = await receiver.until(4);
	const reported = events.map(({ payload }) => payload.entry[0].changes[0] as unknown);
	expect(reported).toHaveLength(4);
	expect(reported).toEqual(
		expect.arrayContaining([
			{
				field: 'business_username_updates',
				value: { display_phone_number: '16315558100', username: 'Acme.Garden_1', status: 'approved' },
			},
			{ field: 'business_username_updates', value: { display_phone_number: '16315558100', status: 'deleted' } },
			{ field: 'business_username_updates', value: { display_phone_number: '16315558101', status: 'deleted' } },
		]),
	);
});

it('rejects names that others have, and numbers that are not registered', async () => {
	expect(await post(path, { username: 'WhatsApp' })).toBe(147001);
	expect(await post(`/${seed.unregisteredPhoneNumberId}/username`, { username: 'acme_new' })).toBe(133010);
	expect(await post(`/${seed.foreignPhoneNumberId}/username`, { username: 'acme_new' })).toBe('100/33');
});

it.each([
	['ab', 'must have 3 to 35'],
	['x'.repeat(36), 'must have 3 to 35'],
	['größe', 'must have 3 to 35'],
	['123', 'must have a letter'],
	['.abc', 'must not begin or end with a period'],
	['a..b', 'must not begin or end with a period'],
	['www_shop', "must not begin with 'www'"],
	['shop.com', 'must not end like a domain'],
])('rejects the username %s', async (username, text) => {
	expect(await rejectionText('post', path, { username })).toContain(`Param username ${text}`);
});

it('suggests names', async () => {
	const names = ['acmeshop', 'acmeshop.official', 'acmeshop_chat'];
	expect(await get(`${path}_suggestions`)).toEqual({ data: [{ username_suggestions: names }] });
	await post(path, { username: names[0] });
	expect(await get(`${path}_suggestions`)).toEqual({ data: [{ username_suggestions: names.slice(1) }] });
});

it('deletes a user from the contact book until the next contact', async () => {
	const user = 'US.165055500030001';
	const book = `/${seed.phoneNumberId}/contact_book?messaging_product=whatsapp&bsuid=${user}`;
	const done = { messaging_product: 'whatsapp', success: true };
	expect(await remove(book)).toEqual({ ...done, deleted: false });
	emulator.incoming({ from: '16505550003', text: 'Hi' });
	expect(await remove(book)).toEqual({ ...done, deleted: true });
	expect(await remove(book)).toEqual({ ...done, deleted: false });
	expect(await remove(`/${seed.phoneNumberId}/contact_book?messaging_product=whatsapp&bsuid=1`)).toBe(100);
	expect(await remove(`/${seed.phoneNumberId}/contact_book?bsuid=${user}`)).toBe(100);
});
