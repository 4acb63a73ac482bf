const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** Leaves the counts, and each test's outcome, in artifacts/e2e-results.json. */
module.exports = class ResultsReporter {
	onRunComplete(_contexts, results) {
		const folder = join(__dirname, '..', '..', 'artifacts');
		const tests = results.testResults.flatMap((file) =>
			file.testResults.map(({ fullName, status, duration }) => ({ name: fullName, status, ms: duration })),
		);
		// A file that does not even load counts too.
		const broken = results.numRuntimeErrorTestSuites;
		const summary = { passed: results.numPassedTests, failed: results.numFailedTests + broken, skipped: results.numPendingTests };
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'e2e-results.json'), `${JSON.stringify({ ...summary, tests }, null, '\t')}\n`);
		process.stdout.write(`e2e: ${summary.passed} passed, ${summary.failed} failed\n`);
	}
};
