import { readOpeningScreens } from '../../../nodes/WhatsAppBusinessCloud/flows/openingScreens';

const navigate = (name: string): object => ({
	layout: { children: [{ type: 'Footer', 'on-click-action': { name: 'navigate', next: { type: 'screen', name } } }] },
});
const data = {
	required: ['name'],
	name: { type: 'string', __example__: 'Ada' },
	seats: { type: 'number', __example__: 2 },
	times: { type: 'array', items: { type: 'string' }, __example__: ['7 pm'] },
	broken: 1,
};

test('reads screens, their data, and which of them the Flow opens with', () => {
	const screens = [
		{ id: 'DONE', title: 'Done' },
		{ id: 'START', title: 'Book a table', data, ...navigate('DONE') },
	];
	expect(readOpeningScreens(JSON.stringify({ version: '7.3', screens }))).toEqual([
		{ id: 'DONE', title: 'Done', isEntry: false, inputs: [] },
		{
			id: 'START',
			title: 'Book a table',
			isEntry: true,
			inputs: [
				{ name: 'name', type: 'string', example: 'Ada', required: true },
				{ name: 'seats', type: 'number', example: 2, required: false },
				{ name: 'times', type: 'array', example: ['7 pm'], required: false },
			],
		},
	]);
});

test('finds the entry screen of a Flow with an endpoint by its routing model', () => {
	const flow = { routing_model: { B: [], A: ['B'] }, screens: [{ id: 'B' }, { id: 'A' }, { title: 'No ID' }] };
	expect(readOpeningScreens(JSON.stringify(flow))?.map(({ id, isEntry }) => [id, isEntry])).toEqual([
		['B', false],
		['A', true],
	]);
});

test.each(['', '{', '[]', 'null', '{}', '{"screens": 5}', '{"screens": []}', '{"screens": [1, {"id": 2}]}'])(
	'returns undefined for %j, which has no screens',
	(text) => expect(readOpeningScreens(text)).toBeUndefined(),
);
