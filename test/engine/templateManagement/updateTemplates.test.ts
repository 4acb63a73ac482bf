import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, runNode, WABA, credential } from '../harness';
import { AUTH, mockedNetwork, PATH, errorOf, run } from './support';
import { fromList, singleItem } from './values';

mockedNetwork();

describe('Delete', () => {
	test('deletes all languages of a template', async () => {
		nock(GRAPH, AUTH).delete(PATH).query({ name: 'order_update' }).reply(200, { success: true });
		expect((await run('delete', { deleteScope: 'all', templateName: 'order_update' })).output).toEqual(
			singleItem({ deleted: true, success: true }),
		);
	});

	test('deletes one language of a template', async () => {
		nock(GRAPH, AUTH).get('/v25.0/900').query({ fields: 'name' }).reply(200, { name: 'order_update', id: '900' });
		nock(GRAPH, AUTH).delete(PATH).query({ name: 'order_update', hsm_id: '900' }).reply(200, { success: true });
		expect((await run('delete', { templateId: fromList('900') })).output).toEqual(
			singleItem({ deleted: true, success: true }),
		);
	});

	test('rejects an empty ID and an invalid name', async () => {
		expect(await errorOf('delete', { templateId: fromList('={{ "" }}') })).toBe("'Template' is empty");
		expect(await errorOf('delete', { deleteScope: 'all', templateName: 'Order' })).toBe("'Template Name' contains 'O'");
	});
});

describe('Update', () => {
	const expectEdit = (body: IDataObject): unknown =>
		nock(GRAPH, AUTH)
			.post('/v25.0/900', body as never)
			.reply(200, { success: true, id: '900', name: 'x', category: 'UTILITY' });

	test('replaces all components with those of the form', async () => {
		expectEdit({
			parameter_format: 'POSITIONAL',
			components: [{ type: 'BODY', text: 'Hi {{1}}!', example: { body_text: [['Ann']] } }],
		});
		const { output } = await run('update', {
			templateId: fromList('900'),
			defineComponents: 'fields',
			bodyText: 'Hi {{1}}!',
			bodyExamples: { example: [{ text: 'Ann' }] },
		});
		expect(output).toEqual(singleItem({ success: true, id: '900', name: 'x', category: 'UTILITY' }));
	});

	test('updates an authentication template by form or JSON', async () => {
		const components = [
			{ type: 'BODY', add_security_recommendation: true },
			{ type: 'FOOTER', code_expiration_minutes: 10 },
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
		];
		expectEdit({ components });
		expect(
			(await run('update', { templateId: '900', defineComponents: 'fields', templateLayout: 'authentication' })).error,
		).toBeUndefined();
		expectEdit({ components });
		expect(
			(await run('update', { templateId: '900', defineComponents: 'json', componentsJson: JSON.stringify(components) }))
				.error,
		).toBeUndefined();
	});

	test('updates other fields without components', async () => {
		expectEdit({ category: 'UTILITY', message_send_ttl_seconds: 60, cta_url_link_tracking_opted_out: true });
		expect(
			(
				await run('update', {
					templateId: '900',
					updateFields: { category: 'UTILITY', timeToLive: 60, linkTrackingOptedOut: true },
				})
			).error,
		).toBeUndefined();
	});

	test('rejects an update without changes, or with an invalid component or value', async () => {
		expect(await errorOf('update', { templateId: '900' })).toBe(
			"'Update Fields' are empty and the components are kept, so there is nothing to change",
		);
		expect(await errorOf('update', { templateId: '900', defineComponents: 'fields', bodyText: 'Hi {{1}}' })).toBe(
			"'Body' ends with a variable",
		);
		expect(await errorOf('update', { templateId: '900', updateFields: { timeToLive: 29 } })).toBe(
			"'Time to Live (Seconds)' is 29, WhatsApp allows 30 to 2,592,000",
		);
	});
});

test("returns Meta's response to Unpause", async () => {
	nock(GRAPH, AUTH).post('/v25.0/900/unpause').reply(200, { success: true, reason: 'ok' });
	expect((await run('unpause', { templateId: '900' })).output).toEqual(singleItem({ success: true, reason: 'ok' }));
});

describe('Archive and Unarchive', () => {
	test('sends the request to api.facebook.com, and returns one item per template', async () => {
		nock('https://api.facebook.com', AUTH)
			.post(`/${WABA}/message_templates/archive`, { hsm_ids: '900,901,902' })
			.reply(200, { archived_templates: ['900'], failed_templates: { 901: 'Template is in use' } });
		const { output } = await run('archive', { templateId: { __rl: true, mode: 'id', value: '900, 901,902,900' } });
		expect(output?.map(({ json }) => json)).toEqual([
			{ id: '900', status: 'archived' },
			{ id: '901', status: 'failed', reason: 'Template is in use' },
			{ id: '902', status: 'failed', reason: "Meta's response does not name this template" },
		]);
	});

	test('sends appsecret_proof to api.facebook.com', async () => {
		nock('https://api.facebook.com', AUTH)
			.post(`/${WABA}/message_templates/unarchive`, { hsm_ids: '900' })
			.query(({ appsecret_proof: proof }) => /^[0-9a-f]{64}$/.test(String(proof)))
			.reply(200, { unarchived_templates: ['900'] });
		const parameters = { resource: 'template', operation: 'unarchive', templateId: '900' };
		const { output } = await runNode({
			parameters,
			credential: { ...credential, appSecret: 'f1c8e0f2d3b4a5968778695a4b3c2d1e' },
		});
		expect(output).toEqual(singleItem({ id: '900', status: 'unarchived' }));
	});

	test('uses a custom base URL in place of api.facebook.com', async () => {
		nock('https://proxy.example.com')
			.post(`/meta/${WABA}/message_templates/archive`)
			.reply(200, { archived_templates: ['900'] });
		const parameters = { resource: 'template', operation: 'archive', templateId: '900' };
		const { output } = await runNode({
			parameters,
			credential: { ...credential, baseUrl: 'https://proxy.example.com/meta/' },
		});
		expect(output).toEqual(singleItem({ id: '900', status: 'archived' }));
	});

	test('accepts 1 to 100 template IDs', async () => {
		const ids = (count: number): string => Array.from({ length: count }, (_unused, index) => 1000 + index).join(',');
		nock('https://api.facebook.com')
			.post(/archive/)
			.reply(200, { archived_templates: [] });
		expect((await run('archive', { templateId: ids(100) })).output).toHaveLength(100);
		expect(await errorOf('archive', { templateId: ids(101) })).toBe(
			"'Template' has 101 templates, WhatsApp allows 100",
		);
		expect(await errorOf('archive', { templateId: fromList('={{ "" }}') })).toBe("'Template' is empty");
		expect(await errorOf('archive', { templateId: '900,x' })).toBe("'Template' is not an ID");
	});
});
