import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';
import { loadOptions, WABA } from '../harness';

mockedNetwork();

describe('template groups', () => {
	const run = runner('templateGroup');
	const ID = '5970';
	const PATH = `${WABA}/template_groups`;
	const fields = 'id,name,description,whatsapp_business_templates';

	const locator = (value: string) => ({ templateId: { __rl: true, mode: 'id', value } });
	const listed = (...template: unknown[]): INodeParameters => ({ templates: { template } }) as INodeParameters;
	const json = (templatesJson: string): INodeParameters => ({ defineTemplates: 'json', templatesJson });

	test.each<[INodeParameters, string[], string]>([
		[listed(locator('1'), locator('2, 3'), { templateId: '1' }), ['1', '2', '3'], ''],
		[json('={{ [{ id: "1" }, 2] }}'), ['1', '2'], 'Spring'],
		[json('["1", "2"]'), ['1', '2'], ''],
	])('creates one of the templates %j', async (templates, ids, description) => {
		expectRequest('POST', PATH, { body: { name: 'Sale', description, whatsapp_business_templates: ids } }, { id: ID });
		const parameters = { name: ' Sale ', ...templates, description };
		expect((await run('create', parameters)).output).toEqual([
			{ json: { id: ID, name: 'Sale' }, pairedItem: { item: 0 } },
		]);
	});

	test.each<[string, unknown, IDataObject[]]>([
		[
			'templates in each form',
			{
				data: [
					{ id: ID, name: 'Sale', description: 'Spring', whatsapp_business_templates: [{ id: '1' }, '2', null] },
					{ id: 1, whatsapp_business_templates: { data: [{ id: '3' }] } },
					{ name: [], whatsapp_business_templates: 'none' },
				],
			},
			[{ id: ID, name: 'Sale', description: 'Spring', templateIds: ['1', '2'] }, { id: '1', templateIds: ['3'] }, {}],
		],
		['an object', { data: {} }, []],
	])('lists %s', async (_what, response, expected) => {
		expectRequest('GET', PATH, { query: { fields, limit: 50 } }, response);
		expect(jsonOf(await run('getAll'))).toEqual(expected);
	});

	test('updates with JSON, and outputs the response', async () => {
		const body = { add_templates: ['1'], remove_templates: [] };
		expectRequest('POST', ID, { body }, { success: true, more: 1 });
		const parameters = { templateGroupId: ID, changesJson: JSON.stringify(body) };
		expect(jsonOf(await run('update', parameters))).toEqual([{ id: ID, success: true, more: 1 }]);
	});

	test('deletes', async () => {
		expectRequest('DELETE', ID, {}, { success: true });
		expect(jsonOf(await run('delete', { templateGroupId: ID, confirm: true }))).toEqual([{ id: ID, deleted: true }]);
	});

	test.each<[string, INodeParameters, string]>([
		['create', { name: '={{ "" }}', ...listed(locator('1')) }, "'Name' is empty"],
		['create', { name: 'Sale', ...listed() }, "'Templates' is empty"],
		['create', { name: 'Sale', ...json('[]') }, "'Templates (JSON)' is empty"],
		['create', { name: 'Sale', ...listed(locator('1'), locator('')) }, "'Template' of template 2 is empty"],
		['create', { name: 'Sale', ...listed(locator('hello_world')) }, "'Template' of template 1 is not an ID"],
		['update', { templateGroupId: ID, changesJson: '[1' }, "'Changes (JSON)' is not valid JSON"],
		['delete', { templateGroupId: ID }, "'Confirm' is off"],
	])('%s rejects %j', async (operation, parameters, message) => {
		expect(messageOf(await run(operation, parameters))).toContain(message);
	});

	test('are a list in the editor', async () => {
		const data = [{ id: ID, name: 'Sale' }, { id: '2' }, { name: 'No ID' }, null];
		expectRequest('GET', PATH, { query: { fields: 'id,name', limit: 100 } }, { data });
		const { searchTemplateGroups } = new WhatsAppBusinessCloud().methods.listSearch;
		const { results } = await searchTemplateGroups.call(loadOptions({ resource: 'templateGroup' }), 'sale');
		expect(results).toEqual([{ name: 'Sale - 5970', value: ID }]);
	});
});

