import type { Metafile } from 'esbuild';

/** Which module is in which file of the bundle. Each is in one, since modules have state, such as rate limiters. */
export interface FilePlan {
	/** Modules of the main file. */
	main: Set<string>;
	/** The other files: the module that import() names, and all modules of its file. */
	chunks: Map<string, Set<string>>;
}

/** Short name of a module: nodes/WhatsAppBusinessCloud/flows/json/index.ts -> flows/json. */
export const moduleName = (module: string): string =>
	module
		.replace(/^.*node_modules\//, '')
		.replace(/^nodes\/[^/]+\//, '')
		.replace(/(\/index)?\.[cm]?[jt]s$/, '');

/** Name of a chunk's file: flows-json.js. */
export const chunkFile = (module: string): string => `${moduleName(module).replaceAll('/', '-')}.js`;

const without = (modules: Set<string>, others: Set<string>) =>
	new Set([...modules].filter((module) => !others.has(module)));

/**
 * Distributes modules over files. The main file holds what the entry imports, what several import() need, and what is too
 * small for a file of its own. Everything else that an import() needs is a chunk.
 *
 * esbuild's own code splitting is for ES modules only, and n8n loads packages with require. It would also make a shared
 * file for each combination of import() that needs one.
 *
 * @param metafile of a bundle of everything in one file
 * @param minimumSize smallest chunk, in bytes
 */
export function planFiles({ inputs, outputs }: Metafile, entry: string, minimumSize: number): FilePlan {
	const importsOf = (file: string, isLazy: boolean) =>
		inputs[file].imports
			.filter(({ external, kind }) => !external && (kind === 'dynamic-import') === isLazy)
			.map(({ path }) => path);
	const closure = (file: string, found = new Set<string>()): Set<string> => {
		if (!found.has(file)) {
			found.add(file);
			for (const imported of importsOf(file, false)) closure(imported, found);
		}
		return found;
	};
	const sizes = Object.assign({}, ...Object.values(outputs).map(({ inputs: parts }) => parts)) as Record<
		string,
		{ bytesInOutput: number } | undefined
	>;
	const sizeOf = (modules: Set<string>) =>
		[...modules].reduce((sum, module) => sum + (sizes[module]?.bytesInOutput ?? 0), 0);

	const main = closure(entry);
	const lazy = new Set(Object.keys(inputs).flatMap((file) => importsOf(file, true)));
	const chunks = new Map(
		[...lazy].filter((file) => !main.has(file)).map((file) => [file, without(closure(file), main)]),
	);
	const all = [...chunks.values()].flatMap((modules) => [...modules]);
	for (const [index, module] of all.entries()) if (all.indexOf(module) !== index) main.add(module);
	for (const [file, modules] of chunks) {
		const own = without(modules, main);
		if (sizeOf(own) >= minimumSize) chunks.set(file, own);
		else {
			chunks.delete(file);
			for (const module of own) main.add(module);
		}
	}
	return { main, chunks };
}

/** Modules of the main file that chunks import. */
export function importedFromMain({ inputs }: Metafile, { main, chunks }: FilePlan): string[] {
	const imported = [...chunks.values()].flatMap((modules) =>
		[...modules].flatMap((module) => inputs[module].imports.map(({ path }) => path)),
	);
	return [...new Set(imported)].filter((module) => main.has(module)).sort();
}
