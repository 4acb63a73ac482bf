import nock from 'nock';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { metaError } from '../fixtures';
import { GRAPH } from '../harness';
import { AUTH, mockedNetwork, expectCreation, PATH, run } from './support';

mockedNetwork();

const hintsOf = (ended: IRun): string[] =>
	(ended.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: Array<{ message: string }> }).hints.map(
		({ message }) => message,
	);

describe('Compare', () => {
	const compare = async (endDate: string): Promise<string[]> => {
		nock(GRAPH, AUTH).get('/v25.0/900/compare').query(true).reply(200, { data: [] });
		return hintsOf((await run('compare', { templateId: '900', otherTemplateId: '901', days: 7, endDate })).run);
	};

	test.each([
		'2026-11-21T00:00:00Z',
		'={{ $now.minus({ minutes: 6 }).toISO() }}',
		'={{ $now.plus({ days: 1 }).toISO() }}',
	])('warns about an end date other than now: %s', async (endDate) => {
		expect(await compare(endDate)).toEqual([
			"'End Date' is not the current time. Leave it empty. Meta counts the days back from the time of the request and may reject another end.",
		]);
	});

	test.each(['', '={{ $now.toISO() }}'])('does not warn about an end date that is now: "%s"', async (endDate) => {
		expect(await compare(endDate)).toEqual([]);
	});
});

describe('Create From Library', () => {
	const base: INodeParameters = { templateName: '={{ $json.name ?? "mine" }}', libraryTemplateName: 'low_balance_1' };
	const found = {
		name: 'low_balance_1',
		buttons: [
			{ type: 'URL', text: 'Pay' },
			{ type: 'PHONE_NUMBER', text: 'Call' },
			{ type: 'QUICK_REPLY', text: 'Thanks' },
		],
	};
	const lookUp = (data: IDataObject[]): nock.Scope =>
		nock(GRAPH, AUTH)
			.get('/v25.0/message_template_library')
			.query(({ name }) => name === 'low_balance_1')
			.reply(200, { data });
	const ADVICE =
		'Add an input for each button, in the order of the library template. Meta requires them for such templates.';

	test('warns about missing button inputs, and creates the template anyway', async () => {
		lookUp([{ name: 'low_balance_10', buttons: [] }, found]);
		expectCreation();
		const { run: ended, output } = await run('createFromLibrary', base);
		expect(hintsOf(ended)).toEqual([
			`'Button Inputs' is empty, but the library template has buttons that need a phone number and a URL. ${ADVICE}`,
		]);
		expect(output).toHaveLength(1);
	});

	test('looks up a library template once for all items of a run', async () => {
		lookUp([{ ...found, buttons: [{ type: 'URL', text: 'Pay' }] }]);
		nock(GRAPH, AUTH).post(PATH).twice().reply(200, { id: '1', status: 'APPROVED', category: 'UTILITY' });
		const { run: ended } = await run('createFromLibrary', base, [{ json: { name: 'a' } }, { json: { name: 'b' } }]);
		expect(hintsOf(ended)).toEqual([
			`2 items: 'Button Inputs' is empty, but the library template has buttons that need a URL. ${ADVICE}`,
		]);
	});

	test.each([
		[
			'the library template has no button that needs an input',
			[{ ...found, buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] }],
		],
		['the library template has no buttons', [{ name: 'low_balance_1' }]],
		['the library has no template of this name', []],
	])('does not warn when %s', async (_name, data) => {
		lookUp(data);
		expectCreation();
		expect(hintsOf((await run('createFromLibrary', base)).run)).toEqual([]);
	});

	test('does not look up the library template when button inputs are given', async () => {
		const search = lookUp([found]);
		expectCreation();
		const libraryButtons = { button: [{ type: 'URL', url: 'https://example.com/pay' }] };
		expect(hintsOf((await run('createFromLibrary', { ...base, libraryButtons })).run)).toEqual([]);
		expect(search.isDone()).toBe(false);
		nock.cleanAll();
	});

	test('creates the template when the lookup fails', async () => {
		nock(GRAPH, AUTH).get('/v25.0/message_template_library').query(true).reply(400, metaError(100, 'No'));
		expectCreation();
		const { run: ended, output } = await run('createFromLibrary', base);
		expect(hintsOf(ended)).toEqual([]);
		expect(output).toHaveLength(1);
	});
});
