import nock from 'nock';
import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { PHONE, runNode } from '../harness';
import { meta } from './meta';

// In the built-in node, a model can fill in text fields only: the list of numbers accepts no ID, and does not load in
// the tool.

const { description } = new WhatsAppBusinessCloud();

/** All fields, including those of nested collections. */
function allFields(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...((property.options ?? []) as Array<INodeProperties | INodePropertyCollection>).flatMap((option) =>
			'values' in option ? allFields(option.values) : 'type' in option ? allFields([option]) : [],
		),
	]);
}

/** Fields that control which other fields are displayed. */
const choosers = new Set([
	'resource',
	'operation',
	'messageType',
	'templateInput',
	'templateFields',
	'templateLayout',
	'templateText',
	'flowDataInput',
	'flowDataFields',
	'starter',
	'deleteScope',
	'orderCountry',
	'sendFrom',
	'setting',
]);

/** As in the built-in node: the HTML is shown on a page, where an expression would appear unevaluated. */
choosers.add('html');

/** Selections of several values from Meta: n8n has no resource locator for them. They are displayed on request only. */
const SELECTIONS: Record<string, string> = { phoneNumberIds: 'sendFrom' };

const fromJson = (names: string[]): INodeParameters =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('the node is usable as a tool of an AI Agent', () => {
	expect(description.usableAsTool).toBe(true);
});

test('every field accepts an expression, except for those that control the form', () => {
	const fixed = allFields(description.properties).filter(({ noDataExpression }) => noDataExpression === true);
	// n8n names the choice between fields and JSON `defineX`.
	const names = new Set(fixed.map(({ name }) => name).filter((name) => !/^define[A-Z]/.test(name)));
	expect([...names]).toEqual(expect.arrayContaining(['resource', 'operation', 'messageType']));
	expect([...names].filter((name) => !choosers.has(name))).toEqual([]);
});

test('every field with a list also accepts an ID or name', () => {
	const lists = allFields(description.properties).filter(
		({ name, type, typeOptions }) =>
			(type === 'resourceLocator' || typeOptions?.loadOptionsMethod) && !(name in SELECTIONS),
	);
	expect(lists.length).toBeGreaterThan(0);
	for (const { type, modes } of lists) {
		expect(type).toBe('resourceLocator');
		// A list and one or two text modes.
		expect(modes?.map(({ type: mode }) => mode).slice(0, 2)).toEqual(['list', 'string']);
		expect(new Set(modes?.slice(1).map(({ type: mode }) => mode))).toEqual(new Set(['string']));
	}
});

test('no field loads its options from Meta when the form is displayed at first', () => {
	const loading = allFields(description.properties).filter(
		({ typeOptions }) => typeOptions?.loadOptions ?? typeOptions?.loadOptionsMethod,
	);
	expect(loading.map(({ name }) => name)).toEqual(Object.keys(SELECTIONS));
	for (const { name, displayOptions } of loading) {
		const choice = SELECTIONS[name];
		const shown = displayOptions?.show?.[choice];
		expect(shown).toHaveLength(1);
		const [initial] = allFields(description.properties).filter((field) => field.name === choice);
		expect(shown).not.toContain(initial.default);
	}
});

test.each([
	['text', { textBody: 'Hi' }, { text: { body: 'Hi' } }],
	['image', { mediaPath: 'useMediaId', mediaId: '123' }, { image: { id: '123' } }],
	['location', { longitude: '13.5', latitude: 52 }, { location: { longitude: 13.5, latitude: 52 } }],
	[
		'contacts',
		{ contactsInput: 'json', contactsJson: '[{"name":{"formatted_name":"Ada","first_name":"Ada"}}]' },
		{ contacts: [{ name: { formatted_name: 'Ada', first_name: 'Ada' } }] },
	],
])('accepts expressions for all values of a message (%s)', async (messageType, fields, content) => {
	const { messages } = meta();
	const json = { sender: PHONE, recipientPhoneNumber: '+49 151 000', ...fields };
	const { error } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			messageType,
			phoneNumberId: { __rl: true, mode: 'id', value: '={{ $json.sender }}' },
			...fromJson(['recipientPhoneNumber', ...Object.keys(fields)]),
		},
		input: [{ json }],
	});
	expect(error).toBeUndefined();
	expect(messages()).toEqual([{ messaging_product: 'whatsapp', to: '+49151000', type: messageType, ...content }]);
});

test.each([
	['', "'Sender Phone Number' is empty"],
	['+49 151 000', "'Sender Phone Number' is not an ID"],
])('rejects an invalid sending number (%p) before it becomes part of a URL', async (sender, message) => {
	const { sent } = meta();
	const { error } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumberId: { __rl: true, mode: 'id', value: '={{ $json.sender }}' },
			recipientPhoneNumber: '49151000',
			textBody: 'x',
		},
		input: [{ json: { sender } }],
	});
	expect(error.message).toBe(message);
	expect(sent).toEqual([]);
});
