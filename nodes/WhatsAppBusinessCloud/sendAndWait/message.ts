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

/** Shown under a question in the chat and on its page. */
export const ATTRIBUTION = 'Sent automatically with n8n';
