import type { INode, NodeApiError } from 'n8n-workflow';
import { errorContext, errorDetailLines, errorIds } from './api';
import { buildError } from './build';
import { redact } from '../../shared/redact';
import type { GraphErrorPayload } from './types';

export interface TransportErrorOptions {
	itemIndex?: number;
	/** Whether the request may have been carried out although there was no usable response. */
	outcomeUnknown: boolean;
	/** The timeout that was set, in ms. */
	timeoutMs?: number;
	/** Host of the request. */
	host: string;
	/** The response, if there was one that leaves the outcome open (a gateway's 5xx, a truncated body). */
	fault?: GraphErrorPayload;
}

/**
 * What n8n's request helper throws: an AxiosError, one of n8n's own errors, or an error with one of them as its cause.
 */
interface Thrown {
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	name?: unknown;
	message?: unknown;
	cause?: unknown;
	reason?: unknown;
	errors?: unknown;
}

interface Kind {
	/** Codes of Node.js, OpenSSL and axios. */
	code?: RegExp;
	/** Texts, for errors that carry no code. */
	text?: RegExp;
	message: (options: TransportErrorOptions) => string;
	advice: string;
	/** Temporary. */
	passing?: boolean;
	/** Always occurs before any part of the request was sent. */
	wasNeverSent?: boolean;
	/** The execution was cancelled; n8n looks for the word 'canceled' in the message. */
	cancelled?: boolean;
}

const NETWORK_ADVICE = "Check n8n's network, firewall and proxy settings, and the 'Base URL' in the credential.";

function seconds(ms: number): string {
	const value = Math.round(ms / 100) / 10;
	return `${value} ${value === 1 ? 'second' : 'seconds'}`;
}

/** The first match applies. */
const KINDS: Kind[] = [
	{
		code: /^(ERR_CANCELED|ABORT_ERR)$/,
		text: /^(canceled|This operation was aborted|The operation was aborted)$|AbortError|CanceledError/,
		message: ({ host }) => `The execution was canceled while '${host}' was being called`,
		advice: 'Run the workflow again to repeat the request.',
		cancelled: true,
	},
	{
		text: /Domain not allowed|isn't allowed by the credential/i,
		message: ({ host }) => `The address called is not among the hosts allowed for '${host}'`,
		advice: "Correct the 'Base URL' in the credential, or its allowed domains.",
		wasNeverSent: true,
	},
	{
		text: /SsrfBlocked|restricted IP address|restricted hostname/i,
		message: ({ host }) => `This n8n does not allow calls to '${host}'`,
		advice: "Correct the 'Base URL' in the credential, or ask the n8n administrator to allow the host.",
		wasNeverSent: true,
	},
	{
		code: /^ERR_FR_(TOO_MANY_REDIRECTS|REDIRECTION_FAILURE)$/,
		text: /redirect/i,
		message: ({ host }) => `'${host}' redirects to another address, which was not followed`,
		advice: "Correct the 'Base URL' in the credential; Meta's own is https://graph.facebook.com.",
	},
	{
		code: /CERT|SELF_SIGNED|^ERR_TLS_|^ERR_SSL_|^UNABLE_TO_|^EPROTO$|HOSTNAME_MISMATCH/,
		text: /certificate|before secure TLS connection/i,
		message: ({ host }) => `No secure connection to '${host}' could be made`,
		advice:
			"The certificate is not trusted or does not fit the host. Check the 'Base URL' in the credential; behind a company proxy, give n8n its certificate with NODE_EXTRA_CA_CERTS.",
		wasNeverSent: true,
	},
	{
		code: /^(ERR_INVALID_URL|ERR_INVALID_PROTOCOL|ERR_BAD_OPTION_VALUE|ERR_INVALID_CHAR|ERR_UNESCAPED_CHARACTERS)$/,
		text: /Invalid URL/i,
		message: () => 'The address of the request is not valid',
		advice: "Correct the 'Base URL' and the 'API Version' in the credential.",
		wasNeverSent: true,
	},
	{
		code: /^ECONNREFUSED$/,
		message: ({ host }) => `'${host}' refused the connection`,
		advice: NETWORK_ADVICE,
		wasNeverSent: true,
		passing: true,
	},
	{
		code: /^(ENOTFOUND|EAI_[A-Z]+|ENODATA|ESERVFAIL)$/,
		message: ({ host }) => `The host '${host}' was not found`,
		advice: "Correct the 'Base URL' in the credential, or check n8n's name server (DNS).",
		wasNeverSent: true,
	},
	{
		code: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
		message: ({ host }) => `No network path to '${host}'`,
		advice: NETWORK_ADVICE,
		passing: true,
	},
	{
		code: /TIMEDOUT|TIMEOUT|^ECONNABORTED$/,
		text: /timeout|timed out/i,
		message: ({ host, timeoutMs }) =>
			timeoutMs ? `No answer from '${host}' within ${seconds(timeoutMs)}` : `No answer from '${host}' in time`,
		advice: "Try again, or set a longer 'Timeout' in the options. metastatus.com shows outages.",
		passing: true,
	},
	{
		code: /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET|HPE_[A-Z_]+)$/,
		text: /socket hang up|aborted/i,
		message: ({ host }) => `The connection to '${host}' broke before its answer was complete`,
		advice: `Try again. ${NETWORK_ADVICE}`,
		passing: true,
	},
];

