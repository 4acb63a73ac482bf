// jest transform: TypeScript to CommonJS by esbuild, which the build uses too. Types are checked by npm run typecheck.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { extname, join } = require('node:path');
const esbuild = require('esbuild');

const { compilerOptions } = JSON.parse(readFileSync(join(__dirname, '..', 'tsconfig.json'), 'utf8'));
const settings = {
	format: 'cjs',
	platform: 'node',
	target: 'es2022',
	// await import() becomes require(), which jest knows.
	supported: { 'dynamic-import': false },
	tsconfigRaw: { compilerOptions },
	// In the code for debuggers, and separately for the stack traces of jest.
	sourcemap: 'both',
};
const version = JSON.stringify([settings, esbuild.version]);

module.exports = {
	getCacheKey: (source, path) =>
		createHash('sha256').update(version).update(path).update('\0').update(source).digest('hex'),
	process: (source, path) =>
		esbuild.transformSync(source, { ...settings, loader: extname(path).slice(1), sourcefile: path }),
};
