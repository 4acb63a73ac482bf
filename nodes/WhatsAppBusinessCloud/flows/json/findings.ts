import type { Path } from './path';
import { toDottedPath, jsonPointer, keysOf } from './path';
import { rules, type Level, type RuleId } from './rules';
import { catchError } from './catchError';

/** What is wrong with a Flow JSON, where, and what to do about it. */
export interface Finding {
	level: Level;
	/** The same for every finding of its kind: see `rules.ts`. */
	rule: RuleId;
	message: string;
	advice: string;
	/** Where, as Meta writes it: `screens[0].layout.children[2].label`; '' for the whole document. */
	pointer: string;
	/** The same as a JSON Pointer, RFC 6901. */
	jsonPointer: string;
	/** Where in the text, from 1 on; absent when the JSON was not given as text. */
	line?: number;
	column?: number;
}

/** Of each level: enough to repair a flow with; a hostile one could have millions. */
const MAX_FINDINGS = 500;

/** Ends the checks: there are as many errors as are listed. */
class FindingLimitReached extends Error {}

interface Placed {
	finding: Finding;
	keys: Array<string | number>;
	/** Whether the text to look at is the property's name, not its value. */
	atKey: boolean;
}

/** Collects findings. */
export class Findings {
	/** With a version newer than what is known here, rules that may have changed only warn. */
	lenient = false;

	readonly list: Placed[] = [];

	/** All that came up, listed or not. */
	readonly counts: Record<Level, number> = { error: 0, warning: 0 };

	/**
	 * @param path what is wrong; for something missing, what it is missing in
	 * @param more `level` in place of the rule's own; `atKey` when the property as such is wrong, not its value
	 * @throws Enough with the last error that is listed
	 */
	add(rule: RuleId, path: Path, message: string, advice: string, more: { level?: Level; atKey?: boolean } = {}): void {
		const { level, growing } = rules[rule] as { level: Level; growing?: true };
		const applied = more.level ?? (this.lenient && growing ? 'warning' : level);
		const count = ++this.counts[applied];
		if (count > MAX_FINDINGS) return;
		const keys = keysOf(path);
		const finding: Finding = {
			level: applied,
			rule,
			message,
			advice,
			pointer: toDottedPath(keys),
			jsonPointer: jsonPointer(keys),
		};
		this.list.push({ finding, keys, atKey: more.atKey ?? false });
		if (applied === 'error' && count === MAX_FINDINGS) throw new FindingLimitReached();
	}

	/** Runs the checks, until there is enough to tell. */
	runChecks(checks: () => void): void {
		const thrown = catchError(checks);
		if (thrown instanceof FindingLimitReached) {
			this.warn(`There are ${MAX_FINDINGS} errors and more: nothing was looked at beyond them`);
			return;
		}
		if (thrown !== undefined) throw thrown;
		const more = this.counts.warning - MAX_FINDINGS;
		if (more > 0) this.warn(`${more} more warnings are not listed`);
	}

	private warn(message: string): void {
		const finding: Finding = {
			level: 'warning',
			rule: 'findings-limit',
			message,
			advice: 'Mend these first, then validate again',
			pointer: '',
			jsonPointer: '',
		};
		this.list.push({ finding, keys: [], atKey: false });
		this.counts.warning++;
	}
}
