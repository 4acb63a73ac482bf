import { type Mutation, booking, warning } from './make';

export const data: Mutation[] = [
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
