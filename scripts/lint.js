// eslint with .eslintrc.js, oxlint with .oxlintrc.json, oxfmt, and dependency-cruiser on the entire repository, at the same
// time. A warning fails like an error. --fix applies the fixes of eslint and oxlint, then those of oxfmt.
process.env.ESLINT_USE_FLAT_CONFIG = 'false';
require('./ensure-dependencies');
const { join } = require('node:path');
const { loadESLint } = require('eslint');
const { step } = require('./step');

const root = join(__dirname, '..');
const fix = process.argv.includes('--fix');

/** @returns whether what n8n reviews follows the rules of its plugins */
async function checkPackage() {
	const ESLint = await loadESLint({ useFlatConfig: false });
	const eslint = new ESLint({
		cwd: root,
		extensions: ['.ts', '.json'],
		fix,
		reportUnusedDisableDirectives: 'error',
	});
	const results = await eslint.lintFiles(['credentials', 'nodes', 'package.json']);
	await ESLint.outputFixes(results);
	const formatter = await eslint.loadFormatter('stylish');
	const report = await formatter.format(results);
	if (report) process.stdout.write(`${report}\n`);
	const findings = results.reduce((sum, result) => sum + result.errorCount + result.warningCount, 0);
	process.stdout.write(`eslint: ${results.length} files, ${findings} findings\n`);
	return findings === 0;
}

/** @returns whether all code follows the rules, with types */
const checkCode = async () =>
	await step(
		join(root, 'node_modules/oxlint/bin/oxlint'),
		...['--type-aware', '--deny-warnings', '--report-unused-disable-directives', ...(fix ? ['--fix'] : [])],
		...['credentials', 'emulator', 'nodes', 'scripts', 'test'],
	);

/** @returns whether every file has the format of .oxfmtrc.jsonc */
const checkFormat = async () =>
	await step(join(root, 'node_modules/oxfmt/bin/oxfmt'), ...(fix ? ['--write'] : ['--check']), '.');

/** @returns whether imports follow the rules of .dependency-cruiser.cjs */
const checkStructure = async () =>
	await step(
		join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
		...['--config', '.dependency-cruiser.cjs', 'nodes', 'credentials', 'emulator', 'scripts', 'test'],
	);

/** In this order with --fix, because each may write the same files. */
const checks = [checkPackage, checkCode, checkFormat, checkStructure];

(async () => {
	const results = [];
	if (fix) for (const check of checks) results.push(await check());
	else results.push(...(await Promise.all(checks.map((check) => check()))));
	process.exitCode = results.every(Boolean) ? 0 : 1;
})();
