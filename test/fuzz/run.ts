import fc from 'fast-check';

/** Seconds for each test file in this folder. `FUZZ_SECONDS=600 npm run test:fuzz` runs longer. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 10);

/** Number of runs that the time limit never allows. */
const UNLIMITED = 1_000_000_000;

/** Maximum CPU time of one input, in ms. Ordinary inputs take less than 20; quadratic time takes minutes. */
const MAX_CPU_MS = 2000;

/** A failure is printed with `seed` and `path`. Set these variables to run the same input again. */
const replay =
	process.env.FUZZ_SEED === undefined
		? {}
		: { seed: Number(process.env.FUZZ_SEED), ...(process.env.FUZZ_PATH && { path: process.env.FUZZ_PATH }) };

/** JavaScript's messages for unhandled values. They must not appear in responses or logs. */
const UNHANDLED =
	/TypeError|RangeError|SyntaxError|is not (?:a function|iterable|defined)|Cannot (?:read|convert|destructure|set)|Unexpected token|Maximum call stack|Invalid time value/;

/** Characters that could forge a log line, or change how a log line or page reads. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** Fails if an input has changed a prototype that all objects inherit from. */
export function expectNoPollution(): void {
	const empty: Record<string, unknown> = {};
	expect([empty.polluted, Object.keys(Object.prototype), 'polluted' in Function.prototype]).toEqual([
		undefined,
		[],
		false,
	]);
}

/** Fails if a text for a user, a log or a caller contains an unhandled exception or a secret. */
export function expectPlain(text: string, secrets: readonly string[]): void {
	expect(text).not.toMatch(UNHANDLED);
	for (const secret of secrets) expect(text.includes(secret)).toBe(false);
}

/** Fails if a log line could forge another one or hide its own content. */
export function expectPrintable(lines: readonly string[]): void {
	for (const line of lines) expect(line).not.toMatch(CONTROL);
}

/** Fails if JSON cannot represent a value: n8n stores items as JSON. */
export function expectStorable(value: unknown): void {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
	if (typeof value === 'object') {
		for (const inner of Object.values(value)) if (inner !== undefined) expectStorable(inner);
		return;
	}
	expect([typeof value, Number.isFinite(value)]).toEqual(['number', true]);
}

/**
 * Runs a property on random inputs until its share of the time is used.
 * @param share of the test file's time, from 0 to 1
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
			// When the time is used before the first input is checked, fast-check fails without a counterexample.
			asyncReporter: async (details) => {
				if (details.failed && !(details.interrupted && details.counterexample === null))
					throw new Error(await fc.asyncDefaultReportMessage(details));
			},
			...replay,
		},
	);
	// The time limit does not wait for the check in progress.
	await last?.done.catch((cause: unknown) => {
		throw new Error(`The last input failed: ${fc.stringify(last?.input)}`, { cause });
	});
	// Without a run, nothing was checked.
	expect(runs).toBeGreaterThan(0);
	if (process.env.FUZZ_SECONDS !== undefined)
		process.stdout.write(`${expect.getState().currentTestName}: ${runs} inputs\n`);
}

/** Timeout of a test, in ms: the time of fuzz(), and the same again to shrink a failing input. */
export const timeFor = (share: number): number => SECONDS * 1000 * share * 2 + 60_000;
