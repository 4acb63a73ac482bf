import type { Matcher } from './pattern';

/**
 * Maximum work per delivery, in pattern steps tried at a character. A typical pattern takes about 3 per character, so
 * this is enough for 1,000 messages of 300 characters. Using all of it takes about 0.1 s.
 */
const MAX_WORK = 1_000_000;

/**
 * The filter 'Text Matches' for the messages of one delivery. When its budget is used up, the remaining messages pass:
 * an extra message does less harm than a lost one.
 */
export class TextFilter {
	private readonly budget = { left: MAX_WORK };

	private unchecked = 0;

	constructor(private readonly matches: Matcher) {}

	/** Whether a message with this text passes. */
	passes(text: string): boolean {
		const result = this.matches(text, this.budget);
		if (result === undefined) this.unchecked++;
		return result ?? true;
	}

	/** Number of messages that passed because the budget was used up. */
	get passedUnchecked(): number {
		return this.unchecked;
	}
}
