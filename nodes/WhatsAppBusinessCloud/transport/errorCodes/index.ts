import { isoDate } from '../../shared/untrustedJson';
import { ACCESS, PERMISSION_RANGE, TOKEN_SUBCODES, UNKNOWN_OBJECT } from './access';
import { CALLS } from './calls';
import { DELIVERY } from './delivery';
import { FEATURES } from './features';
import { GENERAL } from './general';
import { NUMBERS } from './numbers';
import { ONBOARDING } from './onboarding';
import { TEMPLATE_SENDING } from './templateSending';
import { TEMPLATES } from './templates';
import type { CodeTable, ErrorCodeInfo, SendClass } from './types';

export type { ErrorCodeInfo, Retry, SendClass, Subject } from './types';

const CODES: CodeTable = {
	...ACCESS,
	...GENERAL,
	...DELIVERY,
	...TEMPLATE_SENDING,
	...TEMPLATES,
	...NUMBERS,
	...ONBOARDING,
	...CALLS,
	...FEATURES,
};

/** All codes that have an entry of their own, without the ranges and the token subcodes. */
export const knownCodes: readonly number[] = Object.keys(CODES).map(Number);

/** Codes from here on also occur as the subcode of another code. */
const FIRST_OWN_SUBCODE = 1_000_000;

/** "Invalid parameter": its subcode identifies the case. */
const INVALID_PARAMETER = 100;

/** Codes of a token that is no longer valid; their subcode says why (Meta docs: Graph API > Handling errors). */
const TOKEN_CODES = new Set([102, 190]);

/** An entry, and the anchor of its heading in docs/errors.md. */
interface Found {
	known: ErrorCodeInfo;
	anchor: string;
}

function entry(table: CodeTable, code: number | undefined, anchor = String(code)): Found | undefined {
	return code !== undefined && Object.hasOwn(table, code) ? { known: table[code], anchor } : undefined;
}

/** The entry of a subcode; undefined when it does not belong to the code. */
function bySubcode(code: number | undefined, subcode: number | undefined): Found | undefined {
	if (subcode === undefined) return undefined;
	if (code === INVALID_PARAMETER && subcode === 33) return { known: UNKNOWN_OBJECT, anchor: '100-subcode-33' };
	if (code !== undefined && TOKEN_CODES.has(code)) return entry(TOKEN_SUBCODES, subcode, `190-subcode-${subcode}`);
	const own = subcode >= FIRST_OWN_SUBCODE ? entry(CODES, subcode) : undefined;
	const belongs = code === undefined || (own?.known.carriedBy ?? [INVALID_PARAMETER]).includes(code);
	return belongs ? own : undefined;
}

function find(code: number | undefined, subcode: number | undefined): Found | undefined {
	const inRange = code !== undefined && code >= 200 && code <= 299;
	const range = inRange ? { known: PERMISSION_RANGE, anchor: '200' } : undefined;
	return bySubcode(code, subcode) ?? entry(CODES, code) ?? range;
}

/**
 * Looks up a code in Meta's tables, including ranges and subcodes (Meta docs: WhatsApp Business Platform >
 * Support > Error codes; Graph API > Handling errors).
 * @param code `error.code`, or `code` of an error in a webhook
 * @param subcode `error.error_subcode`; used only with its own code, e.g. to distinguish the cases of 100 and 190
 * @returns undefined when the code is not in the tables
 */
export const lookUpErrorCode = (code: number | undefined, subcode?: number): ErrorCodeInfo | undefined =>
	find(code, subcode)?.known;

/**
 * The anchor in docs/errors.md of what `lookUpErrorCode` finds for a code.
 * @returns undefined when the code is not in the tables
 */
export const errorAnchor = (code: number | undefined, subcode?: number): string | undefined =>
	find(code, subcode)?.anchor;

/** What a rejection says about sending to that recipient again, for suppression lists. */
export interface RecipientStatus {
	class: SendClass;
	/** Earliest time for another send, if known; ISO 8601, UTC. */
	after?: string;
	/** Set when it applies to marketing messages, or to calls, only. */
	scope?: 'marketing' | 'calls';
}

/** Only an error about the recipient says anything about the recipient. */
function classOf({ subject, retry }: ErrorCodeInfo): SendClass {
	if (retry === 'backoff') return 'retryable';
	if (subject !== 'recipient') return 'change';
	return retry;
}

/**
 * What a code says about sending to the recipient again.
 * @param statedWait the wait that Meta itself stated, in ms; without it, the table's wait applies
 * @param at time of the rejection, ms since the epoch
 */
export function recipientStatus(known: ErrorCodeInfo, statedWait?: number, at = Date.now()): RecipientStatus {
	const sendClass = classOf(known);
	const waitMs = sendClass === 'never' || sendClass === 'change' ? undefined : (statedWait ?? known.waitMs);
	const after = waitMs === undefined ? undefined : isoDate(at + waitMs);
	return {
		class: sendClass,
		...(after !== undefined && { after }),
		...(known.scope && { scope: known.scope }),
	};
}

/**
 * Classifies a code, of a response or in a status webhook.
 * @param error `waitMs`: the wait that Meta itself stated, in ms
 * @param at time of the rejection, ms since the epoch
 * @returns undefined when the code is not in the tables, because then nothing is known
 */
export function classifyRecipient(
	error: { code?: number; subcode?: number; waitMs?: number },
	at?: number,
): RecipientStatus | undefined {
	const known = lookUpErrorCode(error.code, error.subcode);
	return known && recipientStatus(known, error.waitMs, at);
}
