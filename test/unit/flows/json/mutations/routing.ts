import { type Mutation, made, booking, gallery, conditions, child, at, warning, footer, body, navigate } from './make';

const many = (count: number): string[] =>
	[...Array(count).keys()].map((index) => `PAGE_${String.fromCharCode(65 + index)}`);

export const routing: Mutation[] = [
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
