import type { Figure } from '../figures';
import { runProgram } from '../program';
import { summary } from '../stats';

const ROUNDS = 3;

/**
 * Number of events, and the triggers that they are distributed over evenly. The last case is the maximum for a process.
 */
const CASES: Array<{ events: number; triggers: number }> = [
	{ events: 1_000_000, triggers: 50 },
	{ events: 1_000_000, triggers: 1 },
	{ events: 10_000_000, triggers: 200 },
];

/** Target for all triggers of a process. */
const MOST_MB = 64;

interface Remembered {
	mb: number;
	cpuMs: number;
}

/** Memory of the remembered events of all triggers in one process, without n8n. */
export function remembered(say: (line: string) => void, small: boolean): Figure[] {
	return (small ? CASES.slice(0, 1) : CASES).map(({ events, triggers }) => {
		const rounds = Array.from({ length: small ? 1 : ROUNDS }, () =>
			runProgram<Remembered>('rememberEvents', [events, triggers]),
		);
		const what = `${events.toLocaleString('en-US')} events over ${triggers === 1 ? 'one trigger' : `${triggers} triggers`}`;
		say(`remembered: ${what}: ${JSON.stringify(rounds)}`);
		const ours = summary(rounds.map(({ mb }) => mb));
		return {
			part: 'remembered',
			what,
			unit: 'MB',
			ours,
			target: { text: `<= ${MOST_MB} MB`, met: ours.median <= MOST_MB },
		};
	});
}
