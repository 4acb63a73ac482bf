import type { IExecuteFunctions, LogMetadata } from 'n8n-workflow';
import { redact } from './redact';

/** Longest line, in characters. */
const MAX_LENGTH = 4_000;

/** Longest text from outside within a line, in characters. */
export const MAX_LOGGED_TEXT = 300;

type Logger = IExecuteFunctions['logger'];

/**
 * Makes one line of a text, without secrets and without what could steer a terminal or imitate another line.
 * @param limit longest result, in UTF-16 units; no character is cut in half
 */
export function toLogLine(text: string, limit = MAX_LENGTH): string {
	return redact(text)
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, limit)
		.replace(/\p{Cs}$/u, '')
		.trimEnd();
}

/**
 * n8n's log, for everything that the package writes there: names, reasons and error texts may come from outside.
 * @param context of n8n, of any kind
 */
export function logOf({ logger }: { logger: Logger }): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> {
	const write =
		(level: 'debug' | 'info' | 'warn' | 'error') =>
		(message: string, metadata?: LogMetadata): void =>
			metadata === undefined ? logger[level](toLogLine(message)) : logger[level](toLogLine(message), metadata);
	return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
