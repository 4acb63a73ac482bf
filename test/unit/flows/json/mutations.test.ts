import { validateFlowJson } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';
import { rules } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/rules';
import { mutations } from './mutations';

const textOf = (flow: unknown): string => (typeof flow === 'string' ? flow : JSON.stringify(flow, undefined, '\t'));

/** The value at a JSON Pointer; undefined if it does not exist. */
const lookUp = (value: unknown, pointer: string): unknown =>
	pointer
		.split('/')
		.slice(1)
		.reduce<unknown>(
			(inner, key) => (inner as Record<string, unknown> | undefined)?.[key.replace(/~1/g, '/').replace(/~0/g, '~')],
			value,
		);

test.each(
	mutations.map((mutation) => [`${mutation.rule} at ${mutation.pointer.slice(0, 90) || 'the top'}`, mutation] as const),
)('reports the rule %s', (_, { rule, flow, pointer, level, also }) => {
	const report = validateFlowJson(textOf(flow));
	const found = report.findings.map((finding) => `${finding.rule} ${finding.pointer}`);
	expect(found.sort()).toEqual([`${rule} ${pointer}`, ...also].sort());
	const finding = report.findings.find((one) => one.rule === rule && one.pointer === pointer);
	expect(finding?.level).toBe(level);
	expect(finding?.message).toMatch(/^.{10,}/);
	expect(finding?.advice).toMatch(/^.{8,}/);
	expect(report.valid).toBe(report.errors === 0);
});

test('has a mutation that triggers each rule', () => {
	const known = new Set(mutations.map(({ rule }) => rule));
	expect(Object.keys(rules).filter((rule) => !known.has(rule as never))).toEqual([]);
});

test('has a source for every rule, and the place where Meta rejects the flow for every error', () => {
	const pages = /^(Error codes|Changelog|Components|Flow JSON|Media upload components|Flow Builder|Versioning)\b/;
	for (const [rule, { level, source }] of Object.entries(rules)) {
		if (source === 'This package') continue;
		expect([rule, source]).toEqual([rule, expect.stringMatching(pages)]);
		if (level === 'error' && source.startsWith('Flow Builder'))
			expect([rule, source]).toEqual([rule, expect.stringMatching(/^Flow Builder: [A-Z_]{10,}/)]);
	}
	expect(
		Object.entries(rules)
			.filter(([, { source }]) => source === 'This package')
			.map(([rule]) => rule),
	).toEqual(['nesting-depth', 'findings-limit']);
});

test('returns pointers that lead to a value in the flow, and positions inside the text', () => {
	for (const { flow } of mutations) {
		if (typeof flow === 'string') continue;
		const text = textOf(flow);
		const lines = text.split('\n');
		for (const { jsonPointer, line = 0, column = 0, rule } of validateFlowJson(text).findings) {
			if (jsonPointer === '') continue;
			expect([rule, jsonPointer, lookUp(flow, jsonPointer)]).not.toEqual([rule, jsonPointer, undefined]);
			const here = lines[line - 1].slice(column - 1);
			const key = jsonPointer.split('/').pop()?.replace(/~1/g, '/') ?? '';
			const value = JSON.stringify(lookUp(flow, jsonPointer)).slice(0, 1);
			expect([here.startsWith(JSON.stringify(key)), here.startsWith(value)]).toContain(true);
		}
	}
});
