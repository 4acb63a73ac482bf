const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\u20E3/u;

/** WhatsApp's bold, italic, strikethrough or monospace: marks at both ends of a word or phrase. */
const FORMATTING = /```|(?<![\p{L}\p{N}])([*_~])\S(?:.*\S)?\1(?![\p{L}\p{N}])/u;

/** Rules for text without markup, each with a finding for messages, as in `has a line break`. */
export const plainTextRules = {
	lineBreak: { finding: 'a line break', isIn: (text: string): boolean => /[\n\r]/.test(text) },
	emoji: { finding: 'an emoji', isIn: (text: string): boolean => EMOJI.test(text) },
	/** Limited to the start of the text so that the pattern stays fast; these texts have at most 60 characters. */
	formatting: { finding: 'formatting marks', isIn: (text: string): boolean => FORMATTING.test(text.slice(0, 100)) },
} as const;

type Rule = keyof typeof plainTextRules;

/** The first finding in a text; undefined when there is none. */
export function findMarkup(text: string, rules: readonly Rule[]): string | undefined {
	const rule = rules.find((one) => plainTextRules[one].isIn(text));
	return rule && plainTextRules[rule].finding;
}
