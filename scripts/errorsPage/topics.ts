import {
	ACCESS,
	PERMISSION_RANGE,
	TOKEN_SUBCODES,
	UNKNOWN_OBJECT,
} from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/access';
import { CALLS } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/calls';
import { DELIVERY } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/delivery';
import { FEATURES } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/features';
import { GENERAL } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/general';
import { NUMBERS } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/numbers';
import { ONBOARDING } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/onboarding';
import { TEMPLATE_SENDING } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/templateSending';
import { TEMPLATES } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/templates';
import type { CodeTable, ErrorCodeInfo } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes/types';

/** A code on the page. */
export interface Entry {
	/** The heading, which makes the anchor. */
	heading: string;
	code: number;
	subcode?: number;
	known: ErrorCodeInfo;
}

export interface Topic {
	heading: string;
	entries: Entry[];
}

/** The entries of a table, by code. */
const ownCodes = (table: CodeTable): Entry[] =>
	Object.entries(table)
		.map(([code, known]) => ({ heading: code, code: Number(code), known }))
		.sort((a, b) => a.code - b.code);

const TOKENS: Entry[] = Object.entries(TOKEN_SUBCODES).map(([subcode, known]) => ({
	heading: `190 subcode ${subcode}`,
	code: 190,
	subcode: Number(subcode),
	known,
}));

const UNKNOWN_ID: Entry = { heading: '100 subcode 33', code: 100, subcode: 33, known: UNKNOWN_OBJECT };

const PERMISSIONS: Entry = { heading: '200', code: 200, known: PERMISSION_RANGE };

const byCode = (entries: Entry[]): Entry[] =>
	entries.sort((a, b) => a.code - b.code || (a.subcode ?? 0) - (b.subcode ?? 0));

/** Every code that the package knows, by topic. */
export const TOPICS: Topic[] = [
	{ heading: 'Delivery', entries: ownCodes(DELIVERY) },
	{
		heading: 'Token, permissions and blocked accounts',
		entries: byCode([...ownCodes(ACCESS), ...TOKENS, PERMISSIONS]),
	},
	{ heading: 'Requests and rate limits', entries: byCode([...ownCodes(GENERAL), UNKNOWN_ID]) },
	{ heading: 'Sending templates and Flows', entries: ownCodes(TEMPLATE_SENDING) },
	{ heading: 'Creating and editing templates', entries: ownCodes(TEMPLATES) },
	{ heading: 'Phone numbers and usernames', entries: ownCodes(NUMBERS) },
	{ heading: 'Flows, block list and groups', entries: ownCodes(FEATURES) },
	{ heading: 'Calls', entries: ownCodes(CALLS) },
	{ heading: 'Onboarding, WhatsApp Business app, sign-ups', entries: ownCodes(ONBOARDING) },
];
