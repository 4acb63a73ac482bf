import type { Path } from './path';
import { toDottedPath, jsonPointer, keysOf } from './path';
import { rules, type Level, type RuleId } from './rules';
import { catchError } from './catchError';

/** A problem in a Flow JSON, its location, and how to fix it. */
export interface Finding {
	level: Level;
	/** The rule that reported it, see `rules.ts`. */
	rule: RuleId;
	message: string;
	advice: string;
	/** Location in Meta's notation: `screens[0].layout.children[2].label`; '' for the document. */
	pointer: string;
	/** The same location as a JSON Pointer, RFC 6901. */
	jsonPointer: string;
	/** Position in the text, 1-based; absent when the JSON was not given as text. */
	line?: number;
	column?: number;
}

/** Maximum number of findings listed per level. Enough to fix a flow; a malicious one could have millions. */
const MAX_FINDINGS = 500;

/** Ends the checks when the maximum number of errors is listed. */
class FindingLimitReached extends Error {}

interface Placed {
	finding: Finding;
	keys: Array<string | number>;
	/** Whether the finding is about the property's name, not its value. */
	atKey: boolean;
}

/** Collects findings. */
export class Findings {
	/** For a version newer than the latest known one: rules that may have changed only warn. */
	lenient = false;

	readonly list: Placed[] = [];

	/** Number of all findings, listed or not. */
	readonly counts: Record<Level, number> = { error: 0, warning: 0 };

	/**
	 * @param path location of the problem; for a missing property, its parent
	 * @param more `level` overrides the rule's level; `atKey` when the problem is the property itself, not its value
	 * @throws FindingLimitReached after the last error that is listed
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

	/** Runs the checks until the maximum number of errors is reached. */
	runChecks(checks: () => void): void {
		const thrown = catchError(checks);
		if (thrown instanceof FindingLimitReached) {
			this.warn(`There are ${MAX_FINDINGS} errors or more: the check stopped there`);
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
			advice: 'Fix these first, then validate again',
			pointer: '',
			jsonPointer: '',
		};
		this.list.push({ finding, keys: [], atKey: false });
		this.counts.warning++;
	}
}
