import { createHmac, timingSafeEqual } from 'crypto';
import { InputError } from '../../shared/inputError';
import { isObject } from '../../shared/input/parameterValues';
import { attempt } from './tryOrUndefined';
import { decodeBase64 } from './base64';

/** Marks a token as one of this package, and its form. */
const PREFIX = 'n8nflow1';

/** Sets these signatures apart from all else that is made with the app secret. */
const PURPOSE = 'n8n-nodes-whatsapp-business-cloud flow token';

/** Characters of a token. Meta states no limit; it comes back with every request, and in the completion. */
export const MAX_FLOW_TOKEN = 2000;

/** What a signed token carries. It can be read by whoever holds the token, and changed by nobody. */
export interface FlowTokenContent {
	/** For whom: phone number in digits, or user ID. */
	recipient?: string;
	/** ID or name of the flow. */
	flow?: string;
	/** Fields of the person's own. */
	data?: Record<string, unknown>;
	/** Until when, in ms since 1970; undefined: for ever. */
	expires?: number;
}

/** What a token that came back is. */
export type FlowTokenResult =
	/** Ours, unchanged, in time. */
	| { state: 'valid'; content: FlowTokenContent }
	/** Ours, unchanged, but its time is over. */
	| { state: 'expired'; content: FlowTokenContent }
	/** Looks like ours, but the signature does not fit: changed, or signed with another app secret. */
	| { state: 'forged' }
	/** Not ours: any other text. */
	| { state: 'unsigned' };

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** @param appSecret already trimmed; an empty one would make signatures that anybody can make */
function signature(payload: string, appSecret: string): Buffer {
	const key = createHmac('sha256', appSecret).update(PURPOSE).digest();
	return createHmac('sha256', key).update(`${PREFIX}.${payload}`).digest();
}

/**
 * Makes a flow token that says what it is for, and until when: `n8nflow1.<JSON in base64url>.<HMAC-SHA256 in base64url>`.
 * @param appSecret of the app that the flow belongs to; both the sender and the endpoint know it
 * @throws InputError when there is no app secret, or when the token would be longer than MAX_FLOW_TOKEN
 */
export function createFlowToken(content: FlowTokenContent, appSecret: string): string {
	const secret = appSecret.trim();
	if (secret === '') {
		throw new InputError(
			'App Secret',
			"A flow token cannot be signed: 'App Secret' in the credential is empty",
			"Enter it there, from App settings > Basic of the app in Meta's dashboard. The credential of the flow's endpoint needs the same one.",
		);
	}
	const { recipient, flow, data, expires } = content;
	const json = JSON.stringify({
		r: recipient,
		f: flow,
		d: data,
		e: expires === undefined ? undefined : seconds(expires),
	});
	const payload = Buffer.from(json, 'utf8').toString('base64url');
	const token = `${PREFIX}.${payload}.${signature(payload, secret).toString('base64url')}`;
	if (token.length > MAX_FLOW_TOKEN) {
		throw new InputError(
			'Token Data (JSON)',
			`'Token Data (JSON)' is too large: the flow token would have ${token.length} characters, and ${MAX_FLOW_TOKEN} are allowed`,
			'Put in an ID, and look up the rest by it when the token comes back',
		);
	}
	return token;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function contentOf(payload: string): FlowTokenContent | undefined {
	const parsed = attempt((): unknown => JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))?.result;
	if (!isObject(parsed)) return undefined;
	const { r, f, d, e } = parsed;
	return {
		recipient: textOf(r),
		flow: textOf(f),
		data: isObject(d) ? d : undefined,
		expires: typeof e === 'number' ? e * 1000 : undefined,
	};
}

/** base64url as it is written here, for the strict reader of base64. */
const standard = (text: string): string => text.replace(/-/g, '+').replace(/_/g, '/');

/**
 * Reads a flow token that came back. Compares signatures in constant time.
 * @param token whatever came
 * @param appSecret as for createFlowToken; without one nothing can be checked, and a token of ours counts as forged
 * @param now ms since 1970
 */
export function readFlowToken(token: unknown, appSecret: string, now: number): FlowTokenResult {
	if (typeof token !== 'string' || token.length > MAX_FLOW_TOKEN) return { state: 'unsigned' };
	const found = new RegExp(`^${PREFIX}\\.([\\w-]+)\\.([\\w-]{43})$`).exec(token);
	if (found === null) return { state: token.startsWith(`${PREFIX}.`) ? 'forged' : 'unsigned' };
	const [, payload, given] = found;
	const secret = appSecret.trim();
	const bytes = decodeBase64(standard(given));
	if (secret === '' || bytes === undefined) return { state: 'forged' };
	const right = signature(payload, secret);
	if (bytes.length !== right.length || !timingSafeEqual(bytes, right)) return { state: 'forged' };
	const content = contentOf(payload);
	if (content === undefined) return { state: 'forged' };
	return { state: content.expires !== undefined && content.expires <= now ? 'expired' : 'valid', content };
}

/** A token of ours as an item shows it. */
export interface FlowTokenSummary extends Omit<FlowTokenContent, 'expires'> {
	state: 'valid' | 'expired' | 'forged';
	/** ISO 8601 */
	expiresAt?: string;
}

/** @returns undefined for a token that is not ours */
export function describeFlowToken(reading: FlowTokenResult): FlowTokenSummary | undefined {
	if (reading.state === 'unsigned') return undefined;
	if (reading.state === 'forged') return { state: 'forged' };
	const { expires, ...content } = reading.content;
	const date = expires === undefined ? undefined : new Date(expires);
	return {
		state: reading.state,
		...(Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as Omit<
			FlowTokenContent,
			'expires'
		>),
		...(date !== undefined && !Number.isNaN(date.getTime()) && { expiresAt: date.toISOString() }),
	};
}
