import {
	fillItemExpression,
	parseItemExpression,
} from '../../../../nodes/WhatsAppBusinessCloud/actions/run/itemExpression';

const fill = (raw: string, json: unknown) => {
	const expression = parseItemExpression(raw);
	return expression === undefined ? 'not parsed' : fillItemExpression(expression, json);
};

describe('expressions that the node resolves itself', () => {
	test.each([
		['={{ $json.to }}', { to: '+49 151' }, '+49 151'],
		['={{$json.to}}', { to: 49151 }, 49151],
		['={{ $json.on }}', { on: false }, false],
		['={{ $json.to }}', { to: '' }, ''],
		['={{ $json.person.name }}', { person: { name: 'Ada' } }, 'Ada'],
		['={{ $json["first name"][\'of all\'] }}', { 'first name': { 'of all': 'Ada' } }, 'Ada'],
		['=Hello {{ $json.name }}!\nYou owe {{ $json.sum }}.', { name: 'Ada', sum: 1.5 }, 'Hello Ada!\nYou owe 1.5.'],
		['={{ $json.a }}{{ $json.b }}', { a: 1, b: true }, '1true'],
		['= {{ $json.a }}', { a: 1 }, ' 1'],
		['={{ $json.a }}', { a: '={{ $json.b }}', b: 'x' }, '={{ $json.b }}'],
	])('resolves %s with %j to %j', (raw, json, expected) => {
		expect(fill(raw, json)).toBe(expected);
	});
});

describe('expressions that are left to n8n', () => {
	test.each([
		'{{ $json.to }}',
		'=plain text',
		'=',
		'={{ $json }}',
		'={{ $json.to.trim() }}',
		'={{ $json.to + 1 }}',
		'={{ $json?.to }}',
		'={{ $json.list[0] }}',
		'={{ $json["to\\u0041"] }}',
		'={{ $json.constructor }}',
		'={{ $json["__proto__"].x }}',
		'={{ $json.toString }}',
		'={{ $node.X.json.to }}',
		'={{ $now }} {{ $json.to }}',
		'=\\{{ $json.to }}',
		'={{{ $json.to }}}',
		'={{ $json.to',
		'=}} {{ $json.to }}',
		'={{ $json[\'a"][\'b"] }}',
		'={{ /* }} */ $json.to }}',
	])('does not parse %s', (raw) => {
		expect(fill(raw, { to: 'x', list: ['x'] })).toBe('not parsed');
	});

	test.each([null, 7, ['={{ $json.to }}'], { value: '={{ $json.to }}' }])('ignores non-string %j', (raw) => {
		expect(parseItemExpression(raw)).toBeUndefined();
	});

	test.each([
		{},
		{ a: null },
		{ a: { b: null } },
		{ a: { b: ['x'] } },
		{ a: { b: { c: 'x' } } },
		{ a: [{ b: 'x' }] },
		{ a: 'text' },
		{ a: Object.create({ b: 'inherited' }) as unknown },
		undefined,
	])('resolves to undefined when the value is missing or not plain: %j', (json) => {
		expect(fill('={{ $json.a.b }}', json)).toBeUndefined();
		expect(fill('=Hello {{ $json.a.b }}', json)).toBeUndefined();
	});
});
