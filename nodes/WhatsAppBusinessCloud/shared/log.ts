import type { IExecuteFunctions, LogMetadata } from 'n8n-workflow';
import { redact } from '../graph/errors/redact';

/** Longest line, in characters. */
const MAX_LENGTH = 4_000;

type Logger = IExecuteFunctions['logger'];

/** A text as one line, without secrets and without what could steer a terminal or imitate another line. */
export const toLogLine = (text: string): string => redact(text, MAX_LENGTH).replace(/\s+/g, ' ').trim();

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
