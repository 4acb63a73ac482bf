import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, packageJson, root, sources } from './packed';

const compiled = (file: string) => `dist/${file.replace(/\.ts$/, '.js')}`;

describe('package.json', () => {
	it('requires only n8n-workflow at run time, as a peer dependency', () => {
		const { dependencies, optionalDependencies, bundleDependencies, bundledDependencies, peerDependencies } =
			packageJson;
		expect({ dependencies, optionalDependencies, bundleDependencies, bundledDependencies, peerDependencies }).toEqual({
			peerDependencies: { 'n8n-workflow': '*' },
		});
	});

	it('overrides no versions of dependencies', () => {
		expect(packageJson).not.toHaveProperty('overrides');
		expect(packageJson).not.toHaveProperty('resolutions');
	});

	it('lists every node of the source tree once, and no other', () => {
		const nodes = sources('.node.ts');
		expect(nodes.length).toBeGreaterThan(0);
		expect([...packageJson.n8n.nodes].sort()).toEqual(nodes.map(compiled));
	});

	it('lists every credential of the source tree once, and no other', () => {
		const credentials = sources('.credentials.ts');
		expect(credentials.length).toBeGreaterThan(0);
		expect([...packageJson.n8n.credentials].sort()).toEqual(credentials.map(compiled));
	});

	it('has the keyword by which n8n finds community packages, and the MIT license', () => {
		expect(packageJson.keywords).toContain('n8n-community-node-package');
		expect(packageJson.license).toBe('MIT');
		expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toMatch(/^MIT License\n/);
	});

	it('has a version that the changelog describes', () => {
		expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(`\n## [${packageJson.version}] - `);
	});
});

describe('codex', () => {
	const folder = join(root, 'nodes');

	it('exists for every node, under the name that n8n uses for it', () => {
		const nodes = filesBelow(folder).filter((file) => file.endsWith('.node.ts'));
		const names = nodes.map((file) => {
			const codex = JSON.parse(readFileSync(join(folder, file.replace(/\.ts$/, '.json')), 'utf8')) as { node: string };
			return codex.node;
		});
		const expected = nodes.map((file) => {
			const [className] = (file.split('/').pop() ?? '').split('.');
			return `${packageJson.name}.${className[0].toLowerCase()}${className.slice(1)}`;
		});
		expect(nodes.length).toBeGreaterThan(0);
		expect(names).toEqual(expected);
	});
});

describe('icons', () => {
	const folder = join(root, 'icons');
	const light = filesBelow(folder).filter((file) => file.endsWith('.svg') && !file.endsWith('.dark.svg'));
	const read = (file: string) => readFileSync(join(folder, file), 'utf8');

	it('has a light and a dark version that differ', () => {
		expect(light.length).toBeGreaterThan(0);
		for (const file of light) {
			expect(read(file.replace(/\.svg$/, '.dark.svg'))).not.toBe(read(file));
		}
	});

	it('has square drawings that load and run nothing', () => {
		for (const file of filesBelow(folder)) {
			const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(read(file)) ?? [];
			expect({ file, width }).toEqual({ file, width: height ?? 'a number' });
			expect(read(file).replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
				/script|href|url\(|https?:|<image|<text|\son\w+=/i,
			);
		}
	});
});
