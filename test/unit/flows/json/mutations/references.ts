import { withComponents } from '../support';
import { type Mutation, made, booking, gallery, conditions, child, formChild, at, inForm, warning } from './make';

export const references: Mutation[] = [
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
