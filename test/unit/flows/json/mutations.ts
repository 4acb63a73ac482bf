import type { RuleId } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/rules';
import { fixture, png, text, withComponents, type Fixture, type Json } from './support';

/** One mistake in a valid flow, with the exact findings to expect. */
export interface Mutation {
	rule: RuleId;
	/** The flow with the mistake; a string if it is not JSON. */
	flow: unknown;
	pointer: string;
	level: 'error' | 'warning';
	/** Further findings of the same mistake, as `rule pointer`. */
	also: string[];
}

interface Options {
	level?: 'error' | 'warning';
	also?: string[];
}

const made = (
	rule: RuleId,
	flow: unknown,
	pointer: string,
	{ level = 'error', also = [] }: Options = {},
): Mutation => ({ rule, flow, pointer, level, also });

const changed = (
	rule: RuleId,
	base: Fixture,
	change: (flow: Json) => void,
	pointer: string,
	options?: Options,
): Mutation => {
	const flow = fixture(base);
	change(flow);
	return made(rule, flow, pointer, options);
};

const booking = (rule: RuleId, change: (flow: Json) => void, pointer: string, options?: Options) =>
	changed(rule, 'booking', change, pointer, options);
const gallery = (rule: RuleId, change: (flow: Json) => void, pointer: string, options?: Options) =>
	changed(rule, 'gallery', change, pointer, options);
const conditions = (rule: RuleId, change: (flow: Json) => void, pointer: string, options?: Options) =>
	changed(rule, 'conditions', change, pointer, options);

const child = (flow: Json, screen: number, index: number): Json => flow.screens[screen].layout.children[index];
const formChild = (flow: Json, index: number): Json => child(flow, 2, 0).children[index];
const at = (screen: number, index: number, rest = ''): string => `screens[${screen}].layout.children[${index}]${rest}`;
const inForm = (index: number, rest = ''): string => `screens[2].layout.children[0].children[${index}]${rest}`;
const warning = { level: 'warning' } as const;

const deep = (levels: number, make: (inner: Json) => Json, inner: Json): Json =>
	levels === 0 ? inner : deep(levels - 1, make, make(inner));
const footer = (action: object = { name: 'complete', payload: {} }): Json => ({
	type: 'Footer',
	label: 'Done',
	'on-click-action': action,
});
const body = { type: 'TextBody', text: 'Hello' };
const flag = { ok: { type: 'boolean', __example__: true } };
const photo = { type: 'PhotoPicker', name: 'photo', label: 'Photo', 'max-uploaded-photos': 1 };
const file = { type: 'DocumentPicker', name: 'file', label: 'File', 'max-uploaded-documents': 1 };

const json: Mutation[] = [
	made('json-syntax', '{"version": "7.3",, "screens": []}', ''),
	made(
		'nesting-depth',
		withComponents([], {
			screen: {
				data: { x: { ...deep(40, (items) => ({ type: 'array', items }), { type: 'string' }), __example__: [] } },
			},
		}),
		`screens[0].data.x${'.items'.repeat(31)}`,
	),
	gallery(
		'nesting-depth',
		(flow) => (child(flow, 6, 1)['on-click-action'].payload.deep = deep(60, (inner) => [inner], 'x')),
		`screens[6].layout.children[1].on-click-action.payload.deep${'[0]'.repeat(50)}`,
	),
	made(
		'nesting-depth',
		withComponents([deep(25, (inner) => ({ type: 'If', condition: '${data.ok}', then: [inner] }), body)], {
			screen: { data: flag },
		}),
		`screens[0].layout.children[0]${'.then[0]'.repeat(20)}.then`,
		{ also: [`if-nesting screens[0].layout.children[0]${'.then[0]'.repeat(3)}`] },
	),
];

const versions: Mutation[] = [
	booking('version-missing', (flow) => delete flow.version, ''),
	booking('version-format', (flow) => (flow.version = 7.3), 'version'),
	booking('version-unknown', (flow) => (flow.version = '6.9'), 'version'),
	booking('version-ended', (flow) => (flow.version = '4.0'), 'version', {
		also: ['property-since screens[1].sensitive', 'expression-since screens[2].layout.children[2].text'],
	}),
	made('version-frozen', withComponents([], { version: '5.0' }), 'version', warning),
	booking('version-newer', (flow) => (flow.version = '8.0'), 'version', warning),
	booking('data-api-version', (flow) => (flow.data_api_version = '2.0'), 'data_api_version'),
	booking('data-api-version', (flow) => (flow.data_api_version = 3), 'data_api_version'),
	booking(
		'data-api-version',
		(flow) => Object.assign(flow, { version: '7.2', data_api_version: '4.0' }),
		'data_api_version',
	),
	booking('data-api-version-newer', (flow) => (flow.data_api_version = '5.0'), 'data_api_version', warning),
];

