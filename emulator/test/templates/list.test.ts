import { client, closeAll, problem, started } from '../helpers';
import { seed } from '../../src';

afterEach(closeAll);

interface Page {
	data: Array<Record<string, unknown>>;
	paging: { cursors: { after: string }; next?: string };
}

async function list(params: Record<string, unknown>) {
	const emulator = await started();
	return (await client(emulator).get(`/${seed.wabaId}/message_templates`, { params })).data as Page;
}
const names = ({ data }: Page) => data.map(({ name, language }) => `${String(name)}|${String(language)}`);

test('returns pages of 25 templates by default, with cursors', async () => {
	const emulator = await started();
	const graph = client(emulator);
	const seen: unknown[] = [];
	let after: string | undefined;
	const sizes: number[] = [];
	do {
		const page = (await graph.get(`/${seed.wabaId}/message_templates`, { params: { after } })).data as Page;
		sizes.push(page.data.length);
		seen.push(...page.data.map(({ id }) => id));
		after = page.paging.next && page.paging.cursors.after;
	} while (after !== undefined);
	expect(sizes).toEqual([25, 25, 20]);
	expect(new Set(seen).size).toBe(70);
});

test('filters templates by part of the name, language, status and category', async () => {
	expect(names(await list({ name: 'der_up' }))).toEqual(['order_update|en_US', 'order_update|de']);
	expect(names(await list({ language: 'de' }))).toEqual(['order_update|de']);
	expect(names(await list({ status: 'PAUSED,REJECTED' }))).toEqual(['paused_offer|en_US', 'rejected_offer|en_US']);
	expect(names(await list({ category: 'AUTHENTICATION' }))).toEqual(['login_code|en_US', 'login_code_one_tap|en_US']);
	expect(names(await list({ content: 'verification CODE' }))).toEqual(['login_code|en_US', 'login_code_one_tap|en_US']);
	expect(names(await list({ quality_score: 'RED' }))).toEqual(['paused_offer|en_US', 'disabled_offer|en_US']);
});

test('returns the requested fields of a list and of one template', async () => {
	const emulator = await started();
	const graph = client(emulator);
	const { data } = (
		await graph.get(`/${seed.wabaId}/message_templates`, {
			params: { name: 'named_header', fields: 'name,parameter_format' },
		})
	).data as Page;
	expect(data).toEqual([{ name: 'named_header', parameter_format: 'NAMED', id: expect.any(String) }]);
	const one = await graph.get(`/${String(data[0].id)}`, { params: { fields: 'language,status' } });
	expect(one.data).toEqual({ language: 'en_US', status: 'APPROVED', id: data[0].id });
	expect(problem(await graph.get(`/${seed.wabaId}/message_templates`, { params: { fields: 'nme' } })).code).toBe(100);
	expect(problem(await graph.get(`/${seed.wabaId}/message_templates`, { params: { status: 'GOOD' } })).code).toBe(100);
});

// Meta's SDK v26.0 (WhatsAppBusinessAccount): since, until, source.
test('filters by date and source', async () => {
	const emulator = await started();
	const graph = client(emulator);
	const found = async (params: object): Promise<unknown> => {
		const { data, status } = await graph.get(`/${seed.wabaId}/message_templates`, { params });
		return status === 200 ? (data as Page).data.map(({ name }) => name) : problem({ data, status }).code;
	};
	const add = (name: string, source?: string): unknown =>
		emulator.addTemplate({
			name,
			language: 'en_US',
			category: 'UTILITY',
			status: 'APPROVED',
			parameter_format: 'POSITIONAL',
			components: [{ type: 'BODY', text: 'Hi' }],
			created_at: Date.UTC(2026, 9, 15, 12),
			...(source && { source }),
		});
	add('by_hand');
	add('by_direct_send', 'AUTO_GENERATED');
	expect(await found({ source: 'AUTO_GENERATED' })).toEqual(['by_direct_send']);
	expect(await found({ since: '2026-10-15', source: 'MANUAL' })).toEqual(['by_hand']);
	expect(await found({ since: '2026-10-15', until: '2026-10-15' })).toEqual(['by_direct_send', 'by_hand']);
	expect(await found({ since: String(Date.UTC(2026, 9, 14) / 1000), until: '2026-10-14' })).toEqual([]);
	expect(await found({ since: '2026-10-16' })).toEqual([]);
	expect(await found({ until: '2025-12-31' })).toEqual([]);
	expect(await found({ since: 'soon' })).toBe(100);
	expect(await found({ source: 'META' })).toBe(100);
	expect(await found({ quality_score: 'BLUE' })).toBe(100);
	const named = (await graph.get(`/${seed.wabaId}/message_templates`, { params: { name: 'by_hand' } })).data as Page;
	expect(named.data[0]).not.toHaveProperty('created_at');
});

test('lists templates only with the management permission', async () => {
	const emulator = await started();
	const response = await client(emulator, seed.withoutManagementToken).get(`/${seed.wabaId}/message_templates`);
	expect(response.status).toBe(403);
});
