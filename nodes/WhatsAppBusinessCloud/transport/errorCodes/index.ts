import { ACCESS, PERMISSION_RANGE, TOKEN_SUBCODES, UNKNOWN_OBJECT } from './access';
import { CALLS } from './calls';
import { DELIVERY } from './delivery';
import { FEATURES } from './features';
import { GENERAL } from './general';
import { NUMBERS } from './numbers';
import { ONBOARDING } from './onboarding';
import { SENDING } from './sending';
import { TEMPLATES } from './templates';
import type { CodeTable, ErrorCodeInfo, SendClass } from './types';

export type { ErrorCodeInfo as KnownCode, Retry, SendClass, Subject } from './types';

const CODES: CodeTable = {
	...ACCESS,
	...GENERAL,
	...DELIVERY,
	...SENDING,
	...TEMPLATES,
	...NUMBERS,
	...ONBOARDING,
	...CALLS,
	...FEATURES,
};

/** All codes that have an entry of their own; the ranges and the subcodes of tokens come on top. */
export const knownCodes: readonly number[] = Object.keys(CODES).map(Number);

/** Codes from here on also come as the subcode of another code. */
const FIRST_OWN_SUBCODE = 1_000_000;

/** "Invalid parameter": its subcode names the case. */
const INVALID_PARAMETER = 100;

/** Codes of a token that is no longer valid; their subcode says why (Meta docs: Graph API > Handling errors). */
const TOKEN_CODES = new Set([102, 190]);

function entry(table: CodeTable, code: number | undefined): ErrorCodeInfo | undefined {
	return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}

/** What a subcode says beyond its code; nothing where the two do not belong together. */
function bySubcode(code: number | undefined, subcode: number | undefined): ErrorCodeInfo | undefined {
	if (subcode === undefined) return undefined;
	if (code === INVALID_PARAMETER && subcode === 33) return UNKNOWN_OBJECT;
	if (code !== undefined && TOKEN_CODES.has(code)) return entry(TOKEN_SUBCODES, subcode);
	const own = subcode >= FIRST_OWN_SUBCODE ? entry(CODES, subcode) : undefined;
	const belongs = code === undefined || (own?.carriedBy ?? [INVALID_PARAMETER]).includes(code);
	return belongs ? own : undefined;
}

/**
 * What is known about a code of Meta's tables, the ranges and subcodes included
 * (Meta documentation: WhatsApp Business Platform > Support > Error codes; Graph API > Handling errors).
 *
 * @param code `error.code`, or `code` of an error in a webhook
 * @param subcode `error.error_subcode`; counts only with its own code: it tells apart the cases of 100 and 190, for instance
 * @returns undefined when the code is not in the tables
 */
export function lookUpErrorCode(code: number | undefined, subcode?: number): ErrorCodeInfo | undefined {
	const inRange = code !== undefined && code >= 200 && code <= 299;
	return bySubcode(code, subcode) ?? entry(CODES, code) ?? (inRange ? PERMISSION_RANGE : undefined);
}

/** What a refusal says about sending to that person again, for lists of people not to write to. */
export interface RecipientStatus {
	class: SendClass;
	/** Not before then, where it is known; ISO 8601, UTC. */
	after?: string;
	/** Set when it holds for marketing messages, or for calls, only. */
	scope?: 'marketing' | 'calls';
}

/** Only an error about the recipient says anything about the recipient. */
function classOf({ subject, retry }: ErrorCodeInfo): SendClass {
	if (retry === 'backoff') return 'retryable';
	if (subject !== 'recipient') return 'change';
	return retry;
}

/**
 * Classifies a refusal, of a request or in a status webhook.
 * @param fault `waitMs`: how long Meta itself said to wait, in ms; without it, the table's time holds
 * @param at when it was refused, ms since the epoch
 * @returns undefined when the code is not in the tables: nothing is made up for it
 */
export function classifyRecipient(
	fault: { code?: number; subcode?: number; waitMs?: number },
	at = Date.now(),
): RecipientStatus | undefined {
	const known = lookUpErrorCode(fault.code, fault.subcode);
	if (known === undefined) return undefined;
	const sendClass = classOf(known);
	const waitMs = sendClass === 'never' || sendClass === 'change' ? undefined : (fault.waitMs ?? known.waitMs);
	return {
		class: sendClass,
		...(waitMs !== undefined && { after: new Date(at + waitMs).toISOString() }),
		...(known.scope && { scope: known.scope }),
	};
}
