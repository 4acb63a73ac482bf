import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { thirdPartyLicenses } from '../../scripts/build/licenses';
import { filesBelow, root } from './packed';

/** A package with two classes that share a counter, a part that is imported late, and a library in it. */
const SOURCES = {
	'package.json': '{}',
	'nodes/Pack/shared/counter.ts': 'let calls = 0; export const count = () => ++calls; export default "counter";',
	'nodes/Pack/late/index.ts': `
		import { parse } from 'jsonc-parser';
		import name, { count } from '../shared/counter';
		import { onlyLate } from '../shared/onlyLate';
		export const readLate = (text: string) => ({ name, count: count(), value: parse(text), onlyLate });`,
	'nodes/Pack/shared/onlyLate.ts': `export const onlyLate = (console.log('never'), typeof globalThis.TextEncoder);`,
	'nodes/Pack/small.ts': 'export const small = "small";',
	'nodes/Pack/One.node.ts': `
		import { count } from './shared/counter';
		export class One {
			description = { name: 'one', properties: [{ name: 'a\\u2026' }, { name: 'b', default: undefined }] };
			methods = { listSearch: { find() { return count(); } } };
			async execute(this: { text: string }) {
				const { readLate } = await import('./late');
				return readLate(this.text);
			}
		}`,
	'nodes/Pack/Two.node.ts': `
		import { count } from './shared/counter';
		export class Two {
			description = { name: 'two', properties: [] };
			execute() { return count(); }
			async webhook() { return (await import('./small')).small + /\\s*\u2026/.source.length; }
		}`,
	'credentials/Key.credentials.ts': `
		export class Key {
			name = 'key';
			test = { rules: [{ value: undefined }] };
			authenticate = async (credentials: object) => ({ ...credentials, signed: true });
		}`,
};
const MODULES = ['dist/nodes/Pack/One.node.js', 'dist/nodes/Pack/Two.node.js', 'dist/credentials/Key.credentials.js'];

/** Writes the sources of a package to a temporary folder. */
function writePackage(sources: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'build-'));
	for (const [file, source] of Object.entries(sources)) {
		mkdirSync(join(folder, dirname(file)), { recursive: true });
		writeFileSync(join(folder, file), source);
	}
	mkdirSync(join(folder, 'node_modules'));
	symlinkSync(join(root, 'node_modules/jsonc-parser'), join(folder, 'node_modules/jsonc-parser'));
	return folder;
}

/** Builds a package in a process of its own: jest does not let the formatter import its modules. @throws with what it printed */
function build(folder: string, modules: string[]): void {
	const script = `require(${JSON.stringify(join(root, 'scripts/build/build.ts'))})
		.buildCode(${JSON.stringify(folder)}, ${JSON.stringify(modules)}, 1000)
		.catch(({ message }) => { process.stderr.write(message); process.exit(1); })`;
	execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], { cwd: root, stdio: 'pipe' });
}

