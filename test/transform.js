// jest transform: TypeScript to CommonJS by its own compiler. Types are checked by npm run typecheck.
// Jest keeps what it compiled per project; the files under .cache/ are shared by all projects.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = join(__dirname, '..');
const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest('hex');
const settings = hash(
	...['tsconfig.json', 'tsconfig.test.json', 'test/transform.js', 'node_modules/typescript/package.json'].map((file) =>
		readFileSync(join(root, file)),
	),
);

let options;
/** @returns the compiler options of the tests, with the source map that stack traces need */
function compilerOptions(ts) {
	options ??= ts.getParsedCommandLineOfConfigFile(
		join(root, 'tsconfig.test.json'),
		{ inlineSourceMap: true, sourceMap: undefined, noEmit: false },
		{ ...ts.sys, readDirectory: () => [], onUnRecoverableConfigFileDiagnostic: () => undefined },
	).options;
	return options;
}

function compile(source, path) {
	// Loading the compiler takes longer than most test files run.
	const ts = require('typescript');
	return ts.transpileModule(source, { compilerOptions: compilerOptions(ts), fileName: path }).outputText;
}

/** @returns the file's text, undefined if there is none */
function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

const keyOf = (source, path) => hash(settings, path, '\0', source);

module.exports = {
	getCacheKey: keyOf,
	process(source, path) {
		const file = join(root, '.cache/compiled', `${relative(root, path)}.js`);
		const key = `//${keyOf(source, path)}\n`;
		const cached = read(file);
		if (cached?.startsWith(key)) return { code: cached.slice(key.length) };
		const code = compile(source, path);
		mkdirSync(dirname(file), { recursive: true });
		// Several workers may compile the same file at the same time.
		writeFileSync(`${file}.${process.pid}`, key + code);
		renameSync(`${file}.${process.pid}`, file);
		return { code };
	},
};
