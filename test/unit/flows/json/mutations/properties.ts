import { png, text, withComponents } from '../support';
import { type Mutation, made, booking, gallery, conditions, child, formChild, at, inForm, warning, body } from './make';

export const properties: Mutation[] = [
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