/** The error and the errors it wraps, outermost first. */
function chain(thrown: unknown): Thrown[] {
	const found: Thrown[] = [];
	let open: unknown[] = [thrown];
	for (let depth = 0; depth < 6 && open.length > 0; depth++) {
		const level = open.filter((entry): entry is Thrown => typeof entry === 'object' && entry !== null);
		found.push(...level.filter((entry) => !found.includes(entry)));
		open = level.flatMap(({ cause, reason, errors }) => [
			cause,
			reason,
			...(Array.isArray(errors) ? (errors as unknown[]).slice(0, 4) : []),
		]);
	}
	return found;
}

/**
 * The code that Node.js or axios set for a broken connection, however deep n8n wrapped it.
 * @returns e.g. ECONNRESET; undefined when there is none
 */
export function connectionCode(thrown: unknown): string | undefined {
	return chain(thrown)
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.find((code): code is string => typeof code === 'string' && /^[A-Z][A-Z_0-9]{2,60}$/.test(code));
}

function kindOf(thrown: unknown): Kind | undefined {
	const code = connectionCode(thrown);
	const texts = typeof thrown === 'string' ? [thrown] : chain(thrown).flatMap(({ name, message }) => [name, message]);
	const says = (pattern: RegExp | undefined) =>
		pattern !== undefined && texts.some((entry) => typeof entry === 'string' && pattern.test(entry));
	// A code is more reliable than a text, except for an interrupted TLS handshake: its code is that of any broken
	// connection.
	const byCode = says(/before secure TLS connection/)
		? undefined
		: KINDS.find((kind) => code !== undefined && kind.code?.test(code));
	return byCode ?? KINDS.find((kind) => says(kind.text));
}

/** Errors that n8n itself throws before it sends anything, e.g. for missing credentials. */
const OWN_OBJECTION = /^(NodeOperationError|UserError|CredentialNotFoundError)$/;

function objection(thrown: unknown): boolean {
	return connectionCode(thrown) === undefined && chain(thrown).some(({ name }) => OWN_OBJECTION.test(String(name)));
}

/**
 * Whether it is certain that no part of the request reached the server: the connection was never made, or n8n refused
 * to make it. Such a request is safe to retry, whatever it does.
 */
export function neverSent(thrown: unknown): boolean {
	const connecting = chain(thrown).some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
	return connecting || objection(thrown) || kindOf(thrown)?.wasNeverSent === true;
}

/** n8n's own message, for when nothing else is known. */
function ownWords(thrown: unknown): string | undefined {
	const message = typeof thrown === 'string' ? thrown : chain(thrown)[0]?.message;
	if (typeof message !== 'string') return undefined;
	return redact(message.slice(0, 20_000).replace(/\s+/g, ' '), 300).trim() || undefined;
}

const UNKNOWN = 'It is unknown whether WhatsApp accepted the message';

const UNKNOWN_OUTCOME = [
	'Nobody can tell whether WhatsApp accepted the message. It was not sent again, so that the recipient does not get it twice.',
	"To find out, wait for its status webhook: it carries the message's 'Callback Data' when that was set.",
	"To have such messages sent again, change the option 'On Unknown Outcome'.",
];

function unknownOutcome(kind: Kind | undefined): string {
	return kind?.cancelled ? `${UNKNOWN}: the execution was canceled` : UNKNOWN;
}

/** Whether the same request may succeed later, and is safe to send again. */
function isPassing(kind: Kind | undefined, { fault, outcomeUnknown }: TransportErrorOptions): boolean {
	return !outcomeUnknown && (fault !== undefined || kind?.passing === true);
}

/** What happened, as a sentence, with further details and what to do. */
interface Account {
	what: string;
	said: Array<string | undefined>;
	advice?: string;
}

function accountOf(error: unknown, kind: Kind | undefined, options: TransportErrorOptions): Account {
	const { fault, host } = options;
	if (fault) return { what: fault.message, said: errorDetailLines(fault) };
	if (kind) return { what: kind.message(options), said: [], advice: kind.advice };
	const own = ownWords(error);
	if (own !== undefined && objection(error)) return { what: own, said: [] };
	return { what: `The request to '${host}' did not go through`, said: [own], advice: NETWORK_ADVICE };
}

/**
 * Builds the n8n error for a request without a usable response: timeout, refused connection, unknown host, broken
 * connection, TLS, cancelled, redirect or host not allowed. With `outcomeUnknown`, it says so and explains how to find
 * out, and `context.outcome` is 'unknown'. `context.connectionCode` holds the Node.js code, e.g. ECONNRESET.
 * @param error any thrown value; may be undefined when `fault` is set
 */
export function transportError(node: INode, error: unknown, options: TransportErrorOptions): NodeApiError {
	const { fault, outcomeUnknown } = options;
	const kind = kindOf(error);
	const { what, said, advice } = accountOf(error, kind, options);
	const details = said.filter((line) => line !== what);
	const numbers = fault && errorIds(fault);
	return buildError(node, {
		message: outcomeUnknown ? unknownOutcome(kind) : what,
		lines: outcomeUnknown ? [`${what}.`, ...details, ...UNKNOWN_OUTCOME, numbers] : [...details, advice, numbers],
		httpStatus: fault?.httpStatus,
		itemIndex: options.itemIndex,
		context: {
			...(fault && errorContext(fault)),
			outcome: outcomeUnknown ? 'unknown' : undefined,
			connectionCode: connectionCode(error),
		},
		original: fault?.message ?? ownWords(error),
		cancelled: kind?.cancelled,
		failure: isPassing(kind, options) ? { cause: 'temporarily-unavailable' } : undefined,
	});
}
