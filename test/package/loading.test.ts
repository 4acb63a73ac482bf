import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { anchors } from '../anchors';
import { packAndUnpack, packageJson, root, type Packed } from './packed';

type Icon = string | { light: string; dark: string };

interface Loaded {
	workflowModule: string;
	nodes: Record<
		string,
		{
			displayName: string;
			iconUrl?: Icon;
			codex?: { categories?: string[]; alias?: string[]; resources?: Record<string, Array<{ url: string }>> };
			credentials: string[];
			version: number | number[];
			properties: INodeProperties[];
		}
	>;
	credentials: Record<
		string,
		{ displayName: string; iconUrl?: Icon; documentationUrl?: string; supportedNodes: string[] }
	>;
	/** Files that n8n loads when it starts, and those that are loaded with the code. */
	atStart: string[];
	withCode: string[];
	/** What n8n gets of each class, and what the bundle has; 'function' stands for a function. */
	classes: Array<{ name: string; loaded: Record<string, unknown>; bundled: Record<string, unknown> }>;
	flowFindings: Array<{ rule: string; message: string }>;
}

/** Type name that n8n derives from a listed file: WhatsAppX.node.js -> whatsAppX. */
const typeName = (file: string) => {
	const [className] = (file.split('/').pop() ?? '').split('.');
	return className[0].toLowerCase() + className.slice(1);
};

/** Values of the options parameter `name`, limited to its variants shown for `resource`. */
const optionValues = (properties: INodeProperties[], name: string, resource?: string) =>
	properties
		.filter((property) => property.name === name && property.type === 'options')
		.filter(
			({ displayOptions }) =>
				resource === undefined || (displayOptions?.show?.resource ?? [resource]).includes(resource),
		)
		.flatMap((property) => (property.options ?? []) as INodePropertyOptions[])
		.map(({ value }) => String(value));

let packed: Packed;
beforeAll(() => {
	packed = packAndUnpack();
});
afterAll(() => packed?.remove());

