import { isLoopback, isPublicHost } from '../shared/publicHost';

/** Longest callback URL of an account or a number, in characters. WhatsApp docs: Webhooks > Overrides. */
export const OVERRIDE_LIMIT = 200;

/** Why Meta cannot call a URL, and what to do about it. */
export interface CallbackUrlProblem {
	message: string;
	advice: string;
}

const SET_WEBHOOK_URL =
	"Set n8n's environment variable WEBHOOK_URL to the public https URL of n8n, and restart n8n. On a computer at home or in an office, use a tunnel such as cloudflared or ngrok";

function parse(callbackUrl: string): URL | undefined {
	try {
		return new URL(callbackUrl);
	} catch {
		return undefined;
	}
}

/**
 * Checks whether Meta can call a URL. WhatsApp docs: Webhooks > Create a webhook endpoint (https, public), Overrides
 * (length).
 * @param callbackUrl the node's webhook URL from n8n
 * @param options.override it is for an account or a number
 * @param options.local the Graph API in use is a server on this machine, which can call this machine over http
 * @returns undefined when Meta can call it
 */
export function findCallbackUrlProblem(
	callbackUrl: string,
	options: { override: boolean; local: boolean },
): CallbackUrlProblem | undefined {
	const url = parse(callbackUrl);
	if (!url)
		return {
			message: `n8n provides '${callbackUrl}' as the URL of this trigger, which is not a valid URL`,
			advice: SET_WEBHOOK_URL,
		};
	if (options.override && callbackUrl.length > OVERRIDE_LIMIT) {
		return {
			message: `The URL of this trigger has ${callbackUrl.length} characters; Meta allows ${OVERRIDE_LIMIT} for one account or number`,
			advice: "Choose 'Entire App' under 'Listen On', or set a shorter WEBHOOK_URL",
		};
	}
	if (options.local && url.protocol === 'http:' && isLoopback(url.hostname)) return undefined;
	if (!isPublicHost(url.hostname)) {
		return {
			message: `Meta cannot reach this trigger: its URL '${url.origin}' is only reachable on this machine or network`,
			advice: SET_WEBHOOK_URL,
		};
	}
	if (url.protocol !== 'https:') {
		return {
			message: `Meta only calls https URLs, and the URL of this trigger starts with '${url.origin}'`,
			advice: SET_WEBHOOK_URL,
		};
	}
	return undefined;
}

/** The last two parts of the path, which n8n builds from the node's webhook ID and the webhook's own path. */
function nodePart(url: URL): string {
	return url.pathname.split('/').filter(Boolean).slice(-2).join('/');
}

/** Whether two URLs belong to the same n8n instance. */
export function isSameHost(one: string, other: string): boolean {
	const [a, b] = [parse(one), parse(other)];
	return a !== undefined && b !== undefined && a.origin === b.origin;
}

/** Whether two URLs belong to the same trigger on the same n8n instance: its production URL and its test URL. */
export function isSameTrigger(one: string, other: string): boolean {
	const [a, b] = [parse(one), parse(other)];
	return a !== undefined && b !== undefined && a.origin === b.origin && nodePart(a) === nodePart(b);
}

/** The part of a test URL before the node's own parts, which n8n derives from the production one by default. */
const TEST_BASE = /-test(\/[^/]+\/[^/]+\/?)$/;

/**
 * Returns the production URL of the trigger with this test URL.
 * @returns undefined when it is not a test URL, or when n8n's paths are configured so that it cannot be derived
 */
export function productionUrl(test: string): string | undefined {
	return TEST_BASE.test(test) ? test.replace(TEST_BASE, '$1') : undefined;
}
