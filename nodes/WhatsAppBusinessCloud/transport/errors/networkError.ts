import { redact } from '../../shared/redact';
import type { NetworkError, NetworkErrorKind } from './types';

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

export const NETWORK_ADVICE = "Check n8n's network, firewall and proxy settings, and the 'Base URL' in the credential.";

function seconds(ms: number): string {
	const value = Math.round(ms / 100) / 10;
	return `${value} ${value === 1 ? 'second' : 'seconds'}`;
}

/** The server's certificate does not verify: Node.js then closes the connection before it writes the request. */
export const CERTIFICATE =
	/^(CERT_|CRL_|ERROR_IN_C|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_(CA|PURPOSE)$|ERR_TLS_CERT_ALTNAME_|ERR_SSL_CERTIFICATE_VERIFY_FAILED$)/;

/** An interrupted TLS handshake has the code of any broken connection: only its text identifies it. */
const INTERRUPTED_HANDSHAKE = /before secure TLS connection/;

/**
 * The two sides agree on no TLS, while the request waits for the end of the handshake: that makes it `write EPROTO`.
 * After the handshake, "wrong version number" is a damaged response, with the code ERR_SSL_WRONG_VERSION_NUMBER.
 */
const FAILED_HANDSHAKE =
	/\bEPROTO\b.*(wrong version number|unsupported protocol|alert handshake failure|alert protocol version)/;

/** The first match applies. */
const KINDS: NetworkErrorKind[] = [
	{
		code: /^(ERR_CANCELED|ABORT_ERR)$/,
		text: /^(canceled|This operation was aborted|The operation was aborted)$|AbortError|CanceledError/,
		message: ({ host }) => `The execution was canceled while '${host}' was being called`,
		advice: 'Run the workflow again to send the request again.',
		cancelled: true,
	},
	{
		text: /Domain not allowed|isn't allowed by the credential/i,
		message: ({ host }) => `The URL called is not on one of the hosts allowed for '${host}'`,
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
		message: ({ host }) => `'${host}' redirects to another URL, which was not followed`,
		advice: "Correct the 'Base URL' in the credential; Meta's own is https://graph.facebook.com.",
	},
	{
		code: CERTIFICATE,
		text: new RegExp(`^(?!.*SSL (routines|alert)).*certificate|${INTERRUPTED_HANDSHAKE.source}`, 'is'),
		message: ({ host }) => `No secure connection to '${host}' could be made`,
		advice:
			"The certificate is not trusted or does not fit the host. Check the 'Base URL' in the credential; behind a company proxy, give n8n its certificate with NODE_EXTRA_CA_CERTS.",
		wasNeverSent: true,
	},
	{
		code: /^ERR_SSL_(UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION)$/,
		text: FAILED_HANDSHAKE,
		message: ({ host }) => `No secure connection to '${host}' could be made`,
		advice:
			"The other side uses no TLS, or none that n8n can use. Check the 'Base URL' in the credential, and any proxy between n8n and Meta.",
		wasNeverSent: true,
	},
	{
		// Also after the request: a damaged response, or an alert, which TLS 1.3 can send after the handshake.
		code: /^(ERR_SSL_|ERR_TLS_|EPROTO$)/,
		text: /\b(SSL|Provider) routines\b|\bSSL alert\b/,
		message: ({ host }) => `The secure connection to '${host}' broke: the encryption failed (TLS)`,
		advice:
			'Try again. If it happens more often, check the proxy, firewall or virus scanner between n8n and Meta, which may change the connection.',
		passing: true,
	},
	{
		code: /^(ERR_INVALID_URL|ERR_INVALID_PROTOCOL|ERR_BAD_OPTION_VALUE|ERR_INVALID_CHAR|ERR_UNESCAPED_CHARACTERS)$/,
		text: /Invalid URL/i,
		message: () => 'The URL of the request is not valid',
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
			timeoutMs ? `No response from '${host}' within ${seconds(timeoutMs)}` : `No response from '${host}' in time`,
		advice: "Try again, or set a longer 'Timeout' in the options. metastatus.com shows outages.",
		passing: true,
	},
	{
		code: /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET|HPE_[A-Z_]+)$/,
		text: /socket hang up|aborted/i,
		message: ({ host }) => `The connection to '${host}' broke before the response was complete`,
		advice: `Try again. ${NETWORK_ADVICE}`,
		passing: true,
	},
];

/** The error and the errors it wraps, outermost first. */
function flattenCauses(thrown: unknown): Thrown[] {
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

const CODE = /^[A-Z][A-Z_0-9]{2,60}$/;

function codeIn(errors: Thrown[]): string | undefined {
	return errors
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.find((code): code is string => typeof code === 'string' && CODE.test(code));
}

function classifyNetworkError(texts: unknown[], code: string | undefined): NetworkErrorKind | undefined {
	const says = (pattern: RegExp | undefined) =>
		pattern !== undefined && texts.some((entry) => typeof entry === 'string' && pattern.test(entry));
	const isHandshake = says(INTERRUPTED_HANDSHAKE) || says(FAILED_HANDSHAKE);
	// Otherwise, a code is more reliable than a text.
	const byCode = code === undefined || isHandshake ? undefined : KINDS.find((kind) => kind.code?.test(code));
	return byCode ?? KINDS.find((kind) => says(kind.text));
}

/** Errors that n8n itself throws before it sends anything, e.g. for missing credentials. */
const ERRORS_OF_N8N = /^(NodeOperationError|UserError|CredentialNotFoundError)$/;

/** n8n's own message, for when nothing else is known. */
function messageOf(thrown: unknown): string | undefined {
	const message = typeof thrown === 'string' ? thrown : flattenCauses(thrown)[0]?.message;
	if (typeof message !== 'string') return undefined;
	return redact(message.slice(0, 20_000).replace(/\s+/g, ' '), 300).trim() || undefined;
}

/**
 * Parses what n8n's request helper threw in place of a response. Never throws.
 * @param thrown any value
 */
export function parseNetworkError(thrown: unknown): NetworkError {
	const errors = flattenCauses(thrown);
	const code = codeIn(errors);
	const texts = typeof thrown === 'string' ? [thrown] : errors.flatMap(({ name, message }) => [name, message]);
	const kind = classifyNetworkError(texts, code);
	const wasConnecting = errors.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
	const fromN8n = code === undefined && errors.some(({ name }) => ERRORS_OF_N8N.test(String(name)));
	return {
		code,
		kind,
		wasNeverSent: wasConnecting || fromN8n || kind?.wasNeverSent === true,
		fromN8n,
		message: messageOf(thrown),
	};
}
