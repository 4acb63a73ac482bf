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

	it('holds what the sources compile to, codex, schemas and icons, and nothing else', () => {
		const expected = [
			'LICENSE',
			'README.md',
			'package.json',
			...sources('.ts').map((file) => `dist/${file.replace(/\.ts$/, '.js')}`),
			...sources('.json').map((file) => `dist/${file}`),
			...filesBelow(join(root, 'icons'), root).map((file) => `dist/${file}`),
		];
		expect(packed.files).toEqual(expected.sort());
	});

	it('tells nothing of the machine it was built on, and carries no source maps', () => {
		const telling = [root, `${homedir()}/`, 'sourceMappingURL', 'sourcesContent'];
		const found = packed.files.flatMap((file) =>
			telling.filter((words) => text(file).includes(words)).map((words) => `${file}: ${words}`),
		);
		expect(found).toEqual([]);
	});

	it('imports only its own files and what every n8n brings along', () => {
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
