import { png, withComponents } from '../support';
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
	deep,
	footer,
	body,
	flag,
} from './make';

const photo = { type: 'PhotoPicker', name: 'photo', label: 'Photo', 'max-uploaded-photos': 1 };
const file = { type: 'DocumentPicker', name: 'file', label: 'File', 'max-uploaded-documents': 1 };

export const components: Mutation[] = [
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