const properties: Mutation[] = [
	booking('property-unknown', (flow) => (flow.name = 'Booking'), 'name'),
	booking('property-unknown', (flow) => (flow.screens[1].colour = 'red'), 'screens[1].colour'),
	booking('property-unknown', (flow) => (child(flow, 1, 1)['initial-text'] = 'Ada'), at(1, 1, '.initial-text')),
	booking('property-undocumented', (flow) => (child(flow, 1, 1).enabled = true), at(1, 1, '.enabled'), warning),
	booking('property-undocumented', (flow) => (flow.meta = { lead_gen_ai: true }), 'meta', warning),
	made('property-since', withComponents([], { version: '5.0', flow: { meta: {} } }), 'meta', {
		also: ['version-frozen version'],
	}),
	made(
		'property-since',
		withComponents([{ type: 'TextInput', name: 'x', label: 'X', pattern: 'a', 'helper-text': 'a' }], {
			version: '6.1',
		}),
		at(0, 0, '.pattern'),
	),
	booking('property-removed', (flow) => (flow.data_channel_uri = 'https://example.com'), 'data_channel_uri'),
	booking('property-required', (flow) => delete flow.screens[1].id, 'screens[1]', {
		also: [
			'reference-unknown screens[2].layout.children[2].text',
			...['name', 'email', 'notes', 'reminder'].map(
				(key) => `reference-unknown ${at(2, 3, `.on-click-action.payload.${key}`)}`,
			),
			'routing-screen-unknown routing_model.APPOINTMENT[0]',
			'routing-screen-unknown routing_model.DETAILS',
			'routing-disconnected routing_model.CONFIRM',
		],
	}),
	booking('property-required', (flow) => delete flow.screens[2].title, 'screens[2]'),
	booking('property-required', (flow) => delete child(flow, 0, 0).text, at(0, 0)),
	booking('property-required', (flow) => delete child(flow, 0, 0).type, at(0, 0)),
	booking(
		'property-required',
		(flow) => delete child(flow, 0, 4)['on-click-action'].name,
		at(0, 4, '.on-click-action'),
	),
	booking(
		'property-expected',
		(flow) => delete child(flow, 0, 4)['on-click-action'].payload,
		at(0, 4, '.on-click-action'),
		warning,
	),
	booking('property-type', (flow) => (child(flow, 1, 3).required = 'yes'), at(1, 3, '.required')),
	booking('property-type', (flow) => (child(flow, 1, 3).required = null), at(1, 3, '.required')),
	booking('property-type', (flow) => (child(flow, 1, 5)['on-click-action'] = 'complete'), at(1, 5, '.on-click-action')),
	booking('property-type', (flow) => flow.screens[0].layout.children.push('Footer'), at(0, 5)),
	conditions('property-type', (flow) => (child(flow, 0, 8).cases.private = body), at(0, 8, '.cases.private')),
	booking('property-type', (flow) => (flow.routing_model.CONFIRM = 'DETAILS'), 'routing_model.CONFIRM'),
	booking('property-type', (flow) => (flow.routing_model.CONFIRM = [7]), 'routing_model.CONFIRM[0]'),
	made('property-type', [], ''),
	booking('property-value', (flow) => (child(flow, 1, 1)['input-type'] = 'url'), at(1, 1, '.input-type')),
	booking('property-value', (flow) => (flow.screens[0].layout.type = 'TwoColumnLayout'), 'screens[0].layout.type'),
	gallery('property-format', (flow) => (child(flow, 3, 2)['min-date'] = '1733011200000'), at(3, 2, '.min-date')),
	gallery(
		'property-format',
		(flow) => (child(flow, 3, 2)['unavailable-dates'][0] = '2026-02-30'),
		at(3, 2, '.unavailable-dates[0]'),
	),
	gallery(
		'property-format',
		(flow) => (formChild(flow, 7)['data-source'][0].color = 'green'),
		inForm(7, '.data-source[0].color'),
	),
	gallery('property-format', (flow) => (formChild(flow, 3).pattern = '['), inForm(3, '.pattern')),
	gallery(
		'property-format',
		(flow) => (child(flow, 1, 6)['on-click-action'].url = 'example.com'),
		at(1, 6, '.on-click-action.url'),
	),
	booking(
		'property-static',
		(flow) => (child(flow, 1, 1)['input-type'] = '${data.chosen}'),
		at(1, 1, '.input-type'),
		warning,
	),
	gallery('property-in-form', (flow) => (formChild(flow, 2)['init-value'] = 'Bonn'), inForm(2, '.init-value')),
	booking('text-blank', (flow) => (flow.screens[2].title = ' '), 'screens[2].title'),
	booking('text-blank', (flow) => (child(flow, 0, 0).text = ' \n'), at(0, 0, '.text')),
	booking('text-too-long', (flow) => (child(flow, 1, 1).label = text(21)), at(1, 1, '.label'), warning),
	gallery('text-too-long', (flow) => (child(flow, 0, 0).label = text(81)), at(0, 0, '.label'), warning),
	gallery('number-range', (flow) => (child(flow, 4, 0)['max-file-size-kb'] = 25_601), at(4, 0, '.max-file-size-kb')),
	gallery('number-range', (flow) => (formChild(flow, 6)['max-selected-items'] = 1.5), inForm(6, '.max-selected-items')),
	booking('items-count', (flow) => (flow.screens = []), 'screens'),
	gallery('items-count', (flow) => (formChild(flow, 5)['data-source'] = []), inForm(5, '.data-source')),
	gallery(
		'items-advised',
		(flow) =>
			(formChild(flow, 7)['data-source'] = Array.from({ length: 101 }, (_, id) => ({
				id: `${id}`,
				title: `${id}`,
				image: png(1),
			}))),
		inForm(7, '.data-source'),
		warning,
	),
	gallery(
		'items-advised',
		(flow) =>
			(formChild(flow, 6)['data-source'] = Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, title: `${id}` }))),
		inForm(6, '.data-source'),
		warning,
	),
	conditions('items-count', (flow) => (child(flow, 0, 8).cases = {}), at(0, 8, '.cases'), {
		also: [`reference-unknown ${at(1, 1, '.on-click-action.payload.vat')}`],
	}),
	conditions('items-count', (flow) => (child(flow, 0, 7).then[1].then = []), at(0, 7, '.then[1].then')),
	gallery('min-max', (flow) => (formChild(flow, 6)['min-selected-items'] = 3), inForm(6, '.min-selected-items')),
	gallery('min-max', (flow) => (formChild(flow, 2)['min-chars'] = '41'), inForm(2, '.min-chars')),
	gallery('min-max', (flow) => (child(flow, 3, 2)['min-date'] = '2027-01-01'), at(3, 2, '.min-date')),
	gallery('min-max', (flow) => (child(flow, 3, 4)['min-days'] = 31), at(3, 4, '.min-days')),
	gallery('min-max', (flow) => (child(flow, 4, 0)['min-uploaded-photos'] = 2), at(4, 0, '.min-uploaded-photos')),
	gallery('date-range', (flow) => (child(flow, 3, 2)['init-value'] = '2027-01-01'), at(3, 2, '.init-value')),
	gallery(
		'date-range',
		(flow) => (child(flow, 3, 2)['unavailable-dates'][0] = '2026-11-30'),
		at(3, 2, '.unavailable-dates[0]'),
	),
	gallery(
		'date-range',
		(flow) => Object.assign(child(flow, 3, 3), { 'min-date': '2026-12-01', 'init-value': '2026-11-30' }),
		at(3, 3, '.init-value'),
	),
	gallery(
		'date-range',
		(flow) => (child(flow, 3, 4)['init-value']['end-date'] = '2027-04-01'),
		at(3, 4, '.init-value.end-date'),
	),
	gallery(
		'date-range',
		(flow) => (child(flow, 3, 4)['init-value']['end-date'] = '2026-12-23'),
		at(3, 4, '.init-value.start-date'),
	),
	made(
		'date-range',
		withComponents([
			{
				type: 'Form',
				name: 'form',
				'init-values': { day: '2026-11-30' },
				children: [{ type: 'CalendarPicker', name: 'day', label: 'Day', 'min-date': '2026-12-01' }],
			},
		]),
		at(0, 0, '.init-values.day'),
	),
	gallery('image-base64', (flow) => (child(flow, 1, 4).src = 'https://example.com/rose.png'), at(1, 4, '.src')),
	gallery('image-type', (flow) => (child(flow, 1, 4).src = 'UklGRiQAAABXRUJQ'), at(1, 4, '.src'), warning),
	gallery(
		'image-size',
		(flow) => (formChild(flow, 5)['data-source'][0].image = png(101)),
		inForm(5, '.data-source[0].image'),
		warning,
	),
	gallery('image-large', (flow) => (child(flow, 1, 4).src = png(301)), at(1, 4, '.src'), warning),
];

