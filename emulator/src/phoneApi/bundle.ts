import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The script and the style sheet of the page. */
export interface Bundle {
	script: string;
	style: string;
}

/** A bundle, and the files that it was made of, relative to the root of the repository. */
export interface BuiltBundle extends Bundle {
	inputs: string[];
}

const SOURCE = join(__dirname, '..', 'phone');
/** In the packed package, the two files are beside the program. */
const built = { script: join(__dirname, 'phone.js'), style: join(__dirname, 'phone.css') };

let bundle: Promise<Bundle> | undefined;

/** The script and style sheet of the phone: as built into the package, or else bundled from source once. */
export async function phoneBundle(): Promise<Bundle> {
	bundle ??= existsSync(built.script)
		? Promise.resolve({ script: readFileSync(built.script, 'utf8'), style: readFileSync(built.style, 'utf8') })
		: buildPhone();
	return await bundle;
}

/** Bundles the phone from its source. Needs esbuild, which the packed package does not have. */
export async function buildPhone(): Promise<BuiltBundle> {
	const { build } = await import('esbuild');
	const { outputFiles, metafile } = await build({
		entryPoints: [join(SOURCE, 'phone.tsx'), join(SOURCE, 'phone.css')],
		outdir: SOURCE,
		bundle: true,
		write: false,
		metafile: true,
		absWorkingDir: join(SOURCE, '..', '..', '..'),
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
