import { LruMap } from '../../shared/lruMap';

/** Maximum number of remembered pairs of number and credential. A forgotten pair has to be accepted again. */
const MAX_PAIRS = 10_000;

const accepted = new LruMap<string, true>(MAX_PAIRS);

const pairOf = (number: string, credential: string) => `${number} ${credential}`;

/**
 * Whether Meta has accepted a message of this number with this credential since the process started. Until then the
 * credential is untrusted, so its sends must not delay messages that others send from the number.
 * @param number Graph host and sending number
 * @param credential fingerprint of the access token
 */
export function isAccepted(number: string, credential: string): boolean {
	return accepted.get(pairOf(number, credential)) === true;
}

/** Records that Meta accepted a message of this number with this credential. */
export function markAccepted(number: string, credential: string): void {
	accepted.set(pairOf(number, credential), true);
}
