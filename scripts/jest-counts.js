// jest reporter: writes artifacts/jest-results.json and prints the counts as the last line. A test file that cannot run
// counts as one failed test.
const { mkdirSync, writeFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const failedTests = require('./failed-tests');

module.exports = class JestCounts {
	onRunComplete(_contexts, results) {
		const counts = {
			passed: results.numPassedTests,
			failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
			failures: failedTests(results),
		};
		const folder = join(__dirname, '..', 'artifacts');
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'jest-results.json'), `${JSON.stringify(counts)}\n`);
		// Last, after jest's own summary. By then jest has closed process.stdout.
		process.on('exit', () => writeSync(1, `jest: ${counts.passed} passed, ${counts.failed} failed\n`));
	}
};
