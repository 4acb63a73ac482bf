import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';

/** Seconds. WhatsApp waits for 10 (WhatsApp docs: Flows > Endpoint > Time limit); the way to it takes some of them. */
export const DEFAULT_TIME_LIMIT = 8;
const timeLimits = { default: DEFAULT_TIME_LIMIT, min: 1, max: 9.5 };

/** MB. The largest file of a Flow's picker (WhatsApp docs: Flow JSON > Media upload components: 25 MiB). */
export const LARGEST_FLOW_FILE = 25;

// What people in the Flow read when the workflow has no answer for them.
export const LATE_MESSAGE = 'This takes longer than usual. Please try again in a moment.';
export const FAILED_MESSAGE = 'Something went wrong. Please try again.';
export const EXPIRED_MESSAGE = 'This form is no longer valid. Please ask for a new one.';

/** The trigger's options, read. */
export interface EndpointSettings {
	checkSignature: boolean;
	onlySignedTokens: boolean;
	passErrors: boolean;
	/** ms */
	timeLimit: number;
	messages: { late: string; failed: string; expired: string };
	/** Screen to show a message on when the request names none. */
	errorScreen?: string;
	downloadMedia: boolean;
	/** Name of the binary field. */
	binaryField: string;
	/** Bytes. */
	maxFileSize: number;
}

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** A number, or the fallback, brought into a range. */
function within(value: unknown, { default: fallback, min, max }: typeof timeLimits): number {
	const number = typeof value === 'string' ? Number.parseFloat(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? Math.min(Math.max(number, min), max) : fallback;
}

/** Reads the trigger's options. Does not throw: what cannot be used counts as not set, since a person waits for the answer. */
export function readEndpointSettings(options: unknown): EndpointSettings {
	const given = isObject(options) ? (options as IDataObject) : {};
	return {
		checkSignature: given.checkSignature !== false,
		onlySignedTokens: given.onlySignedTokens === true,
		passErrors: given.passErrors === true,
		timeLimit: within(given.timeLimit, timeLimits) * 1000,
		messages: {
			late: text(given.lateMessage) ?? LATE_MESSAGE,
			failed: text(given.failedMessage) ?? FAILED_MESSAGE,
			expired: text(given.expiredMessage) ?? EXPIRED_MESSAGE,
		},
		errorScreen: text(given.errorScreen),
		downloadMedia: given.downloadMedia === true,
		binaryField: text(given.mediaField) ?? 'data',
		maxFileSize: within(given.maxFileSize, { default: LARGEST_FLOW_FILE, min: 0.001, max: 100 }) * 1024 * 1024,
	};
}
