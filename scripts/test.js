// npm test: the build, then lint, spelling, types and the tests at the same time, so that no core idles while a test waits.
// Arguments are for jest.
require('./ensure-dependencies');
const { join } = require('node:path');
const { liveStep, step } = require('./step');
const { scripts } = require('../package.json');

const bin = (path) => join(__dirname, '../node_modules', path);
const typecheck = scripts.typecheck.split(' ').slice(1);

(async () => {
	// The package tests check what it writes.
	const isBuilt = await step(bin('gulp/bin/gulp.js'));
	const results = await Promise.all([
		step(join(__dirname, 'lint.js')),
		step(...typecheck),
		step(bin('cspell/bin.mjs'), 'lint', '--no-progress'),
		isBuilt && liveStep(bin('jest/bin/jest.js'), ...process.argv.slice(2)),
	]);
	process.exitCode = results.every(Boolean) ? 0 : 1;
})();
