import { DELIVERY } from './errorCodes/delivery';
import { FEATURES } from './errorCodes/features';
import { GENERAL, PERMISSION_RANGE, TOKEN_SUBCODES, UNKNOWN_OBJECT } from './errorCodes/general';
import { NUMBERS } from './errorCodes/numbers';
import { TEMPLATES } from './errorCodes/templates';
import type { CodeTable, KnownCode } from './errorCodes/types';

export type { KnownCode, Retry } from './errorCodes/types';

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
