import { createHmac, timingSafeEqual } from 'crypto';
import { z } from 'zod';
import { InputError } from '../../shared/inputError';
import { isObject } from '../../shared/input/parameterValues';
import { anything } from '../../shared/input/parseInput';
import { attempt } from './tryOrUndefined';
import { decodeBase64 } from './base64';

/** Identifies tokens of this package and their format. */
const PREFIX = 'n8nflow1';

/** Separates these signatures from all others made with the app secret. */
const PURPOSE = 'n8n-nodes-whatsapp-business-cloud flow token';

/**
 * Maximum length of a token, in characters. Meta documents no limit. Every request and the completion contain the
 * token.
 */
export const MAX_FLOW_TOKEN = 2000;

/** The content of a signed token. Anyone with the token can read it, but not modify it. */
export interface FlowTokenContent {
	/** The recipient: phone number in digits, or user ID. */
	recipient?: string;
	/** ID or name of the flow. */
	flow?: string;
	/** Custom fields. */
	data?: Record<string, unknown>;
	/** Expiration in ms since 1970; undefined: never expires. */
	expires?: number;
}

/** State of a received token. */
export type FlowTokenResult =
	/** A token of this package, unmodified and not expired. */
	| { state: 'valid'; content: FlowTokenContent }
	/** A token of this package, unmodified, but expired. */
	| { state: 'expired'; content: FlowTokenContent }
	/**
	 * Looks like a token of this package, but the signature does not match: modified, or signed with another app secret.
	 */
	| { state: 'forged' }
	/** Not a token of this package: any other text. */
	| { state: 'unsigned' };

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** @param appSecret already trimmed; with an empty one, anyone could create valid signatures */
function signature(payload: string, appSecret: string): Buffer {
	const key = createHmac('sha256', appSecret).update(PURPOSE).digest();
	return createHmac('sha256', key).update(`${PREFIX}.${payload}`).digest();
}

/**
 * Creates a flow token with its content and expiration: `n8nflow1.<JSON in base64url>.<HMAC-SHA256 in base64url>`.
 * @param appSecret of the flow's app; both the sender and the endpoint know it
 * @throws InputError without an app secret, or when the token would exceed MAX_FLOW_TOKEN
 */
export function createFlowToken(content: FlowTokenContent, appSecret: string): string {
	const secret = appSecret.trim();
	if (secret === '') {
		throw new InputError(
			'App Secret',
			(field) => `A flow token cannot be signed: ${field} in the credential is empty`,
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
			`is too large: the flow token would have ${token.length} characters, and ${MAX_FLOW_TOKEN} are allowed`,
			'Use an ID, and look up the rest by it when the token is returned',
		);
	}
	return token;
}

/** The JSON in a token. */
const contentSchema = z.object({
	r: z.string().optional().catch(undefined),
	f: z.string().optional().catch(undefined),
	d: anything,
	e: z.number().optional().catch(undefined),
});

function contentOf(payload: string): FlowTokenContent | undefined {
	const parsed = attempt((): unknown => JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))?.result;
	const content = contentSchema.safeParse(parsed);
	if (!content.success) return undefined;
	const { r, f, d, e } = content.data;
	return {
		recipient: r,
		flow: f,
		data: isObject(d) ? d : undefined,
		expires: e === undefined ? undefined : e * 1000,
	};
}

/** Converts base64url to standard base64, for the strict decoder. */
const standard = (text: string): string => text.replace(/-/g, '+').replace(/_/g, '/');

/**
 * Reads a received flow token. Compares signatures in constant time.
 * @param token any value
 * @param appSecret as for createFlowToken; without one, a token of this package counts as forged
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

/** A token of this package, as shown in an item. */
export interface FlowTokenSummary extends Omit<FlowTokenContent, 'expires'> {
	state: 'valid' | 'expired' | 'forged';
	/** ISO 8601 */
	expiresAt?: string;
}

/** @returns undefined for a token that this package did not create */
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
