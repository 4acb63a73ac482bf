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
	expect(sizes).toEqual([25, 25, 18]);
	expect(new Set(seen).size).toBe(68);
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

test('lists templates only with the management permission', async () => {
	const emulator = await started();
	const response = await client(emulator, seed.withoutManagementToken).get(`/${seed.wabaId}/message_templates`);
	expect(response.status).toBe(403);
});
