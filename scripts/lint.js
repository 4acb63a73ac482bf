// eslint with .eslintrc.js, prettier, and dependency-cruiser on the entire repository. A warning fails like an error;
// --fix applies the fixes of eslint and prettier.
process.env.ESLINT_USE_FLAT_CONFIG = 'false';
require('./ensure-dependencies');
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { loadESLint } = require('eslint');

const root = join(__dirname, '..');
const fix = process.argv.includes('--fix');

/** @returns the number of findings */
async function lint() {
	const ESLint = await loadESLint({ useFlatConfig: false });
	const eslint = new ESLint({ cwd: root, extensions: ['.ts', '.json'], fix, reportUnusedDisableDirectives: 'error' });
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
function isFormatted() {
	const options = fix ? ['--write', '--log-level', 'warn'] : ['--check'];
	const run = spawnSync(process.execPath, [require.resolve('prettier/bin/prettier.cjs'), ...options, '.'], {
		cwd: root,
		stdio: 'inherit',
	});
	return run.status === 0;
}

/** @returns whether imports follow the rules of .dependency-cruiser.cjs */
function hasStructure() {
	const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const run = spawnSync(process.execPath, [cli, '--config', '.dependency-cruiser.cjs', 'nodes', 'credentials'], {
		cwd: root,
		stdio: 'inherit',
	});
	return run.status === 0;
}

(async () => {
	const findings = await lint();
	const formatted = isFormatted();
	const structured = hasStructure();
	process.exitCode = findings === 0 && formatted && structured ? 0 : 1;
})();