describe.each([
	{ generation: 'n8n 2.x', core: 'n8n-core', modules: ['node_modules'] },
	{ generation: 'n8n 1.x', core: 'n8n-core-v1', modules: ['node_modules/n8n-core-v1/node_modules', 'node_modules'] },
])('the packed package in the loader of $generation', ({ core, modules }) => {
	let loaded: Loaded;
	beforeAll(() => {
		// n8n adds its own module folders to NODE_PATH before it loads packages, so that they find n8n-workflow.
		const nodePath = modules.map((folder) => join(root, folder));
		const output = execFileSync(process.execPath, [join(__dirname, 'loadWithN8n.js'), core, packed.folder], {
			encoding: 'utf8',
			maxBuffer: 2 ** 24,
			env: { ...process.env, NODE_ENV: 'production', NODE_PATH: nodePath.join(delimiter) },
		});
		loaded = JSON.parse(output.trim().split('\n').pop() ?? '') as Loaded;
	});

	const isPacked = (url: string) => {
		const prefix = `icons/${packageJson.name}/`;
		return url.startsWith(prefix) && existsSync(join(packed.folder, url.slice(prefix.length)));
	};

	it('uses the n8n-workflow of that n8n', () => {
		const own = realpathSync(join(root, modules[0], 'n8n-workflow'));
		expect(loaded.workflowModule.slice(0, own.length + 1)).toBe(`${own}${sep}`);
	});

	it('loads every listed node and credential', () => {
		expect(Object.keys(loaded.nodes).sort()).toEqual(packageJson.n8n.nodes.map(typeName).sort());
		expect(Object.keys(loaded.credentials).sort()).toEqual(packageJson.n8n.credentials.map(typeName).sort());
	});

	it('loads only descriptions when n8n starts, and then all code except the checks of Flow JSON', () => {
		const { nodes, credentials } = packageJson.n8n;
		const beside = (ending: string) => nodes.map((file) => file.replace(/\.node\.js$/, ending));
		const expected = [...nodes, ...credentials, ...beside('.description.json'), ...beside('.node.json')];
		expect(loaded.atStart).toEqual(expected.sort());
		expect(loaded.withCode).toEqual([...loaded.atStart, 'dist/main.js'].sort());
	});

	it('returns the fields and methods of each class', () => {
		expect(loaded.classes).toHaveLength(packageJson.n8n.nodes.length + packageJson.n8n.credentials.length);
		for (const { name, loaded: own, bundled } of loaded.classes) {
			expect({ name, fields: own }).toEqual({ name, fields: bundled });
		}
	});

	it('runs the checks of Flow JSON from their own file', () => {
		expect(loaded.flowFindings).toEqual([
			expect.objectContaining({
				rule: 'items-count',
				message: "'screens' of The flow has 0 entries; allowed are 1 to 100",
			}),
		]);
	});

	it('finds a light and a dark icon for each class inside the package', () => {
		for (const [name, { iconUrl }] of Object.entries({ ...loaded.nodes, ...loaded.credentials })) {
			expect({ name, iconUrl }).toEqual({ name, iconUrl: { light: expect.any(String), dark: expect.any(String) } });
			const { light, dark } = iconUrl as { light: string; dark: string };
			expect({ name, light: isPacked(light), dark: isPacked(dark), differ: light !== dark }).toEqual({
				name,
				light: true,
				dark: true,
				differ: true,
			});
		}
	});

	it('reads the codex of each node', () => {
		expect(Object.keys(loaded.nodes)).not.toHaveLength(0);
		for (const [name, { codex }] of Object.entries(loaded.nodes)) {
			expect({ name, categories: codex?.categories }).toEqual({
				name,
				categories: expect.arrayContaining(['Communication']),
			});
			expect({ name, alias: codex?.alias }).toEqual({ name, alias: expect.arrayContaining(['whatsapp']) });
		}
	});

	it('assigns credentials of this package to each node, and the nodes to each credential', () => {
		const users: Record<string, string[]> = Object.fromEntries(
			Object.keys(loaded.credentials).map((name) => [name, []]),
		);
		for (const [name, node] of Object.entries(loaded.nodes)) {
			for (const credential of node.credentials) {
				expect(Object.keys(users)).toContain(credential);
				users[credential].push(name);
			}
		}
		const supported = Object.entries(loaded.credentials).map(([name, { supportedNodes }]) => [
			name,
			[...supportedNodes].sort(),
		]);
		expect(Object.fromEntries(supported)).toEqual(
			Object.fromEntries(Object.entries(users).map(([name, nodes]) => [name, nodes.sort()])),
		);
	});

	it('links only to existing pages and headings of the documentation', () => {
		const pages = readdirSync(join(root, 'docs'))
			.filter((name) => name.endsWith('.md'))
			.flatMap((name) => {
				const url = `${packageJson.homepage}/blob/HEAD/docs/${name}`;
				const headings = anchors(readFileSync(join(root, 'docs', name), 'utf8'));
				return [url, ...headings.map((anchor) => `${url}#${anchor}`)];
			});
		const inForms = JSON.stringify(loaded.nodes).matchAll(/<a href=\\"([^"]+)\\"/g);
		const links = [
			...[...inForms].map(([, url]) => url),
			...Object.values(loaded.nodes).flatMap(({ codex }) =>
				Object.values(codex?.resources ?? {})
					.flat()
					.map(({ url }) => url),
			),
			...Object.values(loaded.credentials).map(({ documentationUrl }) => documentationUrl ?? 'no documentationUrl'),
		];
		expect(links.length).toBeGreaterThan(0);
		// The text that n8n's lint requires for a list that is loaded has a link of its own.
		const known = [...pages, 'https://docs.n8n.io/code/expressions/'];
		expect(links.filter((link) => !known.includes(link))).toEqual([]);
	});

	it('has integer node versions, because n8n 1.x stores the newest in an integer column', () => {
		const versions = packageJson.n8n.nodes.flatMap((file) => [loaded.nodes[typeName(file)].version].flat());
		expect(versions.length).toBeGreaterThanOrEqual(packageJson.n8n.nodes.length);
		expect(versions.filter((version) => !Number.isInteger(version))).toEqual([]);
	});

	it('finds an output schema for every operation, at the newest version of its node', () => {
		const missing = packageJson.n8n.nodes.flatMap((file) => {
			const { version, properties } = loaded.nodes[typeName(file)];
			const newest = [version].flat().sort((a, b) => b - a)[0];
			const folder = `v${[...String(newest).split('.'), '0', '0'].slice(0, 3).join('.')}`;
			return optionValues(properties, 'resource').flatMap((resource) =>
				optionValues(properties, 'operation', resource)
					.map((operation) => join(file, '..', '__schema__', folder, resource, `${operation}.json`))
					.filter((schema) => !packed.files.includes(schema)),
			);
		});
		expect(missing).toEqual([]);
	});
});
