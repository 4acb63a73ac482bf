import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { docsLink } from '../../../../nodes/WhatsAppBusinessCloud/shared/docs';
import {
	GraphApiError,
	isOutcomeUnknown,
	parseGraphError,
	parseNetworkError,
	type Outcome,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';

const node: INode = { id: '1', name: 'WhatsApp', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
const host = 'graph.facebook.com';
const NETWORK = "Check n8n's network, firewall and proxy settings, and the 'Base URL' in the credential.";

/** The link below the advice for an unknown outcome. */
const GUARANTEES = docsLink('reliability.md#what-is-guaranteed', 'What is guaranteed');

/** As OpenSSL words an error. */
const opensslText = (reason: string) =>
	`807C2A74AF7F0000:error:0A00010B:SSL routines:ssl3_read_bytes:${reason}:../deps/openssl/ssl/record/rec.c:1601:`;
const coded = (code: string, message = `connect ${code} 1.2.3.4:443`) => Object.assign(new Error(message), { code });
/** An error as n8n's request helper wraps it. */
const wrapped = (code: string, message?: string) => new NodeApiError(node, coded(code, message) as never);

const errorFor = (
	thrown: unknown,
	request: { outcome?: Exclude<Outcome, 'notSent'>; timeoutMs?: number; itemIndex?: number } = {},
): GraphApiError => {
	const { outcome = 'rejected', timeoutMs, itemIndex } = request;
	return new GraphApiError(node, { outcome, network: parseNetworkError(thrown), host, timeoutMs }, itemIndex);
};

describe('errors without a response', () => {
	it.each<[unknown, string, string]>([
		[wrapped('ECONNREFUSED'), "'graph.facebook.com' refused the connection", NETWORK],
		[
			wrapped('ENOTFOUND', 'getaddrinfo ENOTFOUND x'),
			"The host 'graph.facebook.com' was not found",
			"Correct the 'Base URL' in the credential, or check n8n's name server (DNS).",
		],
		[
			coded('EAI_AGAIN'),
			"The host 'graph.facebook.com' was not found",
			"Correct the 'Base URL' in the credential, or check n8n's name server (DNS).",
		],
		[wrapped('ENETUNREACH'), "No network path to 'graph.facebook.com'", NETWORK],
		[
			wrapped('ECONNABORTED', 'timeout of 1500ms exceeded'),
			"No response from 'graph.facebook.com' within 1.5 seconds",
			"Try again, or set a longer 'Timeout' in the options. metastatus.com shows outages.",
		],
		[
			new Error('timeout of 10ms exceeded'),
			"No response from 'graph.facebook.com' within 1.5 seconds",
			"Try again, or set a longer 'Timeout' in the options. metastatus.com shows outages.",
		],
		[
			wrapped('ECONNRESET', 'socket hang up'),
			"The connection to 'graph.facebook.com' broke before the response was complete",
			`Try again. ${NETWORK}`,
		],
		[
			new Error('socket hang up'),
			"The connection to 'graph.facebook.com' broke before the response was complete",
			`Try again. ${NETWORK}`,
		],
		[
			wrapped('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
			"No secure connection to 'graph.facebook.com' could be made",
			"The certificate is not trusted or does not fit the host. Check the 'Base URL' in the credential; behind a company proxy, give n8n its certificate with NODE_EXTRA_CA_CERTS.",
		],
		[
			coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
			"No secure connection to 'graph.facebook.com' could be made",
			"The certificate is not trusted or does not fit the host. Check the 'Base URL' in the credential; behind a company proxy, give n8n its certificate with NODE_EXTRA_CA_CERTS.",
		],
		[
			coded('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', opensslText('decryption failed or bad record mac')),
			"The secure connection to 'graph.facebook.com' broke: the encryption failed (TLS)",
			'Try again. If it happens more often, check the proxy, firewall or virus scanner between n8n and Meta, which may change the connection.',
		],
		[
			coded('EPROTO', `write EPROTO ${opensslText('wrong version number')}`),
			"No secure connection to 'graph.facebook.com' could be made",
			"The other side uses no TLS, or none that n8n can use. Check the 'Base URL' in the credential, and any proxy between n8n and Meta.",
		],
		[
			new Error(
				'Domain not allowed: This credential is restricted from accessing evil.test. Only the following domains are allowed: x',
			),
			"The URL called is not on one of the hosts allowed for 'graph.facebook.com'",
			"Correct the 'Base URL' in the credential, or its allowed domains.",
		],
		[
			Object.assign(new Error('The request was blocked because it resolves to a restricted IP address'), {
				name: 'SsrfBlockedIpError',
			}),
			"This n8n does not allow calls to 'graph.facebook.com'",
			"Correct the 'Base URL' in the credential, or ask the n8n administrator to allow the host.",
		],
		[
			coded('ERR_FR_TOO_MANY_REDIRECTS', 'Maximum number of redirects exceeded'),
			"'graph.facebook.com' redirects to another URL, which was not followed",
			"Correct the 'Base URL' in the credential; Meta's own is https://graph.facebook.com.",
		],
		[
			coded('ERR_INVALID_URL', 'Invalid URL'),
			'The URL of the request is not valid',
			"Correct the 'Base URL' and the 'API Version' in the credential.",
		],
		[
			new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')], 'all'),
			"'graph.facebook.com' refused the connection",
			NETWORK,
		],
	])('reports with advice: %s', (error, message, advice) => {
		const built = errorFor(error, { timeoutMs: 1_500, itemIndex: 2 });
		expect([built.message, built.description, built.httpCode]).toEqual([message, advice, null]);
		expect(built.context).toEqual({
			itemIndex: 2,
			...(parseNetworkError(error).code && { connectionCode: parseNetworkError(error).code }),
		});
	});

	it('reports a cancelled run with the word that n8n looks for', () => {
		const error = Object.assign(new Error('canceled'), { name: 'CanceledError', code: 'ERR_CANCELED' });
		expect(errorFor(error).message).toBe("The execution was canceled while 'graph.facebook.com' was being called");
		expect(errorFor(error, { outcome: 'unknown' }).message).toBe(
			'The message may or may not have been sent: the execution was canceled',
		);
	});

	it('reports that the outcome is unknown, and how to find out', () => {
		const error = errorFor(wrapped('ECONNABORTED', 'timeout'), {
			outcome: 'unknown',
			timeoutMs: 30_000,
			itemIndex: 4,
		});
		expect(error.message).toBe('The message may or may not have been sent');
		expect(error.description?.split('\n')).toEqual([
			"No response from 'graph.facebook.com' within 30 seconds.",
			'It was not sent again, so that the recipient does not receive it twice.',
			"To find out, wait for its status webhook. It contains the message's 'Callback Data', if set.",
			"To have such messages sent again, change the option 'On Unknown Outcome'.",
			GUARANTEES,
		]);
		expect(error.context).toEqual({ itemIndex: 4, outcome: 'unknown', connectionCode: 'ECONNABORTED' });
		expect(error.failure).toBeUndefined();
		expect([error.outcome, error.response, isOutcomeUnknown(error)]).toEqual(['unknown', undefined, true]);
	});

	it('reports an unknown outcome for a response that does not reveal it', () => {
		const response = parseGraphError({ statusCode: 502, headers: {}, body: '<html><title>Bad Gateway</title>' })!;
		const error = new GraphApiError(node, { outcome: 'unknown', response });
		expect(error.description?.split('\n')).toEqual([
			'The response was a web page instead of JSON.',
			'Title of the page: Bad Gateway.',
			'It was not sent again, so that the recipient does not receive it twice.',
			"To find out, wait for its status webhook. It contains the message's 'Callback Data', if set.",
			"To have such messages sent again, change the option 'On Unknown Outcome'.",
			'(HTTP 502)',
			GUARANTEES,
		]);
		expect(error.httpCode).toBe('502');
		expect(error.context).toEqual({ outcome: 'unknown', httpStatus: 502, data: '<html><title>Bad Gateway</title>' });
	});

	it("passes on unknown errors, without the secrets in n8n's message", () => {
		const error = errorFor(new Error('odd https://x.test/?access_token=abc'));
		expect(error.message).toBe("The request to 'graph.facebook.com' failed");
		expect(error.description).toBe(`odd https://x.test/?access_token=[removed]\n${NETWORK}`);
		expect(JSON.stringify({ ...error })).not.toContain('abc');
	});

	it.each([undefined, null, 5, '', 'text', {}, [], { cause: 3 }, { code: 5 }])(
		'handles %j in place of an Error',
		(thrown) => {
			expect(errorFor(thrown).message).toBe("The request to 'graph.facebook.com' failed");
		},
	);

	it('handles an error that is its own cause', () => {
		const error = new Error('loop');
		error.cause = error;
		expect(parseNetworkError(error).code).toBeUndefined();
	});

	it.each([
		['ECONNREFUSED', { cause: 'temporarily-unavailable' }],
		['ECONNABORTED', { cause: 'temporarily-unavailable' }],
		['ENOTFOUND', undefined],
	])('provides n8n with the cause: %s', (code, failure) => {
		expect(errorFor(coded(code)).failure).toEqual(failure);
	});

	it("keeps n8n's own errors", () => {
		const error = new NodeOperationError(node, 'No credentials are set');
		expect(errorFor(error)).toMatchObject({
			message: 'No credentials are set',
			description: undefined,
		});
	});
});

describe('wasNeverSent', () => {
	const at = (syscall: string, code: string) => Object.assign(coded(code), { syscall });

	it.each<[string, unknown, boolean]>([
		['connection refused', wrapped('ECONNREFUSED'), true],
		['unknown host', wrapped('ENOTFOUND'), true],
		['untrusted certificate', wrapped('CERT_HAS_EXPIRED'), true],
		['no network path when connecting', at('connect', 'EHOSTUNREACH'), true],
		['no network path after connecting', at('read', 'EHOSTUNREACH'), false],
		['timeout when connecting', new NodeApiError(node, at('connect', 'ETIMEDOUT') as never), true],
		['timeout after connecting', wrapped('ETIMEDOUT'), false],
		['timeout of the request', wrapped('ECONNABORTED'), false],
		['connection reset', wrapped('ECONNRESET'), false],
		[
			'connection reset in the TLS handshake',
			coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
			true,
		],
		['certificate of another host', coded('ERR_TLS_CERT_ALTNAME_INVALID'), true],
		['unknown issuer', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), true],
		['untrusted certificate without a code', new Error('self-signed certificate in certificate chain'), true],
		// As Node.js 20 reports them for a POST, before and after the handshake.
		['a server without TLS', coded('EPROTO', `write EPROTO ${opensslText('wrong version number')}`), true],
		['no common cipher', coded('EPROTO', `write EPROTO ${opensslText('sslv3 alert handshake failure')}`), true],
		['no common version', coded('EPROTO', `write EPROTO ${opensslText('tlsv1 alert protocol version')}`), true],
		['no common version, by code', coded('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), true],
		['a damaged response', wrapped('ERR_SSL_WRONG_VERSION_NUMBER', opensslText('wrong version number')), false],
		['a damaged record', coded('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), false],
		['a damaged record while writing', coded('EPROTO', `write EPROTO ${opensslText('bad record mac')}`), false],
		['another error of EPROTO', coded('EPROTO', 'read EPROTO'), false],
		[
			"the server's alert after the handshake of TLS 1.3",
			coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', opensslText('tlsv13 alert certificate required')),
			false,
		],
		['the same without a code', new Error(opensslText('tlsv13 alert certificate required')), false],
		['host not allowed', new Error('Domain not allowed: x'), true],
		['an error of n8n before the request', new NodeOperationError(node, 'No credentials are set'), true],
		['cancelled request', wrapped('ERR_CANCELED'), false],
		['another error', new Error('odd'), false],
		['undefined', undefined, false],
	])('detects whether a request was never sent: %s', (_, error, expected) => {
		expect(parseNetworkError(error).wasNeverSent).toBe(expected);
	});
});
