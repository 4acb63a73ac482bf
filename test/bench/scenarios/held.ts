import type { Figure } from '../figures';
import { runProgram } from '../program';
import { summary } from '../stats';

const MESSAGES = 100_000;
const SMALL = 20_000;
const ROUNDS = 3;

interface Held {
	bytes: number;
	cpuMs: number;
}

const send = (messages: number, side: 'ours' | 'floor') => runProgram<Held>('sendMessages', [messages, side]);

/**
 * What a run of many messages holds until it ends, and its CPU, without n8n and the network; beside a bare loop that
 * outputs the same items.
 */
export function held(say: (line: string) => void, small: boolean): Figure[] {
	const messages = small ? SMALL : MESSAGES;
	const rounds = Array.from({ length: small ? 1 : ROUNDS }, () => ({
		ours: send(messages, 'ours'),
		floor: send(messages, 'floor'),
	}));
	say(`held: ${JSON.stringify(rounds)}`);
	const figure = (what: string, unit: string, of: (held: Held) => number): Figure => ({
		part: 'held',
		what: `${messages.toLocaleString('en-US')} messages without n8n, ${what}`,
		unit,
		ours: summary(rounds.map(({ ours }) => of(ours))),
		builtIn: summary(rounds.map(({ floor }) => of(floor))),
		beside: 'a bare loop',
	});
	return [
		figure('heap per message when the last one is sent', 'bytes', ({ bytes }) => bytes),
		figure('CPU per message', 'ms', ({ cpuMs }) => cpuMs),
	];
}
