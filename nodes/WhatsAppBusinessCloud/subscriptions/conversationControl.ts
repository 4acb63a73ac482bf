import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { number, parseJson, text } from '../shared/untrustedJson';
import { signatureOf } from '../webhooks/signature';
import { isReachable } from './probeCallback';

/**
 * How the action node starts or ends a pause in a trigger of any workflow and process: by a request to the callback URL
 * of the number, signed with the app secret like Meta's. n8n offers no store that two workflows share.
 */

/** Name of the property in the payload. */
const PROPERTY = 'n8nConversationControl';

/** Maximum age of a request, in ms, so that an old one cannot be replayed. */
const MAX_AGE = 5 * 60_000;

/** ms */
const TIMEOUT = 15_000;

/** Starts or ends a pause. Times are in ms since 1970. */
export interface ConversationControl {
	phoneNumberId: string;
	/** The customer: digits of the phone number, or the user ID. */
	user: string;
	/** End of the pause; 0 ends it. */
	until: number;
	/** When it was requested. */
	at: number;
}

/** A request as the trigger reads it; 'expired' if it is too old. */
export type ReceivedControl = ConversationControl | 'expired';

/** What the trigger did. */
export type ControlOutcome =
	| 'done'
	/** The trigger does not pause. */
	| 'off'
	/** The callback URL is that of a test run, which remembers nothing. */
	| 'test'
	/** No trigger of this package with this app secret is at the callback URL, or n8n cannot reach it. */
	| 'noTrigger';

/**
 * @param payload of a request whose signature is right
 * @returns undefined for Meta's payloads, and 'expired' for a request that is too old
 */
export function readControl(payload: Record<string, unknown>, now: number): ReceivedControl | undefined {
	const control = payload[PROPERTY];
	if (!isObject(control)) return undefined;
	const at = number(control.at) ?? 0;
	if (Math.abs(now - at) > MAX_AGE) return 'expired';
	return {
		phoneNumberId: text(control.phoneNumberId) ?? '',
		user: text(control.user) ?? '',
		until: number(control.until) ?? 0,
		at,
	};
}

/** The response of the trigger. */
export const controlResponse = (outcome: ControlOutcome): IDataObject => ({ [PROPERTY]: outcome });

const OUTCOMES: readonly unknown[] = ['done', 'off', 'test'] satisfies ControlOutcome[];

/** Sends a request to the trigger at a callback URL. Never throws. @param local as for probeCallback */
export async function sendControl(
	{ helpers }: { helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> } },
	{ callbackUrl, appSecret, local }: { callbackUrl: string; appSecret: string; local: boolean },
	control: ConversationControl,
): Promise<ControlOutcome> {
	const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', [PROPERTY]: control }));
	try {
		if (!isReachable(callbackUrl, local)) return 'noTrigger';
		const response = await helpers.httpRequest({
			method: 'POST',
			url: callbackUrl,
			body,
			headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, appSecret) },
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		});
		const read: unknown = typeof response === 'string' ? parseJson(response) : response;
		const outcome = isObject(read) ? read[PROPERTY] : undefined;
		return OUTCOMES.includes(outcome) ? (outcome as ControlOutcome) : 'noTrigger';
	} catch {
		return 'noTrigger';
	}
}
