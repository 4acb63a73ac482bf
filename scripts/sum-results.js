// Adds up the result files of several steps, and prints `N passed, N failed` as the only line on standard output.
// Arguments: <name>=<exit code> per step; its counts are in artifacts/<name>-results.json as {passed, failed}. A step
// counts as one more failure when it left no counts, ran nothing, or ended with an error without a failed test. A step
// that skipped tests for a stated reason (`skipped`, `reason`) may have run nothing: it does not count, but is
// reported. Failed tests (`failures`) are listed first, so that the end of a long output names them.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const isCount = (value) => Number.isInteger(value) && value >= 0;

const readCounts = (name) => {
	try {
		const {
			passed,
			failed,
			skipped,
			reason,
			failures = [],
		} = JSON.parse(readFileSync(join(__dirname, '..', 'artifacts', `${name}-results.json`), 'utf8'));
		const isExcused = skipped > 0 && typeof reason === 'string' && reason !== '';
		return isCount(passed) && isCount(failed)
			? { passed, failed, failures, excuse: isExcused ? `, ${skipped} skipped: ${reason}` : '' }
			: undefined;
	} catch {
		return undefined;
	}
};

const total = { passed: 0, failed: 0 };
const steps = process.argv.slice(2).map((step) => {
	const [name, exitCode] = step.split('=');
	return { name, exitCode, counts: readCounts(name) ?? { passed: 0, failed: 0, failures: [], excuse: '' } };
});
for (const { name, counts } of steps)
	for (const failure of counts.failures)
		process.stderr.write(`FAILED ${name}: ${failure.file} › ${failure.name}\n${failure.message}\n\n`);
for (const { name, exitCode, counts } of steps) {
	const ranNothing = counts.passed + counts.failed === 0 && counts.excuse === '';
	if (ranNothing) process.stderr.write(`${name}: left no results (exit code ${exitCode})\n`);
	else
		process.stderr.write(
			`${name}: ${counts.passed} passed, ${counts.failed} failed${counts.excuse} (exit code ${exitCode})\n`,
		);
	total.passed += counts.passed;
	total.failed += counts.failed;
	if (counts.failed === 0 && (ranNothing || exitCode !== '0')) total.failed += 1;
}
if (total.passed + total.failed === 0) total.failed = 1;
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
