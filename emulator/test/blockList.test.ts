import { client, closeAll, problem, started } from './helpers';
import { seed } from '../src';

afterEach(closeAll);

describe('block list', () => {
	const path = `/${seed.phoneNumberId}/block_users`;
	const users = (...block_users: object[]): object => ({ messaging_product: 'whatsapp', block_users });

	it('blocks users who wrote, reports the others, and unblocks', async () => {
		const emulator = await started();
		const graph = client(emulator);
		emulator.incoming({ from: '4915112345', text: 'Hi' });
		const blocked = await graph.post(path, users({ user: '+16505551234' }, { user: '4915112345' }));
		expect([blocked.status, blocked.data]).toEqual([
			200,
			{
				messaging_product: 'whatsapp',
				block_users: {
					added_users: [
						{ input: '+16505551234', wa_id: '16505551234', user_id: 'US.13491208655302741918' },
						{ input: '4915112345', wa_id: '4915112345' },
					],
				},
			},
		]);
		const some = await graph.post(path, users({ user: '16505551234' }, { user: '111111' }));
		expect([some.status, some.data]).toMatchObject([
			400,
			{
				block_users: {
					added_users: [{ wa_id: '16505551234' }],
					failed_users: [{ wa_id: '111111', errors: [{ code: 131047 }] }],
				},
				errors: { code: 139100 },
			},
		]);
		expect(((await graph.get(path)).data as { data: unknown[] }).data).toHaveLength(2);
		const freed = await graph.delete(path, { data: users({ user_id: 'US.13491208655302741918' }) });
		expect(freed.data).toMatchObject({ block_users: { removed_users: [{ wa_id: '16505551234' }] } });
		expect((await graph.delete(path, { data: users({ user: '16505551234' }) })).status).toBe(400);
	});

	it('blocks and unblocks a user by the BSUID of a parent business', async () => {
		const graph = client(await started());
		const input = 'US.ENT.11815799212886844830';
		const person = { input, wa_id: '16505551234', user_id: 'US.13491208655302741918' };
		const blocked = await graph.post(path, users({ user_id: input }));
		expect([blocked.status, blocked.data]).toEqual([
			200,
			{ messaging_product: 'whatsapp', block_users: { added_users: [person] } },
		]);
		const unblocked = await graph.delete(path, { data: users({ user_id: input }) });
		expect([unblocked.status, unblocked.data]).toEqual([
			200,
			{ messaging_product: 'whatsapp', block_users: { removed_users: [person] } },
		]);
	});

	it('rejects a malformed user ID and an empty list', async () => {
		const emulator = await started();
		expect(problem(await client(emulator).post(path, users({ user_id: 'US.ENT.' }))).code).toBe(100);
		expect(problem(await client(emulator).post(path, users({ user_id: 'ENT.1' }))).code).toBe(100);
		expect(problem(await client(emulator).post(path, users())).code).toBe(100);
		expect(problem(await client(emulator).post(path, { block_users: [{ user: '1' }] })).code).toBe(100);
	});
});
