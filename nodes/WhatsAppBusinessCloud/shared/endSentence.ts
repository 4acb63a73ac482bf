/**
 * The text with a period if it has no punctuation at its end. n8n's panel shows the lines of an error's description in
 * one paragraph, where only punctuation separates them.
 */
export const endSentence = (text: string): string => (/[.!?:\u2026]["')\]]*$/.test(text.trimEnd()) ? text : `${text}.`);
