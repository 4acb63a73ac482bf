import { appendFileSync, writeFileSync } from 'node:fs';

/** A line of n8n's log with N8N_LOG_FORMAT=json. */
interface LogLine {
	level: string;
	message: string;
	stack?: string;
}

/**
 * What n8n prints though everything is as it should be, and no setting turns it off. A text is the beginning of a
 * message.
 */
const EXPECTED: Array<string | RegExp> = [
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
	// n8n has no user to show an execution to that a webhook started.
	'Skipping execution data push: unable to resolve user for redaction',
	// A second tap on a button of Send and Wait. n8n opens a quotation mark and does not close it.
	/^Error in handling webhook request POST \/webhook-waiting\/\S+: The execution "?\d+"? has finished already/,
	// A verification request, of the trigger itself or of the API, while the trigger is not published.
	/^Received request for unknown webhook: The requested webhook "GET [^"]*\/webhook" is not registered/,
	// Each trigger of the examples for one number receives the messages to the others.
	/: a message to .+ was discarded, because this trigger listens to the phone number with the ID \S+ only\. Other workflows are not affected\./,
];

/** n8n prints some errors twice, with and without a full stop. A later one of the same text is another error. */
const SAME_ERROR_MS = 2000;

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

/** Whether a line of n8n's log tells a user nothing: it is empty, or what n8n prints though nothing is wrong. */
function isExpected(line: string): boolean {
	const message = read(line)?.message ?? line.trim();
	return (
		message === '' ||
		EXPECTED.some((expected) => (typeof expected === 'string' ? message.startsWith(expected) : expected.test(message)))
	);
}

/** Settings that make n8n print what StartLog reads. */
export const LOG_ENVIRONMENT = { N8N_LOG_FORMAT: 'json' };

/** n8n's log in `npm start`: all of it in a file, and in the terminal what a user needs. */
export class StartLog {
	/** Whether the terminal shows all of n8n's log but what is expected. Otherwise, it shows errors only. */
	showsAll = false;

	/** The last line in the terminal, if it is an error. */
	private lastError?: { text: string; at: number };

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
		if (!(isError || this.showsAll) || isExpected(line) || this.repeatsError(line)) return;
		this.say(`[n8n] ${readableLine(line)}`);
	};

	/** Whether a line is the error that the terminal just showed; remembers it otherwise. */
	private repeatsError(line: string): boolean {
		const parsed = read(line);
		const text = parsed?.level === 'error' ? parsed.message.replace(/\.$/, '') : undefined;
		const last = this.lastError;
		const now = Date.now();
		if (text !== undefined && text === last?.text && now - last.at < SAME_ERROR_MS) return true;
		this.lastError = text === undefined ? undefined : { text, at: now };
		return false;
	}
}
