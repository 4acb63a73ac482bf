import { seed } from '../../src';
import { call, get, post, rejectionText, remove, startForEach } from './requests';

startForEach();

const path = `/${seed.wabaId}/welcome_message_sequences`;
const content = {
	text: 'Welcome! What are you looking for?',
	autofill_message: { content: 'Hi' },
	ice_breakers: [{ title: 'Prices?' }, { title: 'Opening hours?' }],
};
const list = async (): Promise<Array<Record<string, unknown>>> =>
	((await get(path)) as { data: Array<Record<string, unknown>> }).data;

it('are created, listed, replaced and deleted', async () => {
	const response = await post(path, { name: 'Autumn', welcome_message_sequence: content });
	expect(response).toEqual({ sequence_id: expect.stringMatching(/^\d+$/) as string });
	const { sequence_id } = response as { sequence_id: string };
	const created = { sequence_id, name: 'Autumn', welcome_message_sequence: content, is_used_in_ad: false };
	expect((await list()).slice(1)).toEqual([created]);
	// Also as a form, in which an object is JSON.
	const changed = { sequence_id, name: 'Winter', welcome_message_sequence: '{"text": "Hello"}' };
	expect(await post(path, changed)).toEqual({ sequence_id });
	expect(await get(`${path}?sequence_id=${sequence_id}`)).toMatchObject({
		data: [{ ...created, name: 'Winter', welcome_message_sequence: { text: 'Hello' } }],
	});
	expect(await remove(`${path}?sequence_id=${sequence_id}`)).toEqual({ success: true });
	expect(await remove(`${path}?sequence_id=${sequence_id}`)).toBe(100);
	expect(await list()).toHaveLength(1);
});

it('are not deleted while an active ad uses them', async () => {
	const [{ sequence_id: id, is_used_in_ad }] = await list();
	expect(is_used_in_ad).toBe(true);
	expect(await rejectionText('delete', `${path}?sequence_id=${String(id)}`)).toContain('used in an active ad');
	expect(await list()).toHaveLength(1);
});

it('are those of the calling app, and need the management permission', async () => {
	expect(await call('get', path, undefined, seed.bookingAccessToken)).toEqual({ data: [] });
	const [{ sequence_id }] = await list();
	const change = { sequence_id, name: 'Mine', welcome_message_sequence: content };
	expect(await call('post', path, change, seed.bookingAccessToken)).toBe(100);
	for (const method of ['get', 'post', 'delete'] as const)
		expect(await call(method, path, undefined, seed.withoutManagementToken)).toBe(200);
});

it.each([
	[{ welcome_message_sequence: content }, '(#100) The parameter name is required.'],
	[{ name: 'A' }, '(#100) The parameter welcome_message_sequence is required.'],
	[
		{ name: 'A', welcome_message_sequence: { ...content, ice_breakers: [{}] } },
		"(#100) The parameter welcome_message_sequence['ice_breakers'][0]['title'] is required.",
	],
])('are rejected: %j', async (body, message) => expect(await rejectionText('post', path, body)).toBe(message));
