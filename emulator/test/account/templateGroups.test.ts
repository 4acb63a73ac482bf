import { seed } from '../../src';
import { get, post, rejectionText, remove, startForEach } from './requests';

startForEach();

const path = `/${seed.wabaId}/template_groups`;

it('creates, lists, changes and deletes groups of templates', async () => {
	const { data } = (await get(`/${seed.wabaId}/message_templates?limit=3`)) as { data: Array<{ id: string }> };
	const [a, b, c] = data.map(({ id }) => id);
	const body = { name: 'Winter', description: 'Offers', whatsapp_business_templates: [a, b] };
	const { id } = (await post(path, body)) as { id: string };
	expect(await get(path)).toMatchObject({ data: [{ id, name: 'Winter', description: 'Offers' }] });
	expect(await post(`/${id}`, { name: 'Summer', add_templates: [c, b], remove_templates: [a] })).toEqual({
		success: true,
	});
	expect(await get(`/${id}?fields=name,whatsapp_business_templates`)).toEqual({
		id,
		name: 'Summer',
		whatsapp_business_templates: [{ id: b }, { id: c }],
	});
	expect(await remove(`/${id}`)).toEqual({ success: true });
	expect(await get(`/${id}`)).toBe('100/33');
	expect(await get(`/${b}`)).toMatchObject({ id: b });
});

it('rejects unknown templates and missing parts', async () => {
	const body = { name: 'Winter', description: '', whatsapp_business_templates: ['1'] };
	expect(await rejectionText('post', path, body)).toBe("(#100) There is no template with the ID '1' in this account.");
	expect(await rejectionText('post', path, { ...body, name: undefined })).toBe(
		'(#100) The parameter name is required.',
	);
});
