import fc from 'fast-check';

/** Seconds for each reader, that is, for each file in this folder. `FUZZ_SECONDS=600 npm run test:fuzz` runs longer. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 10);

/** More than any time limit allows. */
const UNLIMITED = 1_000_000_000;

/** CPU ms that one input may take. Ordinary inputs take less than 20; what takes quadratic time takes minutes. */
const MAX_CPU_MS = 2000;

/** A failure is printed with `seed` and `path`: these two variables run the same input again. */
const replay =
	process.env.FUZZ_SEED === undefined
		? {}
		: { seed: Number(process.env.FUZZ_SEED), ...(process.env.FUZZ_PATH && { path: process.env.FUZZ_PATH }) };

/** What JavaScript says when code meets a value that it did not expect. No caller and no log may see it. */
const UNHANDLED =
	/TypeError|RangeError|SyntaxError|is not (?:a function|iterable|defined)|Cannot (?:read|convert|destructure|set)|Unexpected token|Maximum call stack|Invalid time value/;

/** What text in a log or a page may not contain: it could forge a line, or change how the line reads. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** Fails when an input has changed what all objects inherit. */
export function expectNoPollution(): void {
	const empty: Record<string, unknown> = {};
	expect([empty.polluted, Object.keys(Object.prototype), 'polluted' in Function.prototype]).toEqual([
		undefined,
		[],
		false,
	]);
}

/** Fails when a text for a person, a log or a caller shows an unhandled exception or one of the secrets. */
export function expectPlain(text: string, secrets: readonly string[]): void {
	expect(text).not.toMatch(UNHANDLED);
	for (const secret of secrets) expect(text.includes(secret)).toBe(false);
}

/** Fails when a line of the log could forge another one or hide what it says. */
export function expectPrintable(lines: readonly string[]): void {
	for (const line of lines) expect(line).not.toMatch(CONTROL);
}

/** Fails when JSON cannot hold a value as it is: n8n stores items as JSON. */
export function expectStorable(value: unknown): void {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
	if (typeof value === 'object') {
		for (const inner of Object.values(value)) if (inner !== undefined) expectStorable(inner);
		return;
	}
	expect([typeof value, Number.isFinite(value)]).toEqual(['number', true]);
}

/**
 * Runs a property on random inputs until its share of the time is over.
 * @param share part of the reader's time, from 0 to 1
 * @param check fails by throwing
 */
export async function fuzz<T>(
	share: number,
	inputs: fc.Arbitrary<T>,
	check: (input: T) => Promise<void> | void,
): Promise<void> {
	let runs = 0;
	let last: { input: T; done: Promise<void> } | undefined;
	const checkOne = async (input: T): Promise<void> => {
		runs++;
		const start = process.cpuUsage();
		await check(input);
		const { user, system } = process.cpuUsage(start);
		expect((user + system) / 1000).toBeLessThan(MAX_CPU_MS);
		expectNoPollution();
	};
	await fc.assert(
		fc.asyncProperty(inputs, async (input) => {
			last = { input, done: checkOne(input) };
			await last.done;
		}),
		{
			numRuns: UNLIMITED,
			interruptAfterTimeLimit: SECONDS * 1000 * share,
			markInterruptAsFailure: false,
			...replay,
		},
	);
	// The time limit does not wait for the check that runs at that moment.
	await last?.done.catch((cause: unknown) => {
		throw new Error(`The last input failed: ${fc.stringify(last?.input)}`, { cause });
	});
	// Without a run nothing was checked.
	expect(runs).toBeGreaterThan(0);
	if (process.env.FUZZ_SECONDS !== undefined)
		process.stdout.write(`${expect.getState().currentTestName}: ${runs} inputs\n`);
}

/** Time for one test: what fuzz() takes, and as long again to make a failing input small. */
export const timeFor = (share: number): number => SECONDS * 1000 * share * 2 + 60_000;
