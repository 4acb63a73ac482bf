import { appendFileSync, writeFileSync } from 'node:fs';

/** A line of n8n's log with N8N_LOG_FORMAT=json. */
interface LogLine {
	level: string;
	message: string;
	stack?: string;
}

/**
 * What n8n prints about the set-up of `npm start`, where it is as it should be, and no setting turns it off. As text:
 * these are the beginnings of messages.
 */
const EXPECTED = [
	// n8n looks for a Python that only steps with Python code need.
	'Failed to start Python task runner',
	// One process for everything is right for trying n8n.
	'There are deprecations related to your n8n setup',
	'There is a deprecation related to your n8n setup',
	// n8n is not to connect to its license server.
	'Automatic license renewal is disabled',
	'[license SDK]',
	'[runner:',
	'Registered runner',
];

function read(line: string): LogLine | undefined {
	try {
		const { level, message, metadata } = JSON.parse(line) as LogLine & { metadata?: { error?: { stack?: string } } };
		if (typeof level !== 'string' || typeof message !== 'string') return undefined;
		return { level, message: message.trim(), stack: metadata?.error?.stack };
	} catch {
		return undefined;
	}
}

/** A line of n8n's log in words. */
export function readableLine(line: string): string {
	const parsed = read(line);
	if (!parsed) return line;
	const { level, message, stack } = parsed;
	return [level === 'info' ? message : `${level}: ${message}`, stack].filter(Boolean).join('\n');
}

/** Whether a line of n8n's log tells a user nothing: it is empty, or what n8n always prints here. */
function isExpected(line: string): boolean {
	const message = read(line)?.message ?? line.trim();
	return message === '' || EXPECTED.some((beginning) => message.startsWith(beginning));
}

/** Settings that make n8n print what StartLog reads. */
export const LOG_ENVIRONMENT = { N8N_LOG_FORMAT: 'json' };

/** n8n's log in `npm start`: all of it in a file, and in the terminal what a user needs. */
export class StartLog {
	/** Whether the terminal shows all of n8n's log but what it always prints. Otherwise, it shows errors only. */
	showsAll = false;

	/**
	 * @param file which it replaces
	 * @param say writes a line to the terminal
	 */
	constructor(
		private readonly file: string,
		private readonly say: (line: string) => void,
	) {
		writeFileSync(file, '');
	}

	/** Takes a line that n8n printed. */
	readonly take = (line: string): void => {
		appendFileSync(this.file, `${readableLine(line)}\n`);
		const isError = read(line)?.level === 'error';
		if ((isError || this.showsAll) && !isExpected(line)) this.say(`[n8n] ${readableLine(line)}`);
	};
}
