import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { nonEmptyString } from '../../shared/untrustedJson';

/** Seconds. WhatsApp waits for 10 (WhatsApp docs: Flows > Endpoint > Time limit), including network latency. */
export const DEFAULT_TIME_LIMIT = 8;
const timeLimits = { default: DEFAULT_TIME_LIMIT, min: 1, max: 9.5 };

/** MB. Maximum file size of a Flow's picker (WhatsApp docs: Flow JSON > Media upload components: 25 MiB). */
export const LARGEST_FLOW_FILE = 25;

// Shown to the user when the workflow does not respond.
export const LATE_MESSAGE = 'This takes longer than usual. Please try again in a moment.';
export const FAILED_MESSAGE = 'Something went wrong. Please try again.';
export const EXPIRED_MESSAGE = 'This form is no longer valid. Please ask for a new one.';

/** The parsed options of the trigger. */
export interface EndpointSettings {
	checkSignature: boolean;
	onlySignedTokens: boolean;
	passErrors: boolean;
	/** ms */
	timeLimit: number;
	messages: { late: string; failed: string; expired: string };
	/** Screen that shows the message when the request names no screen. */
	errorScreen?: string;
	downloadMedia: boolean;
	/** Name of the binary field. */
	binaryField: string;
	/** Bytes. */
	maxFileSize: number;
}

const trimmedText = (value: unknown): string | undefined => nonEmptyString(nonEmptyString(value)?.trim());

/** Limits a number, or the fallback, to a range. */
function within(value: unknown, { default: fallback, min, max }: typeof timeLimits): number {
	const number = typeof value === 'string' ? Number.parseFloat(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? Math.min(Math.max(number, min), max) : fallback;
}

/**
 * Reads the trigger's options. Never throws: invalid values count as not set, because a user is waiting for the
 * response.
 */
export function readEndpointSettings(options: unknown): EndpointSettings {
	const values = isObject(options) ? (options as IDataObject) : {};
	return {
		checkSignature: values.checkSignature !== false,
		onlySignedTokens: values.onlySignedTokens === true,
		passErrors: values.passErrors === true,
		timeLimit: within(values.timeLimit, timeLimits) * 1000,
		messages: {
			late: trimmedText(values.lateMessage) ?? LATE_MESSAGE,
			failed: trimmedText(values.failedMessage) ?? FAILED_MESSAGE,
			expired: trimmedText(values.expiredMessage) ?? EXPIRED_MESSAGE,
		},
		errorScreen: trimmedText(values.errorScreen),
		downloadMedia: values.downloadMedia === true,
		binaryField: trimmedText(values.mediaField) ?? 'data',
		maxFileSize: within(values.maxFileSize, { default: LARGEST_FLOW_FILE, min: 0.001, max: 100 }) * 1024 * 1024,
	};
}
