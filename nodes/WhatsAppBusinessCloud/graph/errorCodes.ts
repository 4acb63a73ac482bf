import { DELIVERY } from './errorCodes/delivery';
import { FEATURES } from './errorCodes/features';
import { GENERAL, PERMISSION_RANGE, TOKEN_SUBCODES, UNKNOWN_OBJECT } from './errorCodes/general';
import { NUMBERS } from './errorCodes/numbers';
import { TEMPLATES } from './errorCodes/templates';
import type { CodeTable, KnownCode, SendClass } from './errorCodes/types';

export type { KnownCode, Retry, SendClass } from './errorCodes/types';

const CODES: CodeTable = { ...GENERAL, ...DELIVERY, ...TEMPLATES, ...NUMBERS, ...FEATURES };

/** Codes from here on also come as the subcode of a general code such as 100. */
const FIRST_OWN_SUBCODE = 1_000_000;

function entry(table: CodeTable, code: number | undefined): KnownCode | undefined {
	return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}

/**
 * What is known about a code of Meta's tables, the ranges and subcodes included
 * (Meta documentation: WhatsApp Business Platform > Support > Error codes; Graph API > Handling errors).
 *
 * @param code `error.code`, or `code` of an error in a webhook
 * @param subcode `error.error_subcode`; tells apart the cases of 100 and 190, and names the case for templates and numbers
 * @returns undefined when the code is not in the tables
 */
export function knownCode(code: number | undefined, subcode?: number): KnownCode | undefined {
	if (subcode !== undefined && subcode >= FIRST_OWN_SUBCODE) {
		const own = entry(CODES, subcode);
		if (own) return own;
	}
	if (code === 100 && subcode === 33) return UNKNOWN_OBJECT;
	const token = code === 190 ? entry(TOKEN_SUBCODES, subcode) : undefined;
	if (token) return token;
	const inRange = code !== undefined && code >= 200 && code <= 299;
	return entry(CODES, code) ?? (inRange ? PERMISSION_RANGE : undefined);
}

/** What a refusal says about sending to that person again, for lists of people not to write to. */
export interface Classified {
	class: SendClass;
	/** Not before then, where it is known; ISO 8601, UTC. */
	after?: string;
	/** Set when it holds for marketing messages only. */
	scope?: 'marketing';
}

const CLASS_OF: Record<KnownCode['retry'], SendClass> = { backoff: 'retryable', later: 'later', never: 'change' };

/**
 * Classifies a refusal, of a request or in a status webhook.
 * @param fault `waitMs`: how long Meta itself said to wait, in ms; without it, the table's time holds
 * @param at when it was refused, ms since the epoch
 * @returns undefined when the code is not in the tables: nothing is made up for it
 */
export function classify(fault: { code?: number; subcode?: number; waitMs?: number }, at = Date.now()): Classified | undefined {
	const known = knownCode(fault.code, fault.subcode);
	if (known === undefined) return undefined;
	const sendClass = known.class ?? CLASS_OF[known.retry];
	const waitMs = sendClass === 'never' || sendClass === 'change' ? undefined : (fault.waitMs ?? known.waitMs);
	return {
		class: sendClass,
		...(waitMs !== undefined && { after: new Date(at + waitMs).toISOString() }),
		...(known.scope && { scope: known.scope }),
	};
}