describe('welcome sequences', () => {
	const run = runner('welcomeSequence');
	const ID = '5960';
	const PATH = `${WABA}/welcome_message_sequences`;
	const parameters = { name: 'Sale', welcomeText: 'Hello', autofillText: 'Hi', iceBreakers: ['Open?', '', 'Where?'] };
	const content = {
		text: 'Hello',
		autofill_message: { content: 'Hi' },
		ice_breakers: [{ title: 'Open?' }, { title: 'Where?' }],
	};

	test.each<[INodeParameters, IDataObject]>([
		[parameters, content],
		[{ name: 'Sale', welcomeText: 'Hello' }, { text: 'Hello' }],
	])('creates one from %j', async (form, sequence) => {
		expectRequest('POST', PATH, { body: { name: 'Sale', welcome_message_sequence: sequence } }, { sequence_id: ID });
		expect(jsonOf(await run('create', form))).toEqual([{ id: ID, name: 'Sale' }]);
	});

	test('updates one', async () => {
		const body = { sequence_id: ID, name: 'Sale', welcome_message_sequence: content };
		expectRequest('POST', PATH, { body }, { success: true });
		expect(jsonOf(await run('update', { sequenceId: ID, ...parameters }))).toEqual([{ id: ID, name: 'Sale' }]);
	});

	test('lists them, with content as an object or as JSON', async () => {
		const simple = { id: ID, name: 'Sale', text: 'Hello', prefilledMessage: 'Hi', iceBreakers: ['Open?', 'Where?'] };
		const data = [
			{ sequence_id: ID, name: 'Sale', welcome_message_sequence: content, is_used_in_ad: true },
			{ sequence_id: ID, name: 'Sale', welcome_message_sequence: JSON.stringify(content) },
			{ id: 7, welcome_message_sequence: '{' },
			{ welcome_message_sequence: { ice_breakers: {} } },
		];
		expectRequest('GET', PATH, { query: { limit: 50 } }, { data });
		expect(jsonOf(await run('getAll'))).toEqual([{ ...simple, usedInAd: true }, simple, { id: '7' }, {}]);
	});

	test('deletes one', async () => {
		expectRequest('DELETE', PATH, { query: { sequence_id: ID } }, { success: true });
		expect(jsonOf(await run('delete', { sequenceId: ID, confirm: true }))).toEqual([{ id: ID, deleted: true }]);
	});

	test.each<[string, INodeParameters, string]>([
		['create', { name: '={{ "" }}', welcomeText: 'Hello' }, "'Name' is empty"],
		['create', { name: 'Sale', welcomeText: '={{ "" }}' }, "'Welcome Message' is empty"],
		['create', { name: 'Sale', welcomeText: 'Hello', iceBreakers: '={{ [[1]] }}' }, "'Ice Breakers' needs text"],
		['delete', { sequenceId: ID }, "'Confirm' is off"],
	])('%s rejects %j', async (operation, form, message) => {
		expect(messageOf(await run(operation, form))).toContain(message);
	});

	test('are a list in the editor', async () => {
		const data = [{ sequence_id: ID, name: 'Sale' }, { id: '2' }, { name: 'No ID' }, null];
		expectRequest('GET', PATH, { query: { limit: 100 } }, { data });
		const { searchWelcomeSequences } = new WhatsAppBusinessCloud().methods.listSearch;
		const { results } = await searchWelcomeSequences.call(loadOptions({ resource: 'welcomeSequence' }));
		expect(results).toEqual([
			{ name: 'Sale - 5960', value: ID },
			{ name: 'No name - 2', value: '2' },
		]);
	});
});