const screens: Mutation[] = [
	made(
		'screen-id-format',
		{ ...withComponents([]), screens: [{ ...withComponents([]).screens[0], id: 'STEP_1' }] },
		'screens[0].id',
	),
	made(
		'screen-id-reserved',
		{ ...withComponents([]), screens: [{ ...withComponents([]).screens[0], id: 'SUCCESS' }] },
		'screens[0].id',
	),
	booking('screen-id-duplicate', (flow) => flow.screens.push({ ...flow.screens[1] }), 'screens[3].id'),
	booking('terminal-missing', (flow) => (delete flow.screens[2].terminal, delete flow.screens[2].success), 'screens'),
	booking('terminal-footer', (flow) => flow.screens[2].layout.children.pop(), 'screens[2]'),
	booking(
		'terminal-navigate',
		(flow) => {
			flow.screens[1].terminal = true;
			child(flow, 1, 5)['on-click-action'] = {
				name: 'navigate',
				next: { type: 'screen', name: 'CONFIRM' },
				payload: { summary: 'x' },
			};
		},
		at(1, 5, '.on-click-action.name'),
	),
	booking(
		'terminal-navigate',
		(flow) => {
			flow.version = '7.2';
			flow.screens[1].terminal = true;
			child(flow, 1, 5)['on-click-action'] = {
				name: 'navigate',
				next: { type: 'screen', name: 'CONFIRM' },
				payload: { summary: 'x' },
			};
		},
		at(1, 5, '.on-click-action.name'),
		warning,
	),
	booking('success-not-terminal', (flow) => (flow.screens[1].success = true), 'screens[1].success'),
	booking('success-missing', (flow) => (flow.screens[2].success = false), 'screens[2].success'),
	conditions(
		'refresh-without-endpoint',
		(flow) => (flow.screens[1].refresh_on_back = true),
		'screens[1].refresh_on_back',
	),
	booking('sensitive-unknown', (flow) => (flow.screens[1].sensitive = ['mail']), 'screens[1].sensitive[0]'),
];

