import type { IDataObject } from 'n8n-workflow';
import { readHours } from '../../shared/input/hours';
import { withPath } from '../../shared/inputError';
import { normalizeWord } from '../../shared/normalizeWord';
import { part, text } from '../../shared/untrustedJson';

/** What messages do during a pause. */
export type DuringPause = 'discard' | 'mark';

/** How the trigger pauses while a person answers. */
export interface PauseSettings {
	/** ms */
	duration: number;
	during: DuringPause;
	/** Words that start a pause, as `normalizeWord` returns them. */
	pauseWords: ReadonlySet<string>;
	/** Words that end it. */
	resumeWords: ReadonlySet<string>;
}

const wordsOf = (value: unknown): Set<string> =>
	new Set((text(value) ?? '').split(/[,;\n]/).flatMap((word) => normalizeWord(word) ?? []));

/**
 * Reads the option 'Pause While a Person Answers'.
 * @param value the option's value, a fixed collection
 * @returns undefined if the option is not set
 * @throws InputError
 */
export function readPauseSettings(value: unknown): PauseSettings | undefined {
	const { settings } = part(value);
	if (settings === undefined) return undefined;
	const { hours, during, pauseWords, resumeWords } = part(settings) as IDataObject;
	return withPath(['Pause While a Person Answers'], () => ({
		duration: readHours(hours, 'Hours'),
		during: during === 'mark' ? 'mark' : 'discard',
		pauseWords: wordsOf(pauseWords),
		resumeWords: wordsOf(resumeWords),
	}));
}
