import { findingsOf, fixture, png, seen, text, withComponents } from './support';

const all = ['5.0', '5.1', '6.0', '6.1', '6.2', '6.3', '7.0', '7.1', '7.2', '7.3'];

const link = (name: string, more: object) => ({
	type: 'EmbeddedLink',
	text: 'x',
	'on-click-action': { name, ...more },
});
const chips = {
	type: 'ChipsSelector',
	name: 'chips',
	label: 'x',
	'data-source': [
		{ id: 'a', title: 'A' },
		{ id: 'b', title: 'B' },
	],
};
const options = [{ id: 'a', title: 'A' }];
const screen = { data: { ok: { type: 'boolean', __example__: true } } };
const component = (rule: string) => `${rule} screens[0].layout.children[0]`;

/** Features by version, and the finding for older versions. WhatsApp docs: Flows > Changelog. */
const features: Array<[string, string, (version: string) => unknown, string]> = [
	[
		'markdown',
		'5.1',
		(version) => withComponents([{ type: 'TextBody', text: 'x', markdown: true }], { version }),
		component('property-since') + '.markdown',
	],
	[
		'sensitive',
		'5.1',
		(version) =>
			withComponents([{ type: 'TextInput', name: 'x', label: 'x' }], { version, screen: { sensitive: ['x'] } }),
		'property-since screens[0].sensitive',
	],
	[
		'open_url',
		'6.0',
		(version) => withComponents([link('open_url', { url: 'https://example.com' })], { version }),
		component('action-since') + '.on-click-action.name',
	],
	[
		'update_data',
		'6.0',
		(version) =>
			withComponents(
				[
					{
						type: 'Dropdown',
						name: 'x',
						label: 'x',
						'data-source': options,
						'on-select-action': { name: 'update_data', payload: { ok: false } },
					},
				],
				{ version, screen },
			),
		component('action-since') + '.on-select-action.name',
	],
	[
		'actions of options',
		'6.0',
		(version) =>
			withComponents(
				[
					{
						type: 'Dropdown',
						name: 'x',
						label: 'x',
						'data-source': [{ ...options[0], 'on-select-action': { name: 'update_data', payload: { ok: false } } }],
					},
				],
				{ version, screen },
			),
		component('property-since') + '.data-source[0].on-select-action',
	],
	[
		'expressions',
		'6.0',
		(version) =>
			withComponents([{ type: 'TextBody', text: 'x', visible: '`${data.ok} == true`' }], { version, screen }),
		component('expression-since') + '.visible',
	],
	[
		'CalendarPicker',
		'6.1',
		(version) => withComponents([{ type: 'CalendarPicker', name: 'x', label: 'x' }], { version }),
		component('component-since') + '.type',
	],
	[
		'NavigationList',
		'6.2',
		(version) => {
			const flow = withComponents([], { version });
			const list = {
				type: 'NavigationList',
				name: 'x',
				'list-items': [{ id: 'a', 'main-content': { title: 'A' } }],
				'on-click-action': { name: 'navigate', next: { type: 'screen', name: 'ONLY' }, payload: {} },
			};
			flow.screens.unshift({ id: 'FIRST', title: 'x', layout: { type: 'SingleColumnLayout', children: [list] } });
			return flow;
		},
		component('component-since') + '.type',
	],
	[
		'pattern',
		'6.2',
		(version) =>
			withComponents([{ type: 'TextInput', name: 'x', label: 'x', pattern: 'a', 'helper-text': 'a' }], { version }),
		component('property-since') + '.pattern',
	],
	['ChipsSelector', '6.3', (version) => withComponents([chips], { version }), component('component-since') + '.type'],
	[
		'label-variant',
		'7.0',
		(version) => withComponents([{ type: 'TextArea', name: 'x', label: 'x', 'label-variant': 'large' }], { version }),
		component('property-since') + '.label-variant',
	],
	[
		'ImageCarousel',
		'7.1',
		(version) => withComponents([{ type: 'ImageCarousel', images: [{ src: png(1), 'alt-text': 'x' }] }], { version }),
		component('component-since') + '.type',
	],
];

const order = (version: string): number => all.indexOf(version);

/** The finding that every flow of a frozen version gets. */
const frozen = (version: string): string[] => (version === '5.0' ? ['version-frozen version'] : []);

describe.each(features)('%s, since %s', (_, since, make, finding) => {
	test.each(all)('accepts the feature or reports it as too new in version %s', (version) => {
		expect(seen(make(version)).sort()).toEqual(
			[...frozen(version), ...(order(version) < order(since) ? [finding] : [])].sort(),
		);
	});
});

test.each(all)('accepts RichText from 5.1, with a Footer from 6.3: %s', (version) => {
	const flow = withComponents([{ type: 'RichText', text: '# x' }], { version });
	const expected =
		version === '5.0'
			? [
					'component-since screens[0].layout.children[0].type',
					'rich-text-alone screens[0].layout.children[0]',
					...frozen(version),
				]
			: order(version) < order('6.3')
				? ['rich-text-alone screens[0].layout.children[0]']
				: [];
	expect(seen(flow).sort()).toEqual(expected.sort());
});

