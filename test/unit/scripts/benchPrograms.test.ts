import { startEmulator } from '../../../emulator/src';
import { runProgram } from '../../bench/program';
import { runHours, sizesAtMaximum } from '../../bench/scenarios/longRun';
import { runSender } from '../../bench/scenarios/share';

/** Otherwise only the benchmark runs them. Some make n8n's context by hand, and types do not show when the code reads more. */
describe('the programs of the benchmark', () => {
	it.each(['ours', 'floor'])('sendMessages, %s', (side) => {
		const { bytes, cpuMs } = runProgram<{ bytes: number; cpuMs: number }>('sendMessages', [200, side]);

		expect(Number.isFinite(bytes)).toBe(true);
		expect(cpuMs).toBeGreaterThan(0);
	});

	it('rememberEvents', () => {
		const { mb, cpuMs } = runProgram<{ mb: number; cpuMs: number }>('rememberEvents', [10_000, 2]);

		expect(mb).toBeGreaterThan(0);
		expect(cpuMs).toBeGreaterThan(0);
	});

	it('sender', async () => {
		const emulator = await startEmulator();
		try {
			const { accepted, failed } = await runSender(emulator, 20, 0);

			expect({ accepted, failed, received: emulator.messages.length }).toEqual({
				accepted: 20,
				failed: 0,
				received: 20,
			});
		} finally {
			await emulator.close();
		}
	});

	it('longRun/main', async () => {
		const readings = await runHours(() => {}, { events: 200, messages: 50, workflows: 2, hours: 2 });

		expect(readings.map(({ hour, sent, lockedKeys }) => ({ hour, sent, lockedKeys }))).toEqual([
			{ hour: 1, sent: 25, lockedKeys: 0 },
			{ hour: 2, sent: 50, lockedKeys: 0 },
		]);
		expect(readings[1].events).toBeGreaterThanOrEqual(200);
	});

	it('longRun/full', () => {
		const sizes = sizesAtMaximum(0.01);

		expect(Object.values(sizes).every(Number.isFinite)).toBe(true);
		expect(Object.keys(sizes)).toContain('flowResponses');
	});
});
