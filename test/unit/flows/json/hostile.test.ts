import fc from 'fast-check';
import { validateFlowJson, type Report } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';
import { components } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/components';
import { rules } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/rules';
import { fixtureText, type Fixture, type Json } from './support';

/** Inconsistencies in a report; there should be none for any input. Called very often, so without matchers. */
function* doubts({ findings, errors, warnings, valid }: Report): Generator<string> {
	if (valid !== (errors === 0)) yield 'valid does not fit the errors';
	if (findings.length > 1001) yield 'too many findings';
	if (errors < 500 && warnings <= 500 && errors + warnings !== findings.length) yield 'findings are missing';
	for (const { rule, line, column, message, pointer } of findings) {
		if (!Object.hasOwn(rules, rule)) yield `no rule ${rule}`;
		if (!(line! > 0 && column! > 0)) yield `no place for ${rule}`;
		if (message.length > 1000) yield `a long message of ${rule}`;
		if (pointer.includes('undefined')) yield `a pointer to nothing, of ${rule}`;
	}
}

const sane = (report: Report): void => expect([...doubts(report)]).toEqual([]);

const keys = fc.oneof(
	fc.constantFrom(
		'__proto__',
		'constructor',
		'toString',
		'type',
		'name',
		'label',
		'text',
		'payload',
		'next',
		'children',
		'then',
		'else',
		'cases',
		'value',
		'condition',
		'data',
		'data-source',
		'list-items',
		'images',
		'on-click-action',
		'screens',
		'routing_model',
		'version',
		'id',
		'layout',
		'terminal',
		'init-values',
	),
	fc.string(),
);
const { tree } = fc.letrec((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 6 },
		fc.constantFrom(
			null,
			true,
			false,
			0,
			-1,
			1.5,
			1e300,
			'',
			' ',
			'${data.x}',
			'${form.x}',
			'${screen.A.data.x}',
			'`',
			'``',
			"`'x' ${form.x}`",
			'${',
			'7.3',
			'8.0',
			'navigate',
			'data_exchange',
			'update_data',
			'__proto__',
			...components.keys(),
		),
		fc.string(),
		fc.array(tie('tree'), { maxLength: 4 }),
		fc
			.array(fc.tuple(keys, tie('tree')), { maxLength: 5 })
			.map(
				(entries) =>
					JSON.parse(
						`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
					) as unknown,
			),
	),
}));

/** Inserts a value into a flow at a position chosen by random steps. */
function planted(flow: Json, steps: number[], value: unknown): Json {
	let here = flow;
	for (const step of steps) {
		const names = Object.keys(here as object);
		if (names.length === 0) break;
		const name = names[step % names.length];
		if (typeof here[name] !== 'object' || here[name] === null || step === steps[steps.length - 1]) {
			here[name] = value;
			break;
		}
		here = here[name];
	}
	return flow;
}

test('returns a consistent report for any JSON', () => {
	fc.assert(
		fc.property(tree, (value) => sane(validateFlowJson(JSON.stringify(value, undefined, 1)))),
		{ numRuns: 1000 },
	);
});

test('returns a consistent report for any text', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.json()), (text) => sane(validateFlowJson(text))),
		{ numRuns: 1000 },
	);
});

test.each<Fixture>(['booking', 'gallery', 'conditions'])('handles any value anywhere in the flow "%s"', (name) => {
	const valid = fixtureText(name);
	fc.assert(
		fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }), tree, (steps, value) => {
			sane(validateFlowJson(JSON.stringify(planted(JSON.parse(valid), steps, value), undefined, 1)));
		}),
		{ numRuns: 500 },
	);
});

test('reports a syntax error for a flow that is truncated at any position', () => {
	const text = fixtureText('booking');
	const end = text.trimEnd().length;
	for (let length = 0; length < end; length += 7) {
		const report = validateFlowJson(text.slice(0, length));
		expect(report.findings).toHaveLength(1);
		expect(report.findings[0].rule).toBe('json-syntax');
	}
});

test.each([[{ toString: [] }], [{ valueOf: 1, toString: null }], [[{ toJSON: 'x' }]]] as Json[])(
	'returns a consistent report for an object with its own toString at any position: %j',
	(value: Json) => {
		for (const name of ['booking', 'gallery', 'conditions'] as const) {
			const paths = (inner: Json, path: string[] = []): string[][] =>
				typeof inner === 'object' && inner !== null
					? Object.keys(inner as object).flatMap((key) => [[...path, key], ...paths(inner[key], [...path, key])])
					: [];
			const valid = fixtureText(name);
			for (const path of paths(JSON.parse(valid))) {
				const flow = JSON.parse(valid);
				path.slice(0, -1).reduce<Json>((inner, key) => inner[key], flow)[path[path.length - 1]] = value;
				sane(validateFlowJson(JSON.stringify(flow)));
			}
		}
	},
);

const deep = (levels: number, open: string, close: string, inner: string): string =>
	open.repeat(levels) + inner + close.repeat(levels);

test.each([
	['brackets', deep(200_000, '[', ']', '')],
	['objects', deep(100_000, '{"a":', '}', '1')],
	[
		'an example',
		`{"version":"7.3","screens":[{"id":"A","data":{"x":{"type":"array","items":{"type":"array","items":true},"__example__":${deep(100_000, '[', ']', '')}}},"layout":{"type":"SingleColumnLayout","children":[]}}]}`,
	],
	[
		'a payload',
		`{"version":"7.3","screens":[{"id":"A","layout":{"type":"SingleColumnLayout","children":[{"type":"Footer","label":"x","on-click-action":{"name":"complete","payload":{"x":${deep(100_000, '[', ']', '')}}}}]}}]}`,
	],
	[
		'components',
		`{"version":"7.3","screens":[{"id":"A","layout":{"type":"SingleColumnLayout","children":[${deep(50_000, '{"type":"If","condition":"x","then":[', ']}', '')}]}}]}`,
	],
	[
		'a schema',
		`{"version":"7.3","screens":[{"id":"A","data":{"x":${deep(50_000, '{"type":"array","items":', '}', 'true')}},"layout":{"type":"SingleColumnLayout","children":[]}}]}`,
	],
	[
		'an action',
		`{"version":"7.3","screens":[{"id":"A","layout":{"type":"SingleColumnLayout","children":[{"type":"Footer","label":"x","on-click-action":${deep(50_000, '{"name":"navigate","next":', '}', '1')}}]}}]}`,
	],
	[
		'an expression',
		JSON.stringify({
			version: '7.3',
			screens: [
				{
					id: 'A',
					layout: { type: 'SingleColumnLayout', children: [{ type: 'If', condition: '('.repeat(100_000), then: [] }] },
				},
			],
		}),
	],
	['an unfinished text', `{"version":"7.3${'x\\'.repeat(100_000)}`],
])('handles very deep nesting of %s', (_, text) => sane(validateFlowJson(text)));

/** Number of entries for which quadratic work would take minutes. */
const many = 40_000;

test.each<[string, () => Json]>([
	['components', () => screen([...Array(many).keys()].map(() => ({ type: 'TextBody', text: 'x' })))],
	[
		'lists',
		() =>
			screen([...Array(many).keys()].map((index) => ({ type: 'NavigationList', name: `n${index}`, 'list-items': [] }))),
	],
	[
		'pickers',
		() =>
			screen(
				[...Array(many).keys()].map((index) => ({
					type: index === 0 ? 'PhotoPicker' : 'DocumentPicker',
					name: `n${index}`,
					label: 'x',
				})),
			),
	],
	[
		'options',
		() =>
			screen([
				{
					type: 'Dropdown',
					name: 'x',
					label: 'x',
					'data-source': [...Array(many).keys()].map(() => ({ id: 'x', title: 'x' })),
				},
			]),
	],
	[
		'screens',
		() => ({
			version: '7.3',
			screens: [...Array(many).keys()].map(() => ({ id: 'A', layout: { type: 'SingleColumnLayout', children: [] } })),
		}),
	],
	[
		'routes',
		() => ({
			version: '7.3',
			data_api_version: '3.0',
			routing_model: Object.fromEntries(
				[...Array(200).keys()].map((from) => [
					`A${'B'.repeat(from)}`,
					[...Array(200).keys()].map((to) => `A${'B'.repeat(to)}`),
				]),
			),
			screens: [...Array(200).keys()].map((from) => ({
				id: `A${'B'.repeat(from)}`,
				layout: { type: 'SingleColumnLayout', children: [] },
			})),
		}),
	],
	[
		'forms',
		() =>
			screen(
				[...Array(many).keys()].map((index) => ({
					type: 'Form',
					name: `f${index}`,
					'init-values': { x: 1 },
					children: [],
				})),
			),
	],
	[
		'references',
		() =>
			screen(
				[...Array(many).keys()]
					.map((index) => ({ type: 'TextBody', text: `\${form.f${index}}` }))
					.concat([...Array(300).keys()].map((index) => ({ type: 'Form', name: `f${index}`, children: [] }) as never)),
			),
	],
	[
		'cases',
		() =>
			screen([
				{
					type: 'Switch',
					value: '${data.x}',
					cases: Object.fromEntries([...Array(many).keys()].map((index) => [`c${index}`, [{ type: 'Footer' }]])),
				},
			]),
	],
	[
		'blanks',
		() =>
			screen([
				{ type: 'If', condition: ' '.repeat(9_000) + '(', then: [] },
				{ type: 'TextBody', text: `\${${' '.repeat(many)}` },
				{ type: 'TextBody', text: '${'.repeat(many) },
			]),
	],
])('handles tens of thousands of %s', (_, make) => sane(validateFlowJson(JSON.stringify(make(), undefined, 1))));

function screen(children: unknown[]): Json {
	return { version: '7.3', screens: [{ id: 'A', layout: { type: 'SingleColumnLayout', children } }] };
}
