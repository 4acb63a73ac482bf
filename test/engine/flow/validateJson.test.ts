import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { openBinaryStore, stored } from '../harness';
import { mockedNetwork, flowJson, json, errorOf, run } from './support';

mockedNetwork();
beforeAll(async () => await openBinaryStore());

const booking = readFileSync(join(__dirname, '../../fixtures/flows/booking.json'), 'utf8');
const fileItem = async (content: string | Buffer) => [
	{
		json: {},
		binary: { data: await stored(Buffer.from(content), { fileName: 'flow.json', mimeType: 'application/json' }) },
	},
];

/** A handwritten flow with one error and one warning. */
const wrong = `{
  "version": "7.3",
  "screens": [
    {
      "id": "ONLY",
      "title": "Only",
      "terminal": true,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "TextInput", "name": "x", "label": "Website", "input-type": "url" },
          { "type": "Footer", "label": "Send", "on-click-action": { "name": "complete" } }
        ]
      }
    }
  ]
}`;

const findings = [
	{
		level: 'error',
		rule: 'property-value',
		message: "'input-type' of TextInput 'x' cannot be 'url'",
		advice: "Use one of 'text', 'number', 'email', 'password', 'passcode', 'phone'",
		pointer: 'screens[0].layout.children[0].input-type',
		jsonPointer: '/screens/0/layout/children/0/input-type',
		line: 11,
		column: 81,
	},
	{
		level: 'warning',
		rule: 'property-expected',
		message: "action 'complete' has no 'payload', which every example of Meta's has",
		advice: "Add 'payload'",
		pointer: 'screens[0].layout.children[1].on-click-action',
		jsonPointer: '/screens/0/layout/children/1/on-click-action',
		line: 12,
		column: 67,
	},
];

const report = {
	valid: false,
	errors: 1,
	warnings: 1,
	version: '7.3',
	dataApiVersion: '',
	screens: [{ id: 'ONLY', title: 'Only', terminal: true, fields: ['x'], components: 2 }],
	findings,
};

const options = (more: INodeParameters): INodeParameters => ({ flowJson: wrong, options: more });

test('reports a valid flow without sending a request', async () => {
	const [item, ...rest] = await json('validateJson', { flowJson: booking });
	expect(rest).toEqual([]);
	expect(item).toMatchObject({
		valid: true,
		errors: 0,
		warnings: 0,
		version: '7.3',
		dataApiVersion: '3.0',
		findings: [],
	});
	expect((item.screens as Array<{ id: string }>).map(({ id }) => id)).toEqual(['APPOINTMENT', 'DETAILS', 'CONFIRM']);
});

test('returns findings with line and column for JSON in the field', async () => {
	expect(await json('validateJson', { flowJson: wrong })).toEqual([report]);
});

test('returns findings without line and column for an object from an expression', async () => {
	const bare = findings.map(({ line: _line, column: _column, ...finding }) => finding);
	expect(
		await json('validateJson', { flowJson: '={{ $json.flow }}' }, { input: [{ json: { flow: JSON.parse(wrong) } }] }),
	).toEqual([{ ...report, findings: bare }]);
});

test('validates text from an expression for each item', async () => {
	const input = [{ json: { text: wrong } }, { json: { text: JSON.stringify(flowJson) } }];
	const items = await json('validateJson', { flowJson: '={{ $json.text }}' }, { input });
	expect(items).toEqual([report, expect.objectContaining({ valid: true, findings: [] })]);
});

test.each(['', '\uFEFF'])('validates a file that begins with "%s"', async (mark) => {
	const input = await fileItem(`${mark}${wrong}`);
	expect(await json('validateJson', { flowJsonSource: 'binary', binaryPropertyName: 'data' }, { input })).toEqual([
		report,
	]);
});

test('returns malformed JSON as a finding instead of failing', async () => {
	expect(await json('validateJson', { flowJson: '{\n  "version": "7.3",\n}' })).toEqual([
		{
			...report,
			warnings: 0,
			version: '',
			screens: [],
			findings: [
				{
					level: 'error',
					rule: 'json-syntax',
					message: 'There is a comma before the end of a list or object',
					advice: 'Remove the comma',
					pointer: '',
					jsonPointer: '',
					line: 3,
					column: 1,
				},
			],
		},
	]);
});

test('returns one item per finding when the option is on', async () => {
	expect(await json('validateJson', options({ splitFindings: true }))).toEqual(
		findings.map((finding) => ({ ...finding, valid: false })),
	);
	expect(await json('validateJson', { flowJson: booking, options: { splitFindings: true } })).toEqual([
		{ valid: true, errors: 0, warnings: 0 },
	]);
});

test('fails on errors but not on warnings when Fail When Invalid is on', async () => {
	const { error } = await run('validateJson', options({ failWhenInvalid: true }));
	expect(error.message).toBe("'Flow JSON' has 1 error");
	expect(error.description).toContain(
		"Line 11, column 81: 'input-type' of TextInput 'x' cannot be 'url' (screens[0].layout.children[0].input-type)",
	);
	const warned = wrong.replace('"url"', '"text"');
	expect(await json('validateJson', { flowJson: warned, options: { failWhenInvalid: true } })).toEqual([
		expect.objectContaining({ valid: true, errors: 0, warnings: 1 }),
	]);
});

test('passes an invalid flow on with its error when On Error is Continue', async () => {
	const items = await json('validateJson', options({ failWhenInvalid: true }), {
		node: { onError: 'continueRegularOutput' },
	});
	expect(items).toEqual([expect.objectContaining({ error: "'Flow JSON' has 1 error" })]);
});

test.each([
	[{ flowJson: '' }, "'Flow JSON' is empty"],
	[{ flowJson: '={{ 7 }}' }, "'Flow JSON' needs JSON, got a number"],
	[
		{ flowJson: `={{ "x".repeat(${10 * 1024 * 1024 + 1}) }}` },
		"'Flow JSON' is larger than 10 MB, the maximum of WhatsApp",
	],
	[
		{ flowJsonSource: 'binary', binaryPropertyName: 'nothing' },
		"The item has no file 'nothing', named in 'Input Data Field Name'",
	],
	[{ flowJsonSource: 'url' }, "'Flow JSON Source' has an unknown value"],
] as Array<[INodeParameters, string]>)(
	'rejects invalid parameters of Validate JSON: %j',
	async (parameters, message) => {
		expect(await errorOf('validateJson', parameters)).toBe(`${message}`);
	},
);

test('rejects a file of more than 10 MB', async () => {
	const input = await fileItem(Buffer.alloc(10 * 1024 * 1024 + 1, ' '));
	expect(await errorOf('validateJson', { flowJsonSource: 'binary', binaryPropertyName: 'data' }, input)).toBe(
		"'Input Data Field Name' is larger than 10 MB, the maximum of WhatsApp",
	);
});