const data: Mutation[] = [
	booking('data-type', (flow) => delete flow.screens[0].data.latest.type, 'screens[0].data.latest'),
	booking('data-type', (flow) => (flow.screens[0].data.latest.type = 7), 'screens[0].data.latest.type'),
	booking('data-type', (flow) => (flow.screens[0].data.extra = 'string'), 'screens[0].data.extra'),
	booking(
		'data-type',
		(flow) => (flow.screens[0].data.services.items.properties.id = 'string'),
		'screens[0].data.services.items.properties.id',
	),
	booking(
		'data-type-unknown',
		(flow) => (flow.screens[0].data.latest.type = 'date'),
		'screens[0].data.latest.type',
		warning,
	),
	booking(
		'data-items',
		(flow) => (flow.screens[0].data.list = { type: 'array', __example__: [] }),
		'screens[0].data.list',
	),
	booking('data-items', (flow) => (flow.screens[0].data.services.items = 'object'), 'screens[0].data.services.items'),
	booking('data-example-missing', (flow) => delete flow.screens[0].data.latest.__example__, 'screens[0].data.latest'),
	booking(
		'data-example-type',
		(flow) => (flow.screens[0].data.latest.__example__ = 20261231),
		'screens[0].data.latest.__example__',
	),
	booking(
		'data-example-type',
		(flow) => (flow.screens[0].data.times.__example__[1].enabled = 'no'),
		'screens[0].data.times.__example__[1].enabled',
	),
	booking(
		'data-example-nested',
		(flow) => (flow.screens[0].data.services.items.properties.__example__ = {}),
		'screens[0].data.services.items.properties.__example__',
	),
	booking(
		'data-example-nested',
		(flow) => (flow.screens[0].data.services.items.__example__ = {}),
		'screens[0].data.services.items.__example__',
	),
];

