import type { IDataObject } from 'n8n-workflow';
import { InputError, withPath } from '../../shared/inputError';
import { number, part } from '../../shared/untrustedJson';

/** Message types that can be combined, with whether they are by default. */
const TYPES: Record<string, boolean> = {
	audio: true,
	button: false,
	contacts: true,
	document: true,
	edit: false,
	image: true,
	interactive: false,
	location: true,
	order: false,
	reaction: false,
	revoke: false,
	sticker: true,
	text: true,
	unsupported: true,
	video: true,
};

/** Types that can be combined. */
export const combinedTypes: readonly string[] = Object.keys(TYPES);

/** Types that are combined by default: what customers write in pieces. A tap is complete. */
export const defaultTypes: readonly string[] = Object.keys(TYPES).filter((type) => TYPES[type]);

interface Range {
	min: number;
	max: number;
	fallback: number;
}

/** Defaults of the form. */
export const DEFAULT_SILENCE = 8;
export const DEFAULT_MAX_MESSAGES = 20;
export const DEFAULT_MAX_SECONDS = 60;

/**
 * The limits of this package. An execution waits in memory for the seconds of silence. n8n gives running executions
 * 30 seconds to finish when it stops (N8N_GRACEFUL_SHUTDOWN_TIMEOUT), so none may wait longer.
 */
export const RANGES = {
	silence: { min: 1, max: 25, fallback: DEFAULT_SILENCE },
	maxMessages: { min: 2, max: 50, fallback: DEFAULT_MAX_MESSAGES },
	maxSeconds: { min: 2, max: 300, fallback: DEFAULT_MAX_SECONDS },
} satisfies Record<string, Range>;

const LABELS: Record<keyof typeof RANGES, string> = {
	silence: 'Seconds of Silence',
	maxMessages: 'Maximum Messages',
	maxSeconds: 'Maximum Seconds',
};

/** How messages are combined. Times are in ms. */
export interface CombineSettings {
	/** Time without a message after which a round ends. */
	silence: number;
	/** Number of messages that ends a round. */
	maxMessages: number;
	/** Maximum time from the first message to the end of a round. */
	maxTime: number;
	/** Types of messages that are combined. */
	types: ReadonlySet<string>;
}

function inRange(values: IDataObject, name: keyof typeof RANGES): number {
	const { min, max, fallback } = RANGES[name];
	const given = values[name] ?? '';
	const value = given === '' ? fallback : number(given);
	if (value === undefined || value < min || value > max)
		throw new InputError(LABELS[name], `must be a number from ${min} to ${max}`);
	return value;
}

/**
 * Reads the option 'Combine Messages'.
 * @param value the option's value, a fixed collection
 * @returns undefined if the option is not set
 * @throws InputError
 */
export function readCombineSettings(value: unknown): CombineSettings | undefined {
	const { settings } = part(value);
	if (settings === undefined) return undefined;
	const values = part(settings) as IDataObject;
	return withPath(['Combine Messages'], () => {
		const maxMessages = inRange(values, 'maxMessages');
		return {
			silence: inRange(values, 'silence') * 1000,
			maxMessages: Math.floor(maxMessages),
			maxTime: inRange(values, 'maxSeconds') * 1000,
			types: new Set(Array.isArray(values.types) ? values.types.map(String) : defaultTypes),
		};
	});
}
