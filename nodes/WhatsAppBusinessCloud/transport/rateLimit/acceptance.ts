import { LruMap } from '../../shared/lruMap';

/** Pairs of number and credential that are remembered; a forgotten one has to be accepted again. */
const MAX_PAIRS = 10_000;

const accepted = new LruMap<string, true>(MAX_PAIRS);

const pairOf = (number: string, credential: string) => `${number} ${credential}`;

/**
 * Whether Meta has accepted a message of this number with this credential since the process started. Until then the credential
 * may be anybody's, so what it sends must not delay messages that others send from the number.
 * @param number Graph host and sending number
 * @param credential fingerprint of the access token
 */
export function isAccepted(number: string, credential: string): boolean {
	return accepted.get(pairOf(number, credential)) === true;
}

/** Meta accepted a message of this number with this credential. */
export function markAccepted(number: string, credential: string): void {
	accepted.set(pairOf(number, credential), true);
}