const components: Mutation[] = [
	booking('component-unknown', (flow) => (child(flow, 0, 0).type = 'Heading'), at(0, 0, '.type')),
	made(
		'component-since',
		withComponents([{ type: 'ImageCarousel', images: [{ src: png(1), 'alt-text': 'x' }] }], { version: '7.0' }),
		at(0, 0, '.type'),
	),
	gallery(
		'component-place',
		(flow) => child(flow, 2, 0).children.unshift({ type: 'Form', name: 'inner', children: [] }),
		inForm(0),
	),
	conditions('component-place', (flow) => child(flow, 0, 7).then.unshift({ ...photo }), at(0, 7, '.then[0]')),
	gallery(
		'component-count',
		(flow) =>
			flow.screens[1].layout.children.push(
				footer({ name: 'navigate', next: { type: 'screen', name: 'INPUTS' }, payload: { greeting: 'x' } }),
			),
		at(1, 8),
	),
	made(
		'component-count',
		withComponents(
			[...Array(3).keys()].map(() => ({
				type: 'EmbeddedLink',
				text: 'x',
				'on-click-action': { name: 'open_url', url: 'https://example.com' },
			})),
		),
		at(0, 2),
	),
	conditions(
		'component-count',
		(flow) =>
			flow.screens[0].layout.children.push(
				footer({ name: 'navigate', next: { type: 'screen', name: 'DONE' }, payload: { speed: 'x' } }),
			),
		at(0, 7, '.else[0]'),
	),
	made('components-count', withComponents([...Array(100).keys()].map(() => body)), 'screens[0].layout.children'),
	made(
		'components-advised',
		withComponents([...Array(50).keys()].map(() => body)),
		'screens[0].layout.children',
		warning,
	),
	booking('name-static', (flow) => (child(flow, 1, 3).name = '${data.chosen}'), at(1, 3, '.name'), {
		also: [
			`reference-unknown ${at(1, 5, '.on-click-action.payload.notes')}`,
			`reference-unknown ${at(2, 3, '.on-click-action.payload.notes')}`,
		],
	}),
	booking(
		'name-duplicate',
		(flow) => flow.screens[1].layout.children.splice(3, 0, { type: 'TextArea', name: 'email', label: 'Again' }),
		at(1, 3, '.name'),
	),
	gallery(
		'form-outside',
		(flow) => flow.screens[2].layout.children.push({ type: 'TextInput', name: 'outside', label: 'Outside' }),
		at(2, 1),
	),
	gallery(
		'form-field-unknown',
		(flow) => (child(flow, 2, 0)['init-values'].town = 'Bonn'),
		at(2, 0, '.init-values.town'),
	),
	gallery(
		'form-field-unknown',
		(flow) => (child(flow, 2, 0)['error-messages'].town = 'No such town'),
		at(2, 0, '.error-messages.town'),
		warning,
	),
	gallery(
		'form-field-type',
		(flow) => (child(flow, 2, 0)['init-values'].interests = 'roses'),
		at(2, 0, '.init-values.interests'),
	),
	made(
		'form-field-type',
		withComponents([
			{
				type: 'Form',
				name: 'form',
				'init-values': { age: 'old' },
				children: [{ type: 'TextInput', name: 'age', label: 'Age', 'input-type': 'number' }],
			},
		]),
		at(0, 0, '.init-values.age'),
	),
	made(
		'form-media',
		withComponents([{ type: 'Form', name: 'form', 'init-values': { photo: 'x' }, children: [photo] }]),
		at(0, 0, '.init-values.photo'),
	),
	gallery('footer-captions', (flow) => delete child(flow, 1, 7)['left-caption'], at(1, 7, '.right-caption')),
	gallery('footer-captions', (flow) => (child(flow, 1, 7)['center-caption'] = 'Step'), at(1, 7, '.center-caption')),
	conditions('footer-branches', (flow) => delete child(flow, 0, 7).else, at(0, 7)),
	conditions('footer-branches', (flow) => (child(flow, 0, 7).else = [body]), at(0, 7)),
	made(
		'footer-branches',
		{
			version: '7.3',
			screens: [
				{
					id: 'ONLY',
					title: 'x',
					terminal: true,
					data: { kind: { type: 'string', __example__: 'a' } },
					layout: {
						type: 'SingleColumnLayout',
						children: [{ type: 'Switch', value: '${data.kind}', cases: { a: [footer()], b: [] } }],
					},
				},
			],
		},
		at(0, 0),
	),
	conditions(
		'footer-nested',
		(flow) => {
			const branch = child(flow, 0, 7);
			branch.else = [
				{ type: 'If', condition: '${data.has_cities}', then: branch.else, else: structuredClone(branch.else) },
			];
			branch.then.pop();
		},
		at(0, 7, '.else[0]'),
	),
	made(
		'if-nesting',
		withComponents([deep(4, (inner) => ({ type: 'If', condition: '${data.ok}', then: [inner] }), body)], {
			screen: { data: flag },
		}),
		at(0, 0, '.then[0]'.repeat(3)),
	),
	gallery(
		'option-duplicate',
		(flow) => (formChild(flow, 6)['data-source'][1].id = 'roses'),
		inForm(6, '.data-source[1].id'),
		warning,
	),
	gallery(
		'option-image-color',
		(flow) => (formChild(flow, 5)['data-source'][1].color = '#25D366'),
		inForm(5, '.data-source[1].color'),
	),
	gallery('pattern-helper', (flow) => delete formChild(flow, 3)['helper-text'], inForm(3)),
	gallery('pattern-input-type', (flow) => (formChild(flow, 3)['input-type'] = 'email'), inForm(3, '.pattern')),
	gallery('calendar-mode', (flow) => (child(flow, 3, 3).title = 'When'), at(3, 3, '.title')),
	gallery('calendar-mode', (flow) => (child(flow, 3, 4).label = 'Holiday'), at(3, 4, '.label')),
	gallery('calendar-mode', (flow) => delete child(flow, 3, 4).label['end-date'], at(3, 4, '.label')),
	gallery('calendar-mode', (flow) => delete child(flow, 3, 4)['helper-text']['start-date'], at(3, 4, '.helper-text')),
	made('media-pickers', withComponents([photo, file]), at(0, 1)),
	gallery('rich-text-alone', (flow) => flow.screens[6].layout.children.unshift(body), at(6, 1)),
	gallery(
		'rich-text-alone',
		(flow) => flow.screens[6].layout.children.unshift({ type: 'RichText', text: '# Terms' }),
		at(6, 0),
	),
	gallery('navigation-alone', (flow) => flow.screens[0].layout.children.push(body), at(0, 0)),
	gallery('navigation-terminal', (flow) => (flow.screens[0].terminal = true), at(0, 0), {
		also: ['terminal-footer screens[0]'],
	}),
	gallery(
		'navigation-action',
		(flow) => delete child(flow, 0, 0)['list-items'][1]['on-click-action'],
		at(0, 0, '.list-items[1]'),
	),
	gallery(
		'navigation-action',
		(flow) =>
			(child(flow, 0, 0)['on-click-action'] = child(flow, 0, 1)['on-click-action']) &&
			delete child(flow, 0, 0)['list-items'][1]['on-click-action'],
		at(0, 0, '.list-items[0].on-click-action'),
	),
	gallery(
		'navigation-badge',
		(flow) => (child(flow, 0, 0)['list-items'][1].badge = 'Sale'),
		at(0, 0, '.list-items[1].badge'),
	),
	gallery('navigation-end', (flow) => (child(flow, 0, 0)['media-size'] = 'large'), at(0, 0, '.list-items[0].end')),
];

const navigate = (name: string, payload: object = {}) => ({
	name: 'navigate',
	next: { type: 'screen', name },
	payload,
});

