import { client, closeAll, problem, started, type GraphResponse } from './helpers';
import { seed, type Emulator } from '../src';
import { templates, BODY, buttons, createTemplate } from './templateRequests';

afterEach(closeAll);

describe('managing templates', () => {
	const find = async (emulator: Emulator, name: string): Promise<string> =>
		String(
			((await client(emulator).get(templates, { params: { name } })).data as { data: Array<{ id: string }> }).data[0]
				.id,
		);

	it('edits a template in an editable state', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const id = await find(emulator, 'hello_world');
		expect(problem(await graph.post(`/${id}`, { category: 'MARKETING' })).code).toBe(100);
		expect((await graph.post(`/${id}`, { components: [BODY] })).data).toEqual({
			success: true,
			id,
			name: 'hello_world',
			category: 'UTILITY',
		});
		expect(problem(await graph.post(`/${id}`, { components: [BODY] })).subcode).toBe(2388003);
	});

	it('deletes one language or all languages of a template', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const left = async (): Promise<number> =>
			((await graph.get(templates, { params: { name: 'order_update' } })).data as { data: unknown[] }).data.length;
		const id = await find(emulator, 'order_update');
		expect((await graph.delete(templates, { params: { name: 'order_update', hsm_id: id } })).data).toEqual({
			success: true,
		});
		expect(await left()).toBe(1);
		expect((await graph.delete(templates, { params: { name: 'order_update' } })).data).toEqual({ success: true });
		expect(await left()).toBe(0);
		expect(problem(await graph.delete(templates, { params: { name: 'order_update' } })).subcode).toBe(2593002);
		expect(problem(await graph.delete(templates)).code).toBe(100);
	});

	it('archives and unarchives templates, without a version in the path', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const id = await find(emulator, 'hello_world');
		const post = async (edge: string, ids: string): Promise<unknown> =>
			(await graph.post(`${emulator.url}${templates}/${edge}`, { hsm_ids: ids })).data;
		expect(await post('archive', `${id},1`)).toEqual({
			archived_templates: [id],
			failed_templates: { 1: 'The template does not exist.' },
		});
		expect(await post('archive', id)).toEqual({
			archived_templates: [],
			failed_templates: { [id]: 'The template is archived already.' },
		});
		expect(await post('unarchive', id)).toEqual({ unarchived_templates: [id], failed_templates: {} });
		expect(problem(await graph.post(`${templates}/delete`)).code).toBe(2500);
	});

	it('compares, unpauses and migrates templates', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const [id, paused] = [await find(emulator, 'hello_world'), await find(emulator, 'paused_offer')];
		const compare = async (days: number): Promise<{ status: number; data: GraphResponse }> =>
			await graph.get(`/${id}/compare`, { params: { template_ids: paused, start: 0, end: days * 86_400 } });
		expect((await compare(30)).status).toBe(200);
		expect(problem(await compare(31)).code).toBe(100);
		expect((await graph.post(`/${paused}/unpause`)).data).toMatchObject({ success: true });
		expect((await graph.post(`/${paused}/unpause`)).data).toMatchObject({ success: false });
		const counts: number[] = [];
		for (const page of [0, 1, 2]) {
			const { data } = await graph.post(
				`/${seed.wabaId}/migrate_message_templates?source_waba_id=${seed.otherWabaId}&page_number=${page}`,
			);
			counts.push((data as { migrated_templates: unknown[] }).migrated_templates.length);
		}
		expect(counts).toEqual([500, 1, 0]);
		expect(problem(await graph.post(`/${seed.wabaId}/migrate_message_templates?source_waba_id=1`)).subcode).toBe(33);
	});

	it('returns the library and previews, and creates many languages at once', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const search = await graph.get('/message_template_library', { params: { search: 'payment' } });
		expect((search.data as { data: Array<{ name: string }> }).data.map(({ name }) => name)).toEqual([
			'payment_overdue_1',
		]);
		const fromLibrary = {
			name: 'mine',
			language: 'en_US',
			category: 'UTILITY',
			library_template_name: 'payment_overdue_1',
		};
		const inputs = { library_template_button_inputs: [{ type: 'URL', url: { base_url: 'https://example.com/pay' } }] };
		expect(problem(await createTemplate(emulator, fromLibrary)).text).toBe(
			'(#100) The parameter library_template_button_inputs is required.',
		);
		expect((await createTemplate(emulator, { ...fromLibrary, ...inputs })).data).toMatchObject({ status: 'APPROVED' });
		expect(
			(await createTemplate(emulator, { ...fromLibrary, name: 'welcome', library_template_name: 'account_created_1' }))
				.data,
		).toMatchObject({ status: 'APPROVED' });
		expect(
			problem(await createTemplate(emulator, { ...fromLibrary, name: 'other', library_template_name: 'none' })).subcode,
		).toBe(2388105);
		const preview = await graph.get(`/${seed.wabaId}/message_template_previews`, {
			params: { category: 'AUTHENTICATION', languages: 'en_US,de', code_expiration_minutes: 5 },
		});
		expect((preview.data as { data: unknown[] }).data).toHaveLength(2);
		const components = [{ type: 'BODY' }, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })];
		const upsert = { name: 'code', languages: ['en_US', 'de'], category: 'AUTHENTICATION', components };
		expect((await graph.post(`/${seed.wabaId}/upsert_message_templates`, upsert)).data).toMatchObject({
			data: [{ language: 'en_US' }, { language: 'de' }],
		});
		const withText = [{ type: 'BODY' }, buttons({ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' })];
		expect(
			problem(await graph.post(`/${seed.wabaId}/upsert_message_templates`, { ...upsert, components: withText })).code,
		).toBe(100);
	});
});
