import { isObject } from '../shared/input/parameterValues';

/** Normalizes line breaks, including `\n` and `<br>` typed as text. */
export const cleanMessage = (text: string): string =>
	text
		.trim()
		.replace(/\\n/g, '\n')
		.replace(/<br\s*\/?>/gi, '\n');

/** Whether 'Append n8n Attribution' is on (default: off, unlike in the built-in node). */
export const isAttributionOn = (options: unknown): boolean => isObject(options) && options.appendAttribution === true;