const actions: Mutation[] = [
	booking(
		'action-unknown',
		(flow) => (child(flow, 0, 4)['on-click-action'].name = 'submit'),
		at(0, 4, '.on-click-action.name'),
	),
	made(
		'action-since',
		withComponents(
			[{ type: 'EmbeddedLink', text: 'x', 'on-click-action': { name: 'open_url', url: 'https://example.com' } }],
			{ version: '5.1' },
		),
		at(0, 0, '.on-click-action.name'),
	),
	booking(
		'action-place',
		(flow) => (child(flow, 0, 4)['on-click-action'] = { name: 'open_url', url: 'https://example.com' }),
		at(0, 4, '.on-click-action.name'),
	),
	gallery(
		'action-place',
		(flow) => (child(flow, 1, 6)['on-click-action'] = { name: 'complete', payload: {} }),
		at(1, 6, '.on-click-action.name'),
	),
	conditions(
		'action-undocumented',
		(flow) => (child(flow, 0, 3)['on-click-action'] = { name: 'update_data', payload: { shipping: 7 } }),
		at(0, 3, '.on-click-action.name'),
		warning,
	),
	conditions(
		'action-twice',
		(flow) => (child(flow, 0, 6)['on-select-action'] = { name: 'update_data', payload: { shipping: 1 } }),
		at(0, 6, '.data-source[0].on-select-action'),
	),
	conditions(
		'action-twice',
		(flow) => (child(flow, 0, 6)['on-unselect-action'] = { name: 'update_data', payload: { shipping: 1 } }),
		at(0, 6, '.data-source[0].on-unselect-action'),
	),
	conditions(
		'property-required',
		(flow) => delete child(flow, 0, 6)['data-source'][0]['on-select-action'].payload,
		at(0, 6, '.data-source[0].on-select-action'),
	),
	conditions(
		'endpoint-missing',
		(flow) => (child(flow, 0, 1)['on-select-action'] = { name: 'data_exchange', payload: {} }),
		at(0, 1, '.on-select-action.name'),
	),
	booking(
		'complete-not-terminal',
		(flow) => (child(flow, 1, 5)['on-click-action'] = { name: 'complete', payload: {} }),
		at(1, 5, '.on-click-action.name'),
	),
	booking(
		'navigate-screen',
		(flow) => (child(flow, 1, 5)['on-click-action'] = navigate('CONFIRMATION')),
		at(1, 5, '.on-click-action.next.name'),
	),
	booking(
		'navigate-self',
		(flow) => (child(flow, 1, 5)['on-click-action'] = navigate('DETAILS')),
		at(1, 5, '.on-click-action.next.name'),
	),
	gallery(
		'navigate-data-missing',
		(flow) => (child(flow, 1, 7)['on-click-action'].payload = {}),
		at(1, 7, '.on-click-action.payload'),
	),
	booking(
		'navigate-data-missing',
		(flow) => (child(flow, 1, 5)['on-click-action'] = navigate('CONFIRM')),
		at(1, 5, '.on-click-action.payload'),
		warning,
	),
	gallery(
		'navigate-data-unknown',
		(flow) => (child(flow, 1, 7)['on-click-action'].payload.colour = 'red'),
		at(1, 7, '.on-click-action.payload.colour'),
	),
	gallery(
		'navigate-data-type',
		(flow) => (child(flow, 1, 7)['on-click-action'].payload.greeting = true),
		at(1, 7, '.on-click-action.payload.greeting'),
	),
	gallery(
		'navigate-data-type',
		(flow) => (formChild(flow, 9)['on-click-action'].payload.city = '${form.interests}'),
		inForm(9, '.on-click-action.payload.city'),
	),
	conditions(
		'update-data-self',
		(flow) => (child(flow, 0, 6)['data-source'][0]['on-select-action'].payload.shipping = '${data.shipping}'),
		at(0, 6, '.data-source[0].on-select-action.payload.shipping'),
	),
	conditions(
		'update-data-unknown',
		(flow) => (child(flow, 0, 6)['data-source'][0]['on-select-action'].payload.price = 1),
		at(0, 6, '.data-source[0].on-select-action.payload.price'),
	),
	conditions(
		'update-data-type',
		(flow) => (child(flow, 0, 6)['data-source'][0]['on-unselect-action'].payload.shipping = 'free'),
		at(0, 6, '.data-source[0].on-unselect-action.payload.shipping'),
	),
	gallery(
		'media-navigate',
		(flow) => {
			flow.screens[5].data = { garden: { type: 'array', items: { type: 'object' }, __example__: [] } };
			child(flow, 4, 1)['on-click-action'].payload.garden = '${form.garden}';
		},
		at(4, 1, '.on-click-action.payload.garden'),
	),
	gallery(
		'media-nested',
		(flow) => (child(flow, 6, 1)['on-click-action'].payload.garden = ['${screen.PHOTO.form.garden}']),
		at(6, 1, '.on-click-action.payload.garden[0]'),
	),
	gallery(
		'media-complete',
		(flow) => delete child(flow, 4, 0)['max-uploaded-photos'],
		at(6, 1, '.on-click-action.payload.garden'),
	),
	gallery(
		'media-complete',
		(flow) => Object.assign(child(flow, 4, 0), { 'max-uploaded-photos': 5, 'max-file-size-kb': 25_600 }),
		at(6, 1, '.on-click-action.payload.garden'),
	),
	gallery(
		'media-complete-several',
		(flow) => (child(flow, 6, 1)['on-click-action'].payload.plan = '${screen.PLAN.form.plan}'),
		at(6, 1, '.on-click-action.payload'),
		warning,
	),
];

