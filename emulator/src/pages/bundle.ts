import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pages, by the name of their folder and files. */
export const pageNames = ['phone', 'business'] as const;
export type PageName = (typeof pageNames)[number];

/** The script and the style sheet of a page. */
export interface Bundle {
	script: string;
	style: string;
}

/** A bundle, and the files that it was made of, relative to the root of the repository. */
export interface BuiltBundle extends Bundle {
	inputs: string[];
}

const SOURCE = join(__dirname, '..');

const bundles = new Map<PageName, Promise<Bundle>>();

/** The script and style sheet of a page: as built into the package, or else bundled from source once. */
export async function pageBundle(name: PageName): Promise<Bundle> {
	const known = bundles.get(name) ?? built(name) ?? buildPage(name);
	bundles.set(name, known);
	return await known;
}

/** In the packed package, the files are beside the program. */
function built(name: PageName): Promise<Bundle> | undefined {
	const [script, style] = [join(__dirname, `${name}.js`), join(__dirname, `${name}.css`)];
	if (!existsSync(script)) return undefined;
	return Promise.resolve({ script: readFileSync(script, 'utf8'), style: readFileSync(style, 'utf8') });
}

/** Bundles a page from its source. Needs esbuild, which the packed package does not have. */
export async function buildPage(name: PageName): Promise<BuiltBundle> {
	const { build } = await import('esbuild');
	const folder = join(SOURCE, name);
	const { outputFiles, metafile } = await build({
		entryPoints: [join(folder, `${name}.tsx`), join(folder, `${name}.css`)],
		outdir: folder,
		bundle: true,
		write: false,
		metafile: true,
		absWorkingDir: join(SOURCE, '..', '..'),
		minify: true,
		format: 'esm',
		target: 'es2022',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		logLevel: 'error',
	});
	const text = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
	return { script: text('.js'), style: text('.css'), inputs: Object.keys(metafile.inputs) };
}
