import type { IExecuteFunctions, LogMetadata } from 'n8n-workflow';
import { redact } from './redact';

/** Longest line, in characters. */
const MAX_LENGTH = 4_000;

/** Longest untrusted text within a line, in characters. */
export const MAX_LOGGED_TEXT = 300;

type Logger = IExecuteFunctions['logger'];

/**
 * Converts a text to one line, without secrets and without characters that could control a terminal or fake another
 * line.
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
 * n8n's logger, made safe for names, reasons and error texts from outside. The package logs only through it.
 * @param context any n8n context
 */
export function logOf({ logger }: { logger: Logger }): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> {
	const write =
		(level: 'debug' | 'info' | 'warn' | 'error') =>
		(message: string, metadata?: LogMetadata): void =>
			metadata === undefined ? logger[level](toLogLine(message)) : logger[level](toLogLine(message), metadata);
	return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
