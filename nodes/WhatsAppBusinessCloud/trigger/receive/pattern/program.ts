import { Unsupported, type Part } from './parse';

/** One step of a program; `next` and `other` are step numbers. */
type Step =
	| { do: 'one'; matches: (char: string) => boolean; next: number }
	| { do: 'place'; holds: (before: string | undefined, after: string | undefined) => boolean; next: number }
	| { do: 'split'; next: number; other: number }
	| { do: 'found' };

/** A compiled pattern. */
export interface Program {
	steps: Step[];
	/** Number of the first step. */
	first: number;
}

/** Remaining work: trying a step at a character of a text takes 1. */
export interface WorkBudget {
	left: number;
}

/** Maximum number of steps of a program. */
const MAX_STEPS = 1000;

/**
 * Maximum number of compiled parts, counted again for each repetition. A repeated empty group takes no steps but takes
 * work.
 */
const MAX_ADDED = 10_000;

/**
 * Maximum number of characters that are searched: the length of WhatsApp's longest text (WhatsApp docs: Messages >
 * Text).
 */
const MAX_TEXT = 4096;

/** Converts a pattern to steps, from its end to its start. */
class Compiler {
	readonly steps: Step[] = [{ do: 'found' }];

	private added = 0;

	/** @param next the step that follows @returns the first step @throws Unsupported */
	add(part: Part, next: number): number {
		if (++this.added > MAX_ADDED) throw new Unsupported('repetitions that make it too large');
		switch (part.kind) {
			case 'one':
				return this.push({ do: 'one', matches: part.matches, next });
			case 'place':
				return this.push({ do: 'place', holds: part.holds, next });
			case 'sequence':
				return part.parts.reduceRight((after, one) => this.add(one, after), next);
			case 'choice':
				return part.parts
					.map((one) => this.add(one, next))
					.reduceRight((other, first) => this.push({ do: 'split', next: first, other }));
			case 'repeat':
				return this.repeat(part, next);
		}
	}

	private repeat({ part, min, max }: Extract<Part, { kind: 'repeat' }>, next: number): number {
		let first = next;
		if (max === Infinity) {
			const loop: Step = { do: 'split', next, other: next };
			first = this.push(loop);
			loop.other = this.add(part, first);
		} else {
			for (let more = min; more < max; more++) first = this.push({ do: 'split', next, other: this.add(part, first) });
		}
		for (let needed = 0; needed < min; needed++) first = this.add(part, first);
		return first;
	}

	private push(step: Step): number {
		if (this.steps.length >= MAX_STEPS) throw new Unsupported('repetitions that make it too large');
		return this.steps.push(step) - 1;
	}
}

/** Compiles a pattern. @throws Unsupported if it has too many steps or takes too much work to compile */
export function compileProgram(part: Part): Program {
	const compiler = new Compiler();
	const first = compiler.add(part, 0);
	return { steps: compiler.steps, first };
}

/**
 * Follows all paths through the program in parallel: the work is proportional to the text's length for any pattern.
 * @param budget reduced by the work done
 * @returns whether the first 4,096 characters contain a match; undefined if the budget ran out first
 */
export function runProgram({ steps, first }: Program, text: string, budget: WorkBudget): boolean | undefined {
	// Read one by one: most searches end after a few characters.
	const rest = text.slice(0, MAX_TEXT)[Symbol.iterator]();
	let before: string | undefined;
	/** Last text position where each step was reached, counted from 1. */
	const reached = new Uint16Array(steps.length);
	let threads: number[] = [];
	for (let at = 1; ; at++) {
		const char = rest.next().value as string | undefined;
		const waiting: number[] = [];
		const open = [first, ...threads];
		for (let number = open.pop(); number !== undefined; number = open.pop()) {
			if (budget.left <= 0) return undefined;
			budget.left--;
			if (reached[number] === at) continue;
			reached[number] = at;
			const step = steps[number];
			if (step.do === 'found') return true;
			if (step.do === 'split') open.push(step.next, step.other);
			else if (step.do === 'one') waiting.push(number);
			else if (step.holds(before, char)) open.push(step.next);
		}
		if (char === undefined) return false;
		threads = waiting.flatMap((number) => {
			const step = steps[number];
			return step.do === 'one' && step.matches(char) ? step.next : [];
		});
		before = char;
	}
}
