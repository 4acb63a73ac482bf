import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateFlowJson } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';
import { findingsOf, fixture, fixtureText, seen, withComponents, type Fixture } from './support';

const examples = JSON.parse(
	readFileSync(join(__dirname, '../../../fixtures/flows/metaExamples.json'), 'utf8'),
) as Record<string, string>;

test.each<Fixture>(['booking', 'gallery', 'conditions'])('reports no findings for the flow "%s"', (name) => {
	const report = validateFlowJson(fixtureText(name));
	expect(report.findings).toEqual([]);
	expect(report).toMatchObject({ valid: true, errors: 0, warnings: 0, version: '7.3' });
});

test('describes the structure of the flow in the report', () => {
	const { version, dataApiVersion, screens } = validateFlowJson(fixtureText('booking'));
	expect({ version, dataApiVersion }).toEqual({ version: '7.3', dataApiVersion: '3.0' });
	expect(screens).toEqual([
		{
			id: 'APPOINTMENT',
			title: 'Book an appointment',
			terminal: false,
			fields: ['service', 'date', 'time'],
			components: 5,
		},
		{
			id: 'DETAILS',
			title: 'Your details',
			terminal: false,
			fields: ['name', 'email', 'notes', 'reminder'],
			components: 6,
		},
		{ id: 'CONFIRM', title: 'Confirm', terminal: true, fields: [], components: 4 },
	]);
});

// All Flow JSON in Meta's OpenAPI file v23.0: one flow of version 5.0, which is now frozen.
test.each(Object.entries(examples))("accepts Meta's example %s, whose version is no longer publishable", (_, text) => {
	const report = validateFlowJson(text);
	expect(report.findings.map(({ level, rule, pointer }) => ({ level, rule, pointer }))).toEqual([
		{ level: 'warning', rule: 'version-frozen', pointer: 'version' },
	]);
	expect(report.valid).toBe(true);
});

/** Flows modeled on Meta's pages and templates, with the warnings that each gets. */
test.each([
	['purchaseIntent', 'an OptIn that opens a screen of terms, from which users go back', []],
	['forwardReference', 'a reference to a later screen without a Footer', []],
	['richText', 'a RichText of version 6.2, alone on the screen that a link opens', []],
	[
		'signIn',
		'a link of 30 characters, a label of 22, and screens that the routing model has as destinations only',
		[
			'warning text-too-long screens[0].layout.children[0].children[2].text',
			'warning text-too-long screens[1].layout.children[0].children[0].label',
			'warning routing-end routing_model',
		],
	],
])('accepts the flow "%s": %s', (name, _, warnings) => {
	const report = validateFlowJson(
		readFileSync(join(__dirname, `../../../fixtures/flows/examples/${name}.json`), 'utf8'),
	);
	expect(report.findings.map(({ level, rule, pointer }) => `${level} ${rule} ${pointer}`).sort()).toEqual(
		[...warnings].sort(),
	);
	expect(report.valid).toBe(true);
});

test('accepts an empty routing model for one terminal screen', () => {
	const flow = withComponents([], { flow: { data_api_version: '3.0', routing_model: {} } });
	expect(seen(flow)).toEqual([]);
});

test('accepts a routing model that lists only sources when the last screen is terminal', () => {
	const flow = fixture('booking');
	flow.routing_model = { APPOINTMENT: ['DETAILS'], DETAILS: ['CONFIRM'] };
	expect(seen(flow)).toEqual([]);
	flow.routing_model = { APPOINTMENT: ['DETAILS', 'CONFIRM'] };
	expect(seen(flow)).toEqual(['routing-end routing_model'].slice(1));
});

test.each(['7.3', '8.0'])('accepts data_api_version 4.0 with Flow JSON %s', (version) => {
	expect(
		seen({ ...fixture('booking'), version, data_api_version: '4.0' }).filter((one) => one.includes('data_api')),
	).toEqual([]);
});

test("accepts any component name in 'sensitive', and 'required' in a data model", () => {
	const flow = fixture('gallery');
	flow.screens[2].sensitive = ['about', 'code', 'branch'];
	flow.screens[3].data.required = ['city'];
	expect(seen(flow)).toEqual([]);
});

test("reports 'initial-text' on a component at the property name, as Meta's example response does", () => {
	const flow = fixture('booking');
	flow.screens[1].layout.children[1]['initial-text'] = 'Ada';
	const [finding] = findingsOf(flow);
	const lines = JSON.stringify(flow, undefined, '\t').split('\n');
	expect(finding).toMatchObject({
		rule: 'property-unknown',
		pointer: 'screens[1].layout.children[1].initial-text',
		jsonPointer: '/screens/1/layout/children/1/initial-text',
	});
	expect(lines[finding.line! - 1].slice(finding.column! - 1)).toMatch(/^"initial-text"/);
});

test('accepts data_api_version 4.0', () => {
	expect(seen({ ...fixture('booking'), data_api_version: '4.0' })).toEqual([]);
});

test('accepts a flow with a single screen', () => {
	expect(seen(withComponents([]))).toEqual([]);
});

test('accepts names and keys that every JavaScript object inherits', () => {
	const flow = withComponents(
		[
			{ type: 'TextInput', name: 'constructor', label: 'A' },
			{ type: 'TextBody', text: '${data.toString}' },
		],
		{ screen: { data: { toString: { type: 'string', __example__: 'x' } } } },
	);
	expect(seen(flow)).toEqual([]);
	expect(seen(withComponents([{ type: 'TextBody', text: '${data.hasOwnProperty}' }]))).toEqual([
		'reference-unknown screens[0].layout.children[0].text',
	]);
	expect(seen(withComponents([{ type: 'TextBody', text: '${form.constructor}' }]))).toEqual([
		'reference-unknown screens[0].layout.children[0].text',
	]);
	expect(seen(withComponents([{ type: 'constructor' }]))).toEqual([
		'component-unknown screens[0].layout.children[0].type',
	]);
});

test('counts the branch with the most components when branches have different numbers', () => {
	const links = (count: number) =>
		[...Array(count).keys()].map(() => ({
			type: 'EmbeddedLink',
			text: 'x',
			'on-click-action': { name: 'open_url', url: 'https://example.com' },
		}));
	const screen = { data: { ok: { type: 'boolean', __example__: true } } };
	expect(
		seen(withComponents([{ type: 'If', condition: '${data.ok}', then: links(2), else: links(2) }], { screen })),
	).toEqual([]);
	expect(
		seen(withComponents([{ type: 'If', condition: '${data.ok}', then: links(3), else: links(2) }], { screen })),
	).toEqual(['component-count screens[0].layout.children[0].then[2]']);
});

test('follows actions of list items that come from data', () => {
	const flow = fixture('gallery');
	const list = flow.screens[0].layout.children[1];
	delete list['on-click-action'];
	flow.screens[0].layout.children.shift();
	flow.screens[0].data.offers.items.properties['on-click-action'] = { type: 'object' };
	flow.screens[0].data.offers.__example__[0]['on-click-action'] = {
		name: 'navigate',
		next: { type: 'screen', name: 'WELCOME' },
		payload: {},
	};
	expect(seen(flow)).toEqual([]);
});
