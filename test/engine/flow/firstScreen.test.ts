import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { getFlowDataFields, searchFlowScreens } from '../../../nodes/WhatsAppBusinessCloud/methods/flowScreens';
import { seed, startEmulator, type Emulator } from '../../../emulator/src';
import { loadOptions, runNode, WITH_FLOWS } from '../harness';
import { picked } from './support';

let emulator: Emulator;

beforeAll(async () => (emulator = await startEmulator()));
afterEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const phoneNumberId = picked(seed.phoneNumberId);
const data = (): IDataObject => ({
	accessToken: seed.accessToken,
	businessAccountId: seed.wabaId,
	apiVersion: 'v25.0',
	appSecret: seed.app.secret,
	baseUrl: emulator.url,
});

describe('the first screen of a Flow', () => {
	const booking = {
		version: '7.3',
		screens: [
			{ id: 'DONE', title: 'Done' },
			{
				id: 'START',
				title: 'Book a table',
				data: {
					name: { type: 'string', __example__: 'Ada' },
					seats: { type: 'number', __example__: 2 },
					times: { type: 'array', items: { type: 'string' }, __example__: ['7 pm'] },
				},
				layout: { children: [{ 'on-click-action': { name: 'navigate', next: { type: 'screen', name: 'DONE' } } }] },
			},
		],
	};
	const form = (parameters: INodeParameters) =>
		loadOptions(
			{ resource: 'message', operation: 'send', messageType: 'flow', flowAction: 'navigate', ...parameters },
			data() as never,
		);
	const table = picked('1434689960874242');
	const screens = [
		{ name: 'Done (DONE)', value: 'DONE' },
		{ name: 'Book a table (START)', value: 'START' },
	];

	beforeEach(() => {
		emulator.flows.find('1434689960874242')!.json = JSON.stringify(booking);
		emulator.requests.length = 0;
	});

	test('is picked from the screens of its Flow JSON', async () => {
		expect(await searchFlowScreens.call(form({ flow: table }))).toEqual({ results: screens });
		expect((await searchFlowScreens.call(form({ flow: table }), 'book')).results).toHaveLength(1);
		const byName = await searchFlowScreens.call(form({ flow: picked('table_booking', 'name') }));
		expect(byName.results).toHaveLength(2);
	});

	test('is picked for a preview, too, with the credential of Flows', async () => {
		const parameters = { resource: 'flow', operation: 'getPreview', flowId: table, flow: picked('nobody', 'name') };
		const place = { path: 'parameters.previewParameters.flowScreen', node: WITH_FLOWS };
		const context = loadOptions(parameters, data() as never, place);
		expect(await searchFlowScreens.call(context)).toEqual({ results: screens });
	});

	test('is picked for a button of a template, of each with its own Flow', async () => {
		const button = [
			{ type: 'FLOW', flow: picked('900100200303') },
			{ type: 'FLOW', flow: table },
			{ type: 'FLOW', flowSource: 'json', flowJson: JSON.stringify(booking), flow: picked('nobody', 'name') },
			{ type: 'FLOW', flowSource: 'json', flowJson: '={{ $json.flow }}', flow: table },
			{ type: 'FLOW', flowSource: 'json', flowJson: '', flow: table },
		];
		const listOf = async (list: string, index: number) =>
			await searchFlowScreens.call(
				loadOptions(
					{
						resource: 'template',
						operation: 'create',
						buttons: { button },
						cards: { card: [{ buttons: { button } }] },
					},
					data() as never,
					{ path: `parameters.${list}.button[${index}].navigateScreen` },
				),
			);
		for (const list of ['buttons', 'cards.card[0].buttons']) {
			expect(await listOf(list, 1)).toEqual({ results: screens });
			expect(await listOf(list, 2)).toEqual({ results: screens });
			expect(await listOf(list, 3)).toEqual({ results: [] });
			expect(await listOf(list, 4)).toEqual({ results: [] });
		}
		expect((await listOf('buttons', 0)).results).not.toEqual(screens);
	});

	test.each([picked(''), picked('nobody', 'name'), '={{ $json.flow }}'])(
		'has an empty list when the screens are not known: %j',
		async (flow) => {
			expect(await searchFlowScreens.call(form({ flow }))).toEqual({ results: [] });
		},
	);

	test('has a field for each entry of its data model', async () => {
		const field = { display: true, required: false, defaultMatch: false, canBeUsedToMatch: false };
		expect(await getFlowDataFields.call(form({ flow: table, flowScreen: picked('') }))).toEqual({
			fields: [
				{ id: 'name', displayName: 'name, e.g. Ada', type: 'string', ...field },
				{ id: 'seats', displayName: 'seats, e.g. 2', type: 'number', ...field },
				{ id: 'times', displayName: 'times', type: 'array', ...field },
			],
		});
	});

	test('is loaded once for the list and the form', async () => {
		// Another draft, whose screens no earlier test has loaded.
		const flow = picked('900100200301');
		await Promise.all([searchFlowScreens.call(form({ flow })), getFlowDataFields.call(form({ flow }))]);
		expect(emulator.requests.filter(({ path }) => path.endsWith('/assets'))).toHaveLength(1);
	});

	test.each<[INodeParameters, string]>([
		[{ flow: picked('') }, 'Select a Flow first.'],
		[
			{ flow: picked('={{ $json.flow }}', 'id') },
			'The Flow depends on an expression, so its screens are not known. Enter the data as JSON.',
		],
		[{ flow: picked('a', 'id') }, '&#39;Flow&#39; is not an ID.'],
		[{ flow: table, flowScreen: picked('DONE') }, 'The screen Done takes no data.'],
		[{ flow: table, flowScreen: picked('GONE', 'id') }, 'The Flow has no screen GONE.'],
		[
			{ flow: picked('900100200305') },
			'The JSON of this Flow cannot be read, so its screens are not known. Enter the screen by ID and the data as JSON.',
		],
	])('says why there is no form for %j', async (parameters, emptyFieldsNotice) => {
		expect(await getFlowDataFields.call(form(parameters))).toEqual({ fields: [], emptyFieldsNotice });
	});

	test('is sent with the values of its form', async () => {
		const { fields } = await getFlowDataFields.call(form({ flow: table }));
		const parameters = {
			resource: 'message',
			operation: 'send',
			phoneNumberId,
			recipientPhoneNumber: '+16505550001',
			messageType: 'flow',
			textBody: 'Hello',
			buttonText: 'Open',
			flow: table,
			flowScreen: picked('START'),
			flowDataFields: {
				mappingMode: 'defineBelow',
				value: { name: '={{ $json.name }}', seats: '={{ "4" }}', times: '["8 pm"]' },
				schema: fields,
			} as never,
		};
		const { error } = await runNode({ parameters, credential: data() as never, input: [{ json: { name: 'Ann' } }] });
		expect(error?.message).toBeUndefined();
		expect(emulator.messages.at(-1)?.body).toMatchObject({
			interactive: {
				action: {
					parameters: { flow_action_payload: { screen: 'START', data: { name: 'Ann', seats: 4, times: ['8 pm'] } } },
				},
			},
		});
	});
});
