import { seed } from '../../src';
import { emulator, get, post, receiver, startForEach } from './requests';

startForEach();

const path = `/${seed.wabaId}/signups`;
const policy = { tos: 'https://www.whatsapp.com/legal/business-terms', accepted: true };
const texts = {
	signup_message: 'Sign up for our offers',
	confirmation_message: 'Your code: {{promo_code}}',
	privacy_policy_url: 'https://example.com/privacy',
	promo_code: 'SAVE10',
};

async function created(): Promise<string> {
	return ((await post(path, { ...texts, policy })) as { id: string }).id;
}

it('creates, lists and changes sign-ups', async () => {
	const id = await created();
	const signUp = { id, waba_id: seed.wabaId, status: 'ACTIVE', ...texts };
	expect(await get(`/signups/${id}`)).toEqual(signUp);
	const second = (await post(path, { ...texts, website_url: 'https://example.com' })) as { id: string };
	expect(await get(`${path}?fields=id,status`)).toMatchObject({
		data: [
			{ id, status: 'ACTIVE' },
			{ id: second.id, status: 'ACTIVE' },
		],
	});
	expect(await post(`/signups/${id}`, { status: 'DISABLED', display_name: 'Offers' })).toEqual({ id });
	expect(await get(`/signups/${id}`)).toEqual({ ...signUp, status: 'DISABLED', display_name: 'Offers' });
});

it('lets a customer sign up while it is active', async () => {
	const id = await created();
	emulator.customer('16505550003').act({ action: 'signUp', signUp: id });
	const [{ payload }] = await receiver.until(1);
	expect(payload.entry[0].changes[0]).toMatchObject({
		field: 'user_preferences',
		value: {
			metadata: { phone_number_id: seed.phoneNumberId },
			user_preferences: [{ wa_id: '16505550003', category: 'marketing_messages', value: 'signup', signup_id: id }],
		},
	});
	await post(`/signups/${id}`, { status: 'DISABLED' });
	expect(() => emulator.customer('1650').act({ action: 'signUp', signUp: id })).toThrow('is disabled');
});

it('rejects what Meta rejects', async () => {
	expect(await post(path, texts)).toBe('100/2494168');
	expect(await post(path, { ...texts, policy: { ...policy, tos: 'https://example.com' } })).toBe('100/2494177');
	expect(await post(path, { ...texts, policy, website_url: 'http://example.com' })).toBe('100/2494179');
	expect(await post(path, { ...texts, policy, confirmation_message: 'Dear {{name}}' })).toBe('100/2494166');
	expect(await post(path, { ...texts, policy, promo_code: undefined })).toBe('100/2494167');
	expect(await post(path, { ...texts, policy, signup_message: 'x'.repeat(301) })).toBe(100);
	expect(await post(path, { ...texts, policy, promo_code: 'A B' })).toBe(100);
	const id = await created();
	expect(await post(path, { ...texts, policy })).toBe('100/2494176');
	expect(await post(`/signups/${id}`, { privacy_policy_url: 'https://example.com/new' })).toBe(100);
	expect(await post(`/signups/${id}`, { status: 'PAUSED' })).toBe(100);
	expect(await get('/signups/1')).toBe('100/2494164');
});
