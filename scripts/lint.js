// eslint with .eslintrc.js, prettier, and dependency-cruiser on the entire repository, at the same time. A warning fails
// like an error. --fix applies the fixes of eslint, then those of prettier.
process.env.ESLINT_USE_FLAT_CONFIG = 'false';
require('./ensure-dependencies');
const { join } = require('node:path');
const { loadESLint } = require('eslint');
const { step } = require('./step');

const root = join(__dirname, '..');
const fix = process.argv.includes('--fix');
// Unless fixes change files, the typed rules need no program that follows changes.
process.env.TSESTREE_SINGLE_RUN = String(!fix);

/** @returns the number of findings */
async function lint() {
	const ESLint = await loadESLint({ useFlatConfig: false });
	const eslint = new ESLint({
		cwd: root,
		extensions: ['.ts', '.tsx', '.json'],
		fix,
		reportUnusedDisableDirectives: 'error',
	});
	const results = await eslint.lintFiles(['.']);
	await ESLint.outputFixes(results);
	const formatter = await eslint.loadFormatter('stylish');
	const report = await formatter.format(results);
	if (report) process.stdout.write(`${report}\n`);
	const findings = results.reduce((sum, result) => sum + result.errorCount + result.warningCount, 0);
	process.stdout.write(`eslint: ${results.length} files, ${findings} findings\n`);
	return findings;
}

/** @returns whether every file has the format of .prettierrc.json */
const checkFormat = async () =>
	await step(
		require.resolve('prettier/bin/prettier.cjs'),
		...(fix ? ['--write', '--log-level', 'warn'] : ['--check']),
		'.',
	);

/** @returns whether imports follow the rules of .dependency-cruiser.cjs */
const checkStructure = async () =>
	await step(
		join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
		...['--config', '.dependency-cruiser.cjs', 'nodes', 'credentials', 'emulator', 'scripts', 'test'],
	);

(async () => {
	const linted = lint();
	// Both write files.
	if (fix) await linted;
	const [findings, ...passed] = await Promise.all([linted, checkFormat(), checkStructure()]);
	process.exitCode = findings === 0 && passed.every(Boolean) ? 0 : 1;
})();
