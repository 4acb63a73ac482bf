import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { validateFlowJson } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';
import type { RuleId } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/rules';
import { checkFlowJson } from '../../../../emulator/src/flows/check';
import { seedFlows } from '../../../../emulator/src/flows/seed';
import { mutations } from './mutations';

const ROOT = join(__dirname, '../../../..');

/** All flows in a JSON value: objects with screens, and strings that contain such a flow. */
function flowsIn(value: unknown): string[] {
	if (typeof value === 'string') {
		const text = value.trim().replace(/^=/, '');
		if (!text.startsWith('{') || !text.includes('"screens"')) return [];
		try {
			return flowsIn(JSON.parse(text));
		} catch {
			return [];
		}
	}
	if (typeof value !== 'object' || value === null) return [];
	if ('screens' in value && 'version' in value && !('findings' in value))
		return [JSON.stringify(value, undefined, '\t')];
	return Object.values(value).flatMap(flowsIn);
}

const filesIn = (folder: string, end: string): string[] =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(end))
		.map((name) => join(folder, name));

const fromFiles = ['test/fixtures/flows', 'examples'].flatMap((folder) =>
	filesIn(folder, '.json').flatMap((file) =>
		flowsIn(JSON.parse(readFileSync(join(ROOT, file), 'utf8'))).map((text, index) => ({
			name: `${file} ${index}`,
			text,
		})),
	),
);
const fromDocs = [...filesIn('docs', '.md'), 'README.md'].flatMap((file) =>
	[...readFileSync(join(ROOT, file), 'utf8').matchAll(/```json\n(.*?)```/gs)].flatMap(([, block], index) =>
		flowsIn(block).map((text) => ({ name: `${file} ${index}`, text })),
	),
);
const fromSeed = seedFlows().flatMap(({ name, json }) =>
	json === undefined ? [] : [{ name: `seed ${name}`, text: json }],
);
const fromMutations = mutations.map(({ rule, pointer, flow }) => ({
	name: `${rule} at ${pointer.slice(0, 90)}`,
	text: typeof flow === 'string' ? flow : JSON.stringify(flow, undefined, '\t'),
}));

const all = [...fromFiles, ...fromDocs, ...fromSeed, ...fromMutations];

const TYPES = 'The emulator does not work out the types of references and expressions.';

/** Errors that Validate JSON reports for flows that the emulator accepts. */
const onlyTheNode: Partial<Record<RuleId, string>> = {
	'nesting-depth': 'A limit of this package: Meta documents none.',
	'navigate-data-type': TYPES,
	'update-data-type': TYPES,
	'reference-type': TYPES,
	'reference-items': TYPES,
	'expression-syntax': 'The emulator does not parse expressions.',
	'expression-type': TYPES,
	'expression-literals': TYPES,
};

/** Warnings that Validate JSON reports for flows that the emulator rejects. */
const onlyTheEmulator: Partial<Record<RuleId, string>> = {
	'version-frozen':
		'Such a flow still runs, but Meta does not publish it; the emulator keeps such a flow from being published.',
	'version-newer': 'Meta may have released it since; the emulator knows the versions of its time.',
	'data-api-version-newer': 'Meta may have released it since; the emulator knows the versions of its time.',
};

test('covers flows from files and from seed data', () => {
	expect(fromFiles.length).toBeGreaterThanOrEqual(8);
	expect(fromSeed.length).toBeGreaterThanOrEqual(10);
});

test('reports the same as the emulator for every flow of the repository, except for known differences', () => {
	const unexplained: string[] = [];
	const used = new Set<string>();
	for (const { name, text } of all) {
		const { findings } = validateFlowJson(text);
		const rulesOf = (wanted: string): RuleId[] => [
			...new Set(findings.filter(({ level }) => level === wanted).map(({ rule }) => rule)),
		];
		const errors = rulesOf('error');
		const found = checkFlowJson(text).map(({ error, message, pointers }) => `${error} ${pointers[0].path}: ${message}`);
		if (errors.length > 0 === found.length > 0) continue;
		const explained = errors.length > 0 ? errors : rulesOf('warning').filter((rule) => rule in onlyTheEmulator);
		if (explained.length > 0 && explained.every((rule) => rule in (errors.length > 0 ? onlyTheNode : onlyTheEmulator)))
			for (const rule of explained) used.add(rule);
		else
			unexplained.push(
				`${name}: Validate JSON has ${errors.join(', ') || 'no errors'}; the emulator ${found.join('; ') || 'none'}`,
			);
	}
	expect(unexplained).toEqual([]);
	expect(Object.keys({ ...onlyTheNode, ...onlyTheEmulator }).sort()).toEqual([...used].sort());
});
