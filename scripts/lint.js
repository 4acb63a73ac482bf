// eslint over the whole repository, with .eslintrc.js. A warning fails like an error.
process.env.ESLINT_USE_FLAT_CONFIG = 'false';
const { loadESLint } = require('eslint');
const { join } = require('node:path');

(async () => {
	const ESLint = await loadESLint({ useFlatConfig: false });
	const eslint = new ESLint({
		cwd: join(__dirname, '..'),
		extensions: ['.ts', '.json'],
		fix: process.argv.includes('--fix'),
		reportUnusedDisableDirectives: 'error',
	});
	const results = await eslint.lintFiles(['.']);
	await ESLint.outputFixes(results);
	const formatter = await eslint.loadFormatter('stylish');
	const report = await formatter.format(results);
	if (report) process.stdout.write(`${report}\n`);
	const findings = results.reduce((sum, r) => sum + r.errorCount + r.warningCount, 0);
	process.stdout.write(`lint: ${results.length} files, ${findings} findings\n`);
	process.exitCode = findings > 0 ? 1 : 0;
})();
