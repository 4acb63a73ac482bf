import { withComponents } from '../support';
import { type Mutation, made, booking, gallery, conditions, child, at, warning, deep, body, flag } from './make';

export const syntax: Mutation[] = [
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

export const versions: Mutation[] = [
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

export const screens: Mutation[] = [
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
