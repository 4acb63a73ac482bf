import { seen, withComponents } from './support';

const data = {
	ok: { type: 'boolean', __example__: true },
	number: { type: 'number', __example__: 1 },
	text: { type: 'string', __example__: 'x' },
	list: { type: 'array', items: { type: 'string' }, __example__: [] },
};

const inputs = [
	{ type: 'TextInput', name: 'name', label: 'Name' },
	{ type: 'TextInput', name: 'age', label: 'Age', 'input-type': 'number' },
	{ type: 'OptIn', name: 'accept', label: 'Accept' },
];

const condition = (text: string): string[] =>
	seen(
		withComponents([{ type: 'If', condition: text, then: inputs.slice(0, 1) }, ...inputs.slice(1)], {
			screen: { data },
		}),
	);

const property = (key: 'text' | 'visible', text: string): string[] =>
	seen(withComponents([{ type: 'TextBody', text: 'x', [key]: text }, ...inputs], { screen: { data } }));

// WhatsApp docs: Flows > Components > If > Supported operators.
test.each([
	'${form.accept} || (${data.number} > 5)',
	"${form.accept} && (${form.name} != '')",
	'!${form.accept}',
	'${form.accept} == true',
	'${data.number} == 5',
	"${form.name} == 'London'",
	'${data.number} > ${data.number}',
	'${data.number} >= -5',
	'!(${form.accept} || ${data.ok})',
	'${form.age} < 18',
	'((${data.ok}))',
	'`${data.ok}`',
	"${form.name} == 'it\\'s'",
])('accepts the If condition %s', (text) => expect(condition(text)).toEqual([]));

// WhatsApp docs: Flows > Error codes > "If" component errors.
test.each([
	['expression-syntax', ' '],
	['expression-syntax', '( )'],
	['expression-literals', '573 == 376'],
	['expression-syntax', '))${data.ok}(('],
	['expression-syntax', '(${data.ok}'],
	['expression-syntax', "${form.name} == 'London"],
	['expression-syntax', '${data.ok} ${form.accept}'],
	['expression-syntax', '${data.ok} = true'],
	['expression-syntax', '${data.ok} &&'],
	['expression-syntax', '== ${data.ok}'],
	['expression-syntax', '${data.number} > -a'],
	['expression-syntax', '${data.ok} & true'],
	['expression-syntax', '${data.number} * 2 > 1'],
	['expression-syntax', '${form.name} == London'],
	['expression-type', '((${data.text}))'],
	['expression-type', '${data.number}'],
	['expression-type', "${data.number} == '5'"],
	['expression-type', '${data.text} || ${data.ok}'],
	['expression-type', '${data.text} > 5'],
	['expression-type', '!${data.text}'],
	['expression-type', '${data.list} == ${data.list}'],
	['expression-literals', 'true'],
	['expression-syntax', `${'('.repeat(60)}\${data.ok}${')'.repeat(60)}`],
	['expression-syntax', '${data.ok} || '.repeat(2000)],
])('reports %s for the If condition %s', (rule, text) =>
	expect(condition(text)).toEqual([`${rule} screens[0].layout.children[0].condition`]),
);

// WhatsApp docs: Flows > Flow JSON > Nested expressions.
test.each([
	['text', "`'This is an example for Ana\\\\`s house.'`"],
	['visible', '`${form.name} == ${data.text}`'],
	['visible', '`${form.accept} != true`'],
	['visible', '`${form.age} == 18`'],
	['visible', '`(${form.age} > 18) && ${form.accept}`'],
	['visible', "`(${form.name} != '') || (${data.text} != '')`"],
	['text', "`'Hello ' ${form.name}`"],
	['text', "`${form.name} ' you are ' ${form.age} ' years old.'`"],
	['text', "`'You were born on either ' (2024 - ${form.age}) ' or ' (2023 - ${form.age})`"],
	['text', "`'The amount per person is: ' ${data.number} / ${form.age}`"],
	['text', "`'a' 'b'`"],
] as const)('accepts in a property of type %s the expression %s', (key, text) =>
	expect(property(key, text)).toEqual([]),
);

test.each([
	['text', 'expression-type', '`${data.number} + 1`'],
	['text', 'expression-type', '`${data.ok}`'],
	['visible', 'expression-type', "`'x' ${data.ok}`"],
	['text', 'expression-syntax', '``'],
	['text', 'expression-syntax', "`'Hello `"],
	['text', 'expression-syntax', '`Hello ${form.name}`'],
	['visible', 'expression-type', '`${form.name} == 5`'],
] as const)('reports in a property of type %s the rule %s: %s', (key, rule, text) =>
	expect(property(key, text)).toEqual([`${rule} screens[0].layout.children[0].${key}`]),
);

test.each(['${data.a b}', '${price}', '${screen.ONLY}', '${screen.ONLY.x.y}', '${data}', '${}'])(
	'reports %s as an invalid reference',
	(text) => expect(property('text', text)).toEqual(['reference-syntax screens[0].layout.children[0].text']),
);
