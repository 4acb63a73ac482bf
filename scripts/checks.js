// What npm test does before the tests: lint, spelling, types and build, at the same time.
require('./ensure-dependencies');
const { join } = require('node:path');
const { step } = require('./step');
const { scripts } = require('../package.json');

const bin = (path) => join(__dirname, '../node_modules', path);
const typecheck = scripts.typecheck.split(' ').slice(1);

(async () => {
	const results = await Promise.all([
		step(join(__dirname, 'lint.js')),
		step(bin('typescript/bin/tsc'), ...typecheck),
		step(bin('gulp/bin/gulp.js')),
		step(bin('cspell/bin.mjs'), 'lint', '--no-progress'),
	]);
	process.exitCode = results.every(Boolean) ? 0 : 1;
})();
