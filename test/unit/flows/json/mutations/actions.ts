import { withComponents } from '../support';
import {
	type Mutation,
	made,
	booking,
	gallery,
	conditions,
	child,
	formChild,
	at,
	inForm,
	warning,
	navigate,
} from './make';

export const actions: Mutation[] = [
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
