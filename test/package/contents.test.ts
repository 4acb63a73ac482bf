import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix } from 'node:path';
import { preProcessFile } from 'typescript';
import { filesBelow, packAndUnpack, root, sources, type Packed } from './packed';

// Dependencies of both n8n 1.123 and 2.x, which resolve from n8n's own folder and which n8n's review allows.
const providedByN8n = ['n8n-workflow', 'zod', 'crypto', 'node:crypto', 'luxon', 'lodash'];

describe('npm pack', () => {
	let packed: Packed;
	beforeAll(() => {
		packed = packAndUnpack();
	});
	afterAll(() => packed?.remove());

	const text = (file: string) => readFileSync(join(packed.folder, file), 'utf8');

	const compiled = (file: string) => `dist/${file.replace(/\.ts$/, '.js')}`;
	const classes = [...sources('.node.ts'), ...sources('.credentials.ts')].map(compiled);
	/** Files that the main file loads when they are first needed. */
	const chunks = () => [...text('dist/main.js').matchAll(/require\("\.\/([\w-]+\.js)"\)/g)].map(([, file]) => file);

	it('contains the bundle, a module for each class, descriptions, codex, schemas, icons and examples, and nothing else', () => {
		const expected = [
			'LICENSE',
			'README.md',
			'package.json',
			...(bundledPackages().length > 0 ? ['THIRD_PARTY_LICENSES'] : []),
			'dist/main.js',
			...new Set(chunks().map((file) => `dist/${file}`)),
			...classes,
			...classes
				.filter((file) => file.endsWith('.node.js'))
				.map((file) => file.replace(/\.node\.js$/, '.description.json')),
			...sources('.json').map((file) => `dist/${file}`),
			...filesBelow(join(root, 'icons'), root).map((file) => `dist/${file}`),
			...filesBelow(join(root, 'examples'), root),
		];
		expect(packed.files).toEqual(expected.sort());
	});

	it('keeps the checks of Flow JSON in a separate file, which is not loaded for other runs', () => {
		expect(chunks()).toContain('flows-json.js');
	});

	it('contains at most 50 files, and one with the output of each operation and one for each example', () => {
		expect(packed.files.filter((file) => !/\/__schema__\/|^examples\//.test(file)).length).toBeLessThanOrEqual(50);
	});

	/** Packages from node_modules whose code is in the bundle: esbuild names the file of each module in a comment. */
	const bundledPackages = () => [
		...new Set(
			packed.files
				.filter((file) => file.endsWith('.js'))
				.flatMap((file) => [...text(file).matchAll(/^ *\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)])
				.map(([, name]) => name),
		),
	];

	it('contains the license of every bundled package', () => {
		const licenses = packed.files.includes('THIRD_PARTY_LICENSES') ? text('THIRD_PARTY_LICENSES') : '';
		const missing = bundledPackages().filter((name) => !licenses.includes(`\n\n${name} `));
		expect(missing).toEqual([]);
	});

	it('contains only ASCII text, which V8 stores in half the memory', () => {
		const others = packed.files.filter(
			(file) => /\.(js|description\.json)$/.test(file) && /[^\0-\x7f]/.test(text(file)),
		);
		expect(others).toEqual([]);
	});

	it('contains no information about the build machine, and no source maps', () => {
		const telling = [root, `${homedir()}/`, 'sourceMappingURL', 'sourcesContent'];
		const found = packed.files.flatMap((file) =>
			telling.filter((words) => text(file).includes(words)).map((words) => `${file}: ${words}`),
		);
		expect(found).toEqual([]);
	});

	it('imports only its own files and modules that every n8n has', () => {
		const scripts = packed.files.filter((file) => file.endsWith('.js'));
		const foreign = scripts.flatMap((file) =>
			preProcessFile(text(file), true, true)
				.importedFiles.map(({ fileName }) => fileName)
				.filter((name) => {
					if (!name.startsWith('.')) return !providedByN8n.includes(name);
					const target = posix.join(posix.dirname(file), name);
					return ![target, `${target}.js`, `${target}/index.js`].some((candidate) => packed.files.includes(candidate));
				})
				.map((name) => `${file}: ${name}`),
		);
		expect(scripts.length).toBeGreaterThan(0);
		expect(foreign).toEqual([]);
	});
});
