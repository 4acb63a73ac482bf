import { InputError } from '../../../inputError';
import { parsePattern, Unsupported, type Part } from './parse';

/** One step of a program; `next` and `other` are numbers of steps. */
type Step =
	| { do: 'one'; matches(char: string): boolean; next: number }
	| { do: 'place'; holds(before: string | undefined, after: string | undefined): boolean; next: number }
	| { do: 'split'; next: number; other: number }
	| { do: 'found' };

/** Steps of a program. With the longest text this is some ten milliseconds of work at most. */
const MAX_STEPS = 1000;

/** Characters of a text that are looked at: WhatsApp's longest text has as many (WhatsApp docs: Messages > Text). */
const MAX_TEXT = 4096;

/** Characters of a pattern. */
const MAX_PATTERN = 1000;

/** Turns a pattern into steps, from its end to its start. */
class Compiler {
	readonly steps: Step[] = [{ do: 'found' }];

	/** @param next the step that follows @returns the first step */
	add(part: Part, next: number): number {
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

/** Follows all ways through the program at the same time: the work grows with the text's length, whatever the pattern. */
function run(steps: Step[], first: number, text: string): boolean {
	const chars = [...text.slice(0, MAX_TEXT)];
	/** At which place of the text a step was reached last, counted from 1. */
	const reached = new Uint16Array(steps.length);
	let threads: number[] = [];
	for (let at = 0; at <= chars.length; at++) {
		const waiting: number[] = [];
		const open = [first, ...threads];
		for (let number = open.pop(); number !== undefined; number = open.pop()) {
			if (reached[number] === at + 1) continue;
			reached[number] = at + 1;
			const step = steps[number];
			if (step.do === 'found') return true;
			if (step.do === 'split') open.push(step.next, step.other);
			else if (step.do === 'one') waiting.push(number);
			else if (step.holds(chars[at - 1], chars[at])) open.push(step.next);
		}
		if (at === chars.length) return false;
		threads = waiting.flatMap((number) => {
			const step = steps[number];
			return step.do === 'one' && step.matches(chars[at]) ? step.next : [];
		});
	}
	return false;
}

/** What JavaScript says against a pattern; undefined when it is right. */
function wrongSyntax(source: string, flags: string): string | undefined {
	try {
		new RegExp(source, flags);
		return undefined;
	} catch (cause) {
		return String((cause as Error).message)
			.split(': ')
			.at(-1);
	}
}

/** @returns the program and its first step, or in words what is not possible here */
function compiled(source: string, flags: string): { steps: Step[]; first: number } | { refused: string } {
	try {
		const compiler = new Compiler();
		const first = compiler.add(parsePattern(source, flags), 0);
		return { steps: compiler.steps, first };
	} catch (cause) {
		return { refused: (cause as Unsupported).message };
	}
}

/**
 * Prepares a regular expression that looks for a place in a text, in a time that no text can drive up. JavaScript's own
 * RegExp may take minutes for a message that somebody made for that.
 * @param given `order \d+`, or with flags `/order \d+/i` (i, m and s count; g, u and y make no difference)
 * @param field display name of its field
 * @returns whether a text has a match among its first 4,096 characters
 * @throws InputError when it is no regular expression, or has references to groups or looks ahead or behind
 */
export function compilePattern(given: string, field: string): (text: string) => boolean {
	const [, source, letters] = /^\/(.+)\/([gimsuy]*)$/s.exec(given) ?? [given, given, ''];
	if (source.length > MAX_PATTERN) {
		throw new InputError(
			field,
			`'${field}' has ${source.length} characters; ${MAX_PATTERN} are possible`,
			'Shorten it',
		);
	}
	const flags = `u${[...new Set(letters)].filter((letter) => 'ims'.includes(letter)).join('')}`;
	const wrong = wrongSyntax(source, flags);
	if (wrong !== undefined)
		throw new InputError(field, `'${field}' is not a regular expression: ${wrong}`, 'Correct it, or remove it');
	const program = compiled(source, flags);
	if ('refused' in program) {
		throw new InputError(
			field,
			`'${field}' uses ${program.refused}, which this filter does not know`,
			'Write it without, or check the text in an If node',
		);
	}
	return (text) => run(program.steps, program.first, text);
}