const references: Mutation[] = [
	made(
		'reference-format',
		withComponents([{ type: 'TextBody', text: '${data.first-name}' }], {
			screen: { data: { 'first-name': { type: 'string', __example__: 'Ada' } } },
		}),
		at(0, 0, '.text'),
	),
	booking('reference-syntax', (flow) => (child(flow, 0, 0).text = '${services}'), at(0, 0, '.text'), warning),
	booking('reference-mixed', (flow) => (child(flow, 1, 0).text = 'You chose ${data.chosen}'), at(1, 0, '.text')),
	booking(
		'reference-mixed',
		(flow) => (child(flow, 1, 5)['on-click-action'].payload.name = 'Dr. ${form.name}'),
		at(1, 5, '.on-click-action.payload.name'),
	),
	booking('reference-unknown', (flow) => (child(flow, 1, 0).text = '${data.choice}'), at(1, 0, '.text')),
	booking(
		'reference-unknown',
		(flow) => (child(flow, 1, 5)['on-click-action'].payload.name = '${form.names}'),
		at(1, 5, '.on-click-action.payload.name'),
	),
	booking(
		'reference-unknown',
		(flow) => (child(flow, 1, 5)['on-click-action'].payload.date = '${screen.APPOINTMENTS.form.date}'),
		at(1, 5, '.on-click-action.payload.date'),
	),
	booking(
		'reference-unknown',
		(flow) => (child(flow, 1, 5)['on-click-action'].payload.date = '${screen.APPOINTMENT.data.date}'),
		at(1, 5, '.on-click-action.payload.date'),
	),
	booking(
		'reference-unknown',
		(flow) => (child(flow, 2, 1).text = '${screen.APPOINTMENT.data.services.items.properties.title}'),
		at(2, 1, '.text'),
	),
	conditions('reference-unknown', (flow) => (child(flow, 0, 0).text = '${data.customer.surname}'), at(0, 0, '.text')),
	conditions('reference-unknown', (flow) => (child(flow, 0, 5).text = "`'In ' ${form.town}`"), at(0, 5, '.text')),
	gallery(
		'reference-unknown',
		(flow) => (formChild(flow, 9)['on-click-action'].payload.city = '${form.about}'),
		inForm(9, '.on-click-action.payload.city'),
	),
	booking(
		'reference-own-screen',
		(flow) => (child(flow, 1, 0).text = '${screen.DETAILS.data.chosen}'),
		at(1, 0, '.text'),
	),
	booking('reference-type', (flow) => (child(flow, 0, 3).visible = '${data.earliest}'), at(0, 3, '.visible')),
	booking(
		'reference-type',
		(flow) => (child(flow, 0, 3)['data-source'] = '${data.has_times}'),
		at(0, 3, '.data-source'),
	),
	gallery('reference-type', (flow) => (child(flow, 3, 1)['init-value'] = '${data.city}'), at(3, 1, '.init-value')),
	booking(
		'reference-items',
		(flow) => delete flow.screens[0].data.times.items.properties.title,
		at(0, 3, '.data-source'),
	),
	booking(
		'reference-items',
		(flow) =>
			(flow.screens[0].data.times.items.properties.title.type = 'object') &&
			(flow.screens[0].data.times.__example__ = []),
		at(0, 3, '.data-source'),
	),
	booking(
		'reference-items',
		(flow) => (flow.screens[0].data.times = { type: 'array', items: { type: 'string' }, __example__: ['09:00'] }),
		at(0, 3, '.data-source'),
	),
	conditions('reference-required', (flow) => (child(flow, 0, 8).value = 'private'), at(0, 8, '.value')),
	made(
		'expression-since',
		withComponents([{ type: 'TextBody', text: "`'Hello ' ${data.name}`" }], {
			version: '5.1',
			screen: { data: { name: { type: 'string', __example__: 'Ada' } } },
		}),
		at(0, 0, '.text'),
	),
	conditions('expression-syntax', (flow) => (child(flow, 0, 7).condition = '(${form.express}'), at(0, 7, '.condition')),
	conditions('expression-syntax', (flow) => (child(flow, 0, 5).text = '`Hello ${form.city}`'), at(0, 5, '.text')),
	conditions(
		'expression-type',
		(flow) => (child(flow, 0, 7).condition = "${form.express} == 'yes'"),
		at(0, 7, '.condition'),
	),
	conditions('expression-type', (flow) => (child(flow, 0, 7).condition = '${form.city}'), at(0, 7, '.condition')),
	conditions('expression-type', (flow) => (child(flow, 0, 5).visible = "`'a' ${form.city}`"), at(0, 5, '.visible')),
	conditions('expression-literals', (flow) => (child(flow, 0, 7).condition = '573 == 376'), at(0, 7, '.condition')),
	conditions('expression-literals', (flow) => (child(flow, 0, 7).condition = 'true'), at(0, 7, '.condition')),
];