describe('the build', () => {
	let folder: string;
	beforeAll(() => {
		folder = writePackage(SOURCES);
		build(folder, MODULES);
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	/** Runs code with the built modules in a process of its own. */
	const run = (code: string): unknown => {
		const script = `(async () => {
			const load = (file) => { const [Class] = Object.values(require('./dist/' + file)); return new Class(); };
			const files = () => Object.keys(require.cache).map((file) => require('path').relative(${JSON.stringify(folder)}, file)).filter((file) => /^dist.[^/]*$/.test(file)).sort();
			const one = () => load('nodes/Pack/One.node.js');
			const two = () => load('nodes/Pack/Two.node.js');
			${code}
		})().then((value) => console.log(JSON.stringify(value)))`;
		return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' }));
	};

	it('creates a main file, a file for a large lazily imported part, and the modules that n8n loads', () => {
		expect(filesBelow(join(folder, 'dist'))).toEqual([
			'credentials/Key.credentials.js',
			'late.js',
			'main.js',
			'nodes/Pack/One.description.json',
			'nodes/Pack/One.node.js',
			'nodes/Pack/Two.description.json',
			'nodes/Pack/Two.node.js',
		]);
	});

	it('loads the code with the first call, and the lazy part when it is imported', () => {
		expect(
			run(`
				const steps = [];
				const [first, second] = [one(), two()];
				steps.push(files());
				second.execute();
				steps.push(files());
				await first.execute.call({ text: '1' });
				return [...steps, files()];`),
		).toEqual([[], ['dist/main.js'], ['dist/late.js', 'dist/main.js']]);
	});

	it.each([
		['one', 'two'],
		['two', 'one'],
	])('creates the state of a module once when n8n loads %s before %s', (first, second) => {
		expect(
			run(`
				const [a, b] = [${first}(), ${second}()];
				const [first, second] = ${first === 'one'} ? [a, b] : [b, a];
				const counts = [first.methods.listSearch.find(), second.execute(), (await first.execute.call({ text: '/* c */ [1]' }))];
				return [...counts, second.execute()];`),
		).toEqual([1, 2, { name: 'counter', count: 3, value: [1], onlyLate: 'function' }, 4]);
	});

	it('passes arguments and results, and returns separate descriptions to each instance', () => {
		expect(
			run(`
				const key = load('credentials/Key.credentials.js');
				const changed = one();
				changed.description.name = 'changed';
				return [key, await key.authenticate({ id: 1 }), one().description, await two().webhook()];`),
		).toEqual([
			{ name: 'key', test: { rules: [{}] } },
			{ id: 1, signed: true },
			{ name: 'one', properties: [{ name: 'a\u2026' }, { name: 'b' }] },
			'small9',
		]);
	});

	it('writes ASCII without console and globalThis, which the scanner rejects in libraries', () => {
		const texts = filesBelow(join(folder, 'dist')).map((file) => readFileSync(join(folder, 'dist', file), 'utf8'));
		expect(texts.filter((text) => /[^\0-\x7f]|console|globalThis/.test(text))).toEqual([]);
	});

	it('includes the license of a library', () => {
		const name = 'jsonc-parser';
		const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
			version: string;
		};
		const license = readFileSync(join(root, 'node_modules', name, 'LICENSE.md'), 'utf8').trim();
		const line = '-'.repeat(80);
		expect(readFileSync(join(folder, 'THIRD_PARTY_LICENSES'), 'utf8')).toBe(
			`The code of this package includes:\n\n${line}\n\n${name} ${version} (MIT)\n\n${license}\n`,
		);
	});
});

it.each([
	['a date', 'since = new Date(0)', 'Bad.since'],
	['data next to a function', 'methods = { find: () => 1, limit: 2 }', 'Bad.methods.limit'],
	['an undefined entry', 'list = [undefined]', 'Bad.list'],
])('rejects a class that has %s in a field', (_what, field, place) => {
	const folder = writePackage({
		'package.json': '{}',
		'nodes/Bad.node.ts': `export class Bad { ${field}; }`,
	});
	try {
		expect(() => build(folder, ['dist/nodes/Bad.node.js'])).toThrow(`${place} is neither JSON nor a function`);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

describe('thirdPartyLicenses', () => {
	it('returns nothing when no library is bundled', () => {
		expect(thirdPartyLicenses(root, [])).toBeUndefined();
	});

	it('includes every license file of a package, which may have data under another license', () => {
		const text = thirdPartyLicenses(root, ['node_modules/libphonenumber-js/min/index.js']);
		expect(text).toMatch(/\n\nlibphonenumber-js [\d.]+ \(MIT\)\n\n[^]*MIT License[^]*Apache License\n/);
	});

	it('rejects a package without a license text', () => {
		const folder = mkdtempSync(join(tmpdir(), 'license-'));
		const file = 'node_modules/@scope/bare/index.js';
		mkdirSync(join(folder, dirname(file)), { recursive: true });
		writeFileSync(join(folder, dirname(file), 'package.json'), '{"name":"@scope/bare","version":"1.0.0"}');
		expect(() => thirdPartyLicenses(folder, [file])).toThrow('@scope/bare has no license text');
		rmSync(folder, { recursive: true });
	});
});
