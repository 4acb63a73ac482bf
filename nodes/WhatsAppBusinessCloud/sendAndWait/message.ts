import { isObject } from '../shared/input/parameterValues';

/** Normalizes line breaks, including `\n` and `<br>` typed as text. */
export const cleanMessage = (text: string): string =>
	text
		.trim()
		.replace(/\\n/g, '\n')
		.replace(/<br\s*\/?>/gi, '\n');

/** Whether 'Append Attribution' is on (default: on). */
export const attributionIsOn = (options: unknown): boolean =>
	!(isObject(options) && options.appendAttribution === false);

export const attribution = 'Sent automatically with n8n';