const many = (count: number): string[] =>
	[...Array(count).keys()].map((index) => `PAGE_${String.fromCharCode(65 + index)}`);

const routing: Mutation[] = [
	booking('routing-missing', (flow) => delete flow.routing_model, ''),
	conditions(
		'routing-unneeded',
		(flow) => (flow.routing_model = { ADDRESS: ['DONE'], DONE: [] }),
		'routing_model',
		warning,
	),
	booking(
		'routing-screen-missing',
		(flow) => {
			flow.screens.push({ id: 'HELP', title: 'Help', layout: { type: 'SingleColumnLayout', children: [body] } });
		},
		'routing_model',
		{ also: ['routing-disconnected routing_model'] },
	),
	booking('routing-screen-unknown', (flow) => (flow.routing_model.CONFIRMED = []), 'routing_model.CONFIRMED'),
	booking('routing-screen-unknown', (flow) => flow.routing_model.DETAILS.push('CONFIRMED'), 'routing_model.DETAILS[1]'),
	booking('routing-self', (flow) => flow.routing_model.DETAILS.push('DETAILS'), 'routing_model.DETAILS[1]'),
	booking('routing-back', (flow) => flow.routing_model.CONFIRM.push('DETAILS'), 'routing_model.CONFIRM[0]'),
	booking(
		'routing-loop',
		(flow) => {
			flow.screens.unshift({
				id: 'START',
				title: 'x',
				data: {},
				layout: { type: 'SingleColumnLayout', children: [body] },
			});
			flow.routing_model = {
				START: ['APPOINTMENT'],
				APPOINTMENT: ['DETAILS'],
				DETAILS: ['CONFIRM'],
				CONFIRM: ['APPOINTMENT'],
			};
		},
		'routing_model',
		warning,
	),
	booking('routing-entry', (flow) => flow.routing_model.CONFIRM.push('APPOINTMENT'), 'routing_model', {
		also: ['routing-loop routing_model'],
	}),
	conditions(
		'routing-entry',
		(flow) =>
			flow.screens[1].layout.children.unshift({
				type: 'EmbeddedLink',
				text: 'Back',
				'on-click-action': navigate('ADDRESS', {
					countries: [],
					cities: [],
					has_cities: true,
					shipping: 1,
					customer: {},
				}),
			}),
		'screens',
	),
	booking(
		'routing-disconnected',
		(flow) => {
			flow.screens.push({ ...structuredClone(flow.screens[2]), id: 'LOST' });
			flow.routing_model.LOST = [];
		},
		'routing_model.LOST',
	),
	gallery(
		'routing-disconnected',
		(flow) => flow.screens.push({ ...structuredClone(flow.screens[6]), id: 'LOST' }),
		'screens[7]',
		warning,
	),
	conditions(
		'routing-disconnected',
		(flow) => flow.screens.push({ ...structuredClone(flow.screens[1]), id: 'LOST' }),
		'screens[2]',
	),
	made(
		'routing-branches',
		{
			version: '7.3',
			data_api_version: '3.0',
			routing_model: { START: many(11), ...Object.fromEntries(many(11).map((id) => [id, []])) },
			screens: [
				{
					id: 'START',
					title: 'x',
					layout: { type: 'SingleColumnLayout', children: [footer({ name: 'data_exchange', payload: {} })] },
				},
				...many(11).map((id) => ({
					id,
					title: 'x',
					terminal: true,
					layout: { type: 'SingleColumnLayout', children: [footer()] },
				})),
			],
		},
		'routing_model.START',
	),
	booking(
		'routing-end',
		(flow) => {
			flow.screens.push({ id: 'HELP', title: 'x', layout: { type: 'SingleColumnLayout', children: [body] } });
			flow.routing_model.DETAILS.push('HELP');
			flow.routing_model.HELP = [];
		},
		'routing_model.HELP',
		warning,
	),
	gallery(
		'routing-end',
		(flow) => {
			flow.screens.push({ id: 'HELP', title: 'x', layout: { type: 'SingleColumnLayout', children: [body] } });
			child(flow, 1, 7)['on-click-action'] = navigate('HELP');
		},
		'screens[7]',
		{ ...warning, also: ['routing-end screens[1]'] },
	),
	booking(
		'routing-navigate',
		(flow) => (child(flow, 0, 4)['on-click-action'] = navigate('CONFIRM', { summary: 'x' })),
		at(0, 4, '.on-click-action.next.name'),
	),
	booking(
		'findings-limit',
		(flow) => Object.assign(flow, Object.fromEntries([...Array(600).keys()].map((key) => [`extra_${key}`, 1]))),
		'',
		{
			level: 'warning',
			also: [...Array(500).keys()].map((key) => `property-unknown extra_${key}`),
		},
	),
];

export const mutations: Mutation[] = [
	...json,
	...versions,
	...properties,
	...screens,
	...data,
	...components,
	...actions,
	...references,
	...routing,
];
