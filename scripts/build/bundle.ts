import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { inAscii } from './ascii';
import { chunkFile, importedFromMain, moduleName, planFiles, type FilePlan } from './plan';

/** Every n8n has these, and its loader finds them from any package. The package holds no copy. */
const PROVIDED_BY_N8N = ['n8n-workflow', 'zod', 'luxon', 'lodash', 'lodash/*'];

/** The file with the classes and all that they import. */
export const MAIN = 'main.js';

const ENTRY = 'entry.js';

export interface Bundle {
	/** Files from node_modules whose code is in the bundle, relative to the root. */
	thirdParty: string[];
}

export interface BundleOptions {
	/** Folder that the sources and node_modules are in. */
	root: string;
	/** Sources of the classes, relative to the root. */
	classes: string[];
	outputFolder: string;
	/** Size in bytes from which lazily imported code gets a file of its own. */
	minimumChunkSize?: number;
}

const settings = (root: string): BuildOptions & { write: false; metafile: true } => ({
	absWorkingDir: root,
	bundle: true,
	write: false,
	metafile: true,
	platform: 'node',
	target: 'node20.19',
	format: 'cjs',
	external: PROVIDED_BY_N8N,
	// The default for Node.js prefers CommonJS, whose UMD variant esbuild cannot bundle.
	mainFields: ['module', 'main'],
	// import() becomes a deferred require: n8n unloads a package by removing it from the cache of require.
	supported: { 'dynamic-import': false },
	// n8n's scanner rejects these in the code of libraries too.
	drop: ['console'],
	define: { 'globalThis.TextEncoder': 'TextEncoder', 'globalThis.TextDecoder': 'TextDecoder' },
	logLevel: 'warning',
});

/** Name under which the main file exports something for another file. */
const exportName = (file: string, name: string) => JSON.stringify(`${moduleName(file)}:${name}`);

const reexports = (names: Map<string, string[]>, line: (file: string, name: string) => string) =>
	[...names].flatMap(([file, exported]) => exported.map((name) => line(file, name))).join('\n');

/** Names that each of these modules exports. */
async function exportsOf(root: string, modules: string[]): Promise<Map<string, string[]>> {
	const options = settings(root);
	const { metafile } = await build({ ...options, entryPoints: modules, format: 'esm', outdir: 'unused' });
	const names = Object.values(metafile.outputs).map(({ entryPoint = '', exports }) => [entryPoint, exports] as const);
	const unknown = names.filter(([, exported]) => exported.length === 0).map(([file]) => file);
	if (unknown.length > 0) throw new Error(`Two files of the bundle need CommonJS modules: ${unknown.join(', ')}`);
	return new Map(names);
}

/** Replaces imports of what another file holds: import() of a chunk, and what a chunk imports from the main file. */
function otherFiles(root: string, plan: FilePlan, fromMain: Map<string, string[]>): Plugin {
	return {
		name: 'other-files',
		setup(esbuild) {
			esbuild.onResolve({ filter: /./ }, async ({ path, kind, pluginData, ...from }) => {
				if (kind === 'entry-point' || pluginData === 'resolved') return undefined;
				if (from.namespace === 'main') return { path, external: true };
				const found = await esbuild.resolve(path, { ...from, kind, pluginData: 'resolved' });
				if (found.errors.length > 0 || found.external) return found;
				const file = relative(root, found.path).split(sep).join('/');
				if (kind === 'dynamic-import' && plan.chunks.has(file)) return { path: `./${chunkFile(file)}`, external: true };
				return fromMain.has(file) ? { path: file, namespace: 'main' } : found;
			});
			esbuild.onLoad({ filter: /./, namespace: 'main' }, ({ path }) => ({
				contents: reexports(
					new Map([[path, fromMain.get(path) ?? []]]),
					(file, name) => `export { ${exportName(file, name)} as ${name} } from './${MAIN}';`,
				),
			}));
		},
	};
}

const thirdPartyOf = ({ outputs }: Metafile) =>
	Object.values(outputs).flatMap(({ inputs }) =>
		Object.keys(inputs).filter((file) => file.split('/').includes('node_modules') && inputs[file].bytesInOutput > 0),
	);

/**
 * Bundles the classes and what they import: a main file, and a file for each large part that the code imports with
 * import(), which Node.js then loads when it is first needed.
 *
 * @throws when esbuild cannot resolve or read a source
 */
export async function bundle({
	root,
	classes,
	outputFolder,
	minimumChunkSize = 16 * 1024,
}: BundleOptions): Promise<Bundle> {
	const common = settings(root);
	const entry = (extra: string) => ({
		contents: `${classes.map((file) => `export * from './${file}';`).join('\n')}\n${extra}`,
		resolveDir: root,
		sourcefile: ENTRY,
	});
	const inOneFile = await build({ ...common, stdin: entry(''), outfile: MAIN });
	const plan = planFiles(inOneFile.metafile, ENTRY, minimumChunkSize);
	const shared = importedFromMain(inOneFile.metafile, plan);
	const fromMain = shared.length > 0 ? await exportsOf(root, shared) : new Map<string, string[]>();

	const forChunks = reexports(
		fromMain,
		(file, name) => `export { ${name} as ${exportName(file, name)} } from './${file}';`,
	);
	const results = [
		await build({
			...common,
			stdin: entry(forChunks),
			outfile: join(outputFolder, MAIN),
			plugins: [otherFiles(root, plan, new Map())],
		}),
		...(await Promise.all(
			[...plan.chunks.keys()].map(
				async (file) =>
					await build({
						...common,
						entryPoints: [file],
						outfile: join(outputFolder, chunkFile(file)),
						plugins: [otherFiles(root, plan, fromMain)],
					}),
			),
		)),
	];
	const outputs = results.flatMap(({ outputFiles }) => outputFiles);
	await mkdir(outputFolder, { recursive: true });
	await Promise.all(outputs.map(async ({ path, text }) => await writeFile(path, inAscii(text))));
	return {
		thirdParty: [...new Set(results.flatMap(({ metafile }) => thirdPartyOf(metafile)))].sort(),
	};
}
