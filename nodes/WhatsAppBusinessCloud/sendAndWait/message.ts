import { isObject } from '../shared/input/parameterValues';

/** Line breaks, also as people type them into one line: `\n` and `<br>`. */
export const cleanMessage = (text: string): string =>
	text
		.trim()
		.replace(/\\n/g, '\n')
		.replace(/<br\s*\/?>/gi, '\n');

/** Whether 'Append Attribution' is on, which it is unless it was turned off. */
export const attributionIsOn = (options: unknown): boolean =>
	!(isObject(options) && options.appendAttribution === false);

export const attribution = 'Sent automatically with n8n';
