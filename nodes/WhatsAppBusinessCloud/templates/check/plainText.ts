const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\u20E3/u;

/** What WhatsApp reads as bold, italic, strikethrough or monospace: marks at both ends of a word or phrase. */
const FORMATTING = /```|(?<![\p{L}\p{N}])([*_~])\S(?:.*\S)?\1(?![\p{L}\p{N}])/u;

/** What makes a text of a template more than plain text, each with a finding for a sentence: `has a line break`. */
export const plainTextRules = {
	lineBreak: { finding: 'a line break', isIn: (text: string): boolean => /[\n\r]/.test(text) },
	emoji: { finding: 'an emoji', isIn: (text: string): boolean => EMOJI.test(text) },
	/** Texts of 60 characters at most, so that the pattern stays fast. */
	formatting: { finding: 'formatting marks', isIn: (text: string): boolean => FORMATTING.test(text.slice(0, 100)) },
} as const;

type Rule = keyof typeof plainTextRules;

/** The first of these findings in a text; undefined when it has none. */
export function findMarkup(text: string, rules: readonly Rule[]): string | undefined {
	const rule = rules.find((one) => plainTextRules[one].isIn(text));
	return rule && plainTextRules[rule].finding;
}
