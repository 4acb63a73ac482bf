const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const failedTests = require('../../scripts/failed-tests');

/**
 * Writes the counts, and each test's result, to artifacts/e2e-results.json; those of queue mode to
 * artifacts/queue-results.json.
 */
module.exports = class ResultsReporter {
	onRunComplete(_contexts, results) {
		const name = process.env.N8N_E2E_MODE === 'queue' ? 'queue' : 'e2e';
		const folder = join(__dirname, '..', '..', 'artifacts');
		const tests = results.testResults.flatMap((file) =>
			file.testResults.map(({ fullName, status, duration }) => ({ name: fullName, status, ms: duration })),
		);
		// A file that cannot be loaded counts too.
		const broken = results.numRuntimeErrorTestSuites;
		// Set when tests are skipped because a service that they need does not run on this machine.
		const reason = process.env.E2E_NO_SERVICES || undefined;
		const summary = {
			passed: results.numPassedTests,
			failed: results.numFailedTests + broken,
			skipped: results.numPendingTests,
			reason,
			failures: failedTests(results),
		};
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, `${name}-results.json`), `${JSON.stringify({ ...summary, tests }, null, '\t')}\n`);
		const skipped = reason ? `, ${summary.skipped} skipped: ${reason}` : '';
		process.stdout.write(`${name}: ${summary.passed} passed, ${summary.failed} failed${skipped}\n`);
	}
};
