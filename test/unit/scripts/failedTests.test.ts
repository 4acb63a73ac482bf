import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import failedTests from '../../../scripts/failed-tests';

const root = join(__dirname, '../../..');

describe('the failed tests of a step', () => {
	it('have the file, the name and the start of the message, without colours', () => {
		const lines = Array.from({ length: 40 }, (_, line) => `line ${line}`);
		const passed = { status: 'passed', fullName: 'passes', failureMessages: [] };
		const failed = {
			status: 'failed',
			fullName: 'a call ends',
			failureMessages: [`\u001b[31m${lines.join('\n')}\u001b[39m`],
		};
		const results = [
			{ testFilePath: join(root, 'test/a.test.ts'), displayName: { name: 'unit' }, testResults: [passed, failed] },
			{ testFilePath: join(root, 'test/b.test.ts'), testResults: [passed] },
			{
				...{ testFilePath: join(root, 'test/c.test.ts'), testResults: [] },
				...{ testExecError: { message: 'x' }, failureMessage: '  Cannot find module' },
			},
		];
		expect(failedTests({ testResults: results })).toEqual([
			{ file: 'unit test/a.test.ts', name: 'a call ends', message: lines.slice(0, 25).join('\n') },
			{ file: 'test/c.test.ts', name: 'cannot run', message: 'Cannot find module' },
		]);
	});
});

describe('the sum of several steps', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sum-'));
	mkdirSync(join(folder, 'scripts'));
	mkdirSync(join(folder, 'artifacts'));
	copyFileSync(join(root, 'scripts/sum-results.js'), join(folder, 'scripts/sum-results.js'));
	afterAll(() => {
		rmSync(folder, { recursive: true });
	});

	const sum = (results: Record<string, object>, ...steps: string[]) => {
		for (const [name, result] of Object.entries(results))
			writeFileSync(join(folder, `artifacts/${name}-results.json`), JSON.stringify(result));
		const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts/sum-results.js'), ...steps], {
			encoding: 'utf8',
		});
		return { status, stdout, stderr };
	};

	it('names the failed tests of all steps before the counts', () => {
		const failures = [{ file: 'unit test/a.test.ts', name: 'a call ends', message: 'Expected 0\nReceived 1' }];
		expect(sum({ jest: { passed: 3, failed: 1, failures }, e2e: { passed: 2, failed: 0 } }, 'jest=1', 'e2e=0')).toEqual(
			{
				status: 1,
				stdout: '5 passed, 1 failed\n',
				stderr: [
					'FAILED jest: unit test/a.test.ts › a call ends',
					'Expected 0',
					'Received 1',
					'',
					'jest: 3 passed, 1 failed (exit code 1)',
					'e2e: 2 passed, 0 failed (exit code 0)',
					'',
				].join('\n'),
			},
		);
	});

	it.each([
		['no results', ['lint=1'], '0 passed, 1 failed\n', 'lint: left no results (exit code 1)\n'],
		['an error without a failed test', ['ok=1'], '2 passed, 1 failed\n', 'ok: 2 passed, 0 failed (exit code 1)\n'],
		[
			...(['tests skipped for a reason', ['skipped=0', 'ok=0'], '2 passed, 0 failed\n'] as const),
			'skipped: 0 passed, 0 failed, 4 skipped: no Redis (exit code 0)\nok: 2 passed, 0 failed (exit code 0)\n',
		],
	])('counts a step with %s', (_what, steps, stdout, stderr) => {
		const results = {
			ok: { passed: 2, failed: 0 },
			skipped: { passed: 0, failed: 0, skipped: 4, reason: 'no Redis' },
		};
		expect(sum(results, ...steps)).toMatchObject({ stdout, stderr });
	});
});
