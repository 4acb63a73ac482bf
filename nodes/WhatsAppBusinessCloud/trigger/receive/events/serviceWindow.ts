import { isObject } from '../../../shared/input/parameterValues';
import { isoDate, isoTime, unixMs } from '../../../shared/untrustedJson';

const HOUR = 3_600_000;

/**
 * How long anything may be sent to a user who wrote: 24 hours, and 72 if the message comes from an ad or a button of a
 * page and the business answers within 24. From an ad it may be up to 7 days, which only statuses say. WhatsApp docs:
 * Pricing > Customer service windows, Free entry point windows.
 */
const duration = (comesFromAd: boolean): number => (comesFromAd ? 72 : 24) * HOUR;

/** Types that change an earlier message, or are not written by the user: they open no window. */
const OTHERS = ['edit', 'request_welcome', 'revoke', 'system'];

/** When the window that a message of a user opens will close, as ISO 8601; undefined when it opens none. */
export function windowOfMessage(message: {
	timestamp?: string;
	type?: string;
	referral?: unknown;
}): string | undefined {
	const { timestamp, type = '', referral } = message;
	const sent = unixMs(timestamp);
	if (sent === undefined || OTHERS.includes(type)) return undefined;
	return isoDate(sent + duration(isObject(referral)));
}

/**
 * When the window of the conversation in a status closes. Conversations that the business opened with a template are
 * no windows. WhatsApp docs: Webhooks > Statuses > conversation.
 */
export const windowOfStatus = (origin: string | undefined, expires: string | undefined): string | undefined =>
	origin === 'service' || origin === 'referral_conversion' ? isoTime(expires) : undefined;