test.each(all)('accepts ChipsSelector in If, and its actions, from 7.1: %s', (version) => {
	const flow = withComponents(
		[
			{
				type: 'If',
				condition: '${data.ok}',
				then: [{ ...chips, 'on-select-action': { name: 'update_data', payload: { ok: true } } }],
			},
		],
		{ version, screen },
	);
	const inIf = 'screens[0].layout.children[0].then[0]';
	const expected =
		order(version) >= order('7.1') ? [] : [`component-place ${inIf}`, `property-since ${inIf}.on-select-action`];
	if (order(version) < order('6.3')) expected.push(`component-since ${inIf}.type`);
	expect(seen(flow).sort()).toEqual([...expected, ...frozen(version)].sort());
});

test.each(all)('rejects blank text from 6.0: %s', (version) => {
	const flow = withComponents([{ type: 'TextInput', name: 'x', label: ' ' }], { version });
	expect(seen(flow).sort()).toEqual(
		[...frozen(version), ...(order(version) < order('6.0') ? [] : [component('text-blank') + '.label'])].sort(),
	);
});

test.each([
	['5.1', 300],
	['6.0', 100],
	['7.3', 100],
] as const)('limits the image of an option in %s to %d kB', (version, most) => {
	const flow = (kb: number) =>
		withComponents([{ type: 'Dropdown', name: 'x', label: 'x', 'data-source': [{ ...options[0], image: png(kb) }] }], {
			version,
		});
	expect(seen(flow(most - 1))).toEqual([]);
	expect(seen(flow(most + 1))).toEqual([component('image-size') + '.data-source[0].image']);
});

test.each(all)('checks the types of init-values from 7.0: %s', (version) => {
	const flow = withComponents([], { version });
	flow.screens[0].layout.children = [
		{
			type: 'Form',
			name: 'form',
			'init-values': { x: true },
			children: [{ type: 'TextInput', name: 'x', label: 'x' }, flow.screens[0].layout.children[0]],
		},
	];
	expect(seen(flow).sort()).toEqual(
		[
			...frozen(version),
			...(order(version) < order('7.0') ? [] : [component('form-field-type') + '.init-values.x']),
		].sort(),
	);
});

test.each(['6.0', '6.3', '7.0', '7.1'])(
	'reports references in expressions of actions as warnings before 7.2: %s',
	(version) => {
		const flow = withComponents([], { version });
		flow.screens[0].layout.children[0]['on-click-action'].payload = { x: '`${data.nothing}`' };
		expect(findingsOf(flow)).toMatchObject([
			{
				level: 'warning',
				rule: 'reference-unknown',
				pointer: 'screens[0].layout.children[0].on-click-action.payload.x',
			},
		]);
	},
);

test.each(['2.1', '3.0', '3.1', '4.0'])('reports %s as an expired version', (version) => {
	expect(seen(withComponents([], { version }))).toEqual(['version-ended version']);
});

test.each(['5.2', '6.4', '7', 'v7.3', '7.3.0', '', 'latest'])('reports %s as an invalid version', (version) => {
	const rules = seen(withComponents([], { version })).map((one) => one.split(' ')[0]);
	expect(['version-unknown', 'version-format']).toEqual(expect.arrayContaining(rules));
	expect(rules).toHaveLength(1);
});

describe.each(['7.4', '7.10', '8.0', '99.0'])('newer version %s', (version) => {
	test('gets a warning, and its unknown features are not errors', () => {
		const flow = withComponents(
			[
				{ type: 'StarRating', name: 'stars', label: 'x' },
				{ type: 'TextInput', name: 'x', label: text(30), icon: 'star', 'input-type': 'date' },
				{
					type: 'Dropdown',
					name: 'y',
					label: 'x',
					'data-source': [...Array(250).keys()].map((id) => ({ id: `${id}`, title: 'x' })),
				},
				link('vibrate', {}),
			],
			{ version, screen: { theme: 'dark' }, flow: { locale: 'de' } },
		);
		const report = seen(flow);
		expect(report).toEqual(
			expect.arrayContaining([
				'version-newer version',
				'property-unknown locale',
				'property-unknown screens[0].theme',
				component('component-unknown') + '.type',
				'property-unknown screens[0].layout.children[1].icon',
				'text-too-long screens[0].layout.children[1].label',
				'property-value screens[0].layout.children[1].input-type',
				'items-advised screens[0].layout.children[2].data-source',
				'action-unknown screens[0].layout.children[3].on-click-action.name',
			]),
		);
		expect(report).toHaveLength(9);
	});

	test('is valid with only those warnings', async () => {
		const { validateFlowJson } = await import('../../../../nodes/WhatsAppBusinessCloud/flows/json');
		expect(validateFlowJson(JSON.stringify({ ...fixture('booking'), version, locale: 'de' }))).toMatchObject({
			valid: true,
			errors: 0,
			warnings: 2,
		});
	});
});
