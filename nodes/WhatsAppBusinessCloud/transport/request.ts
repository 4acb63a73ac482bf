import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { omitUndefined } from '../shared/input/parameterValues';
import { hideSecrets } from '../shared/redact';
import type { Send } from './attempt';
import { GraphApiError, parseGraphError, parseNetworkError } from './errors';
import type { GraphResponse, Outcome, ParsedGraphError } from './errors';
import { apiOrigin } from './hosts';
import { MessageThrottle, type SenderAndRecipient, type ThrottleOptions } from './rateLimit/messageThrottle';
import { stopOnBlock } from './rateLimit/stopOnBlock';
import { throttle } from './rateLimit/throttle';
import { CAPACITY_FIELDS, fetchCapacity } from './rateLimit/senderCapacity';
import { THROUGHPUT_FIELDS } from './rateLimit/throughput';
import { retry } from './retry';
import type { GraphSettings } from './graphSettings';
import type {
	GraphContext,
	GraphRequest,
	NumberForm,
	Permission,
	RequestPreview,
	SenderCapacity,
	UnknownOutcome,
	Usage,
} from './types';
import { readUsage } from './usage';

/** What all requests of one run share. */
export interface RunContext {
	context: GraphContext;
	settings: GraphSettings;
	/** Rate limit options of its messages. */
	throttling: ThrottleOptions;
	maxRetries: number;
	/** ms */
	timeout: number;
	onUnknownOutcome: UnknownOutcome;
	/** The permission that its requests need, if one is known. */
	permission?: Permission;
	/** n8n's cancel signal; absent outside executions. */
	signal?: AbortSignal;
	usage: Usage;
}

/** A response as n8n's request helper returns it with `returnFullResponse`. */
export type FullResponse = GraphResponse;

/**
 * Options for every call to Meta. No status makes n8n throw: its own error handling would send the request again after
 * a 401, drop Meta's details and discard the headers. The token never follows a redirect to another origin.
 */
export function commonOptions(run: RunContext): Partial<IHttpRequestOptions> {
	return {
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		sendCredentialsOnCrossOriginRedirect: false,
		allowedDomains: run.settings.allowedDomains,
		timeout: run.timeout,
	};
}

/** Sends one HTTP request through n8n's own helper, which handles credential, proxy, TLS and cancellation. */
export async function sendOnce(run: RunContext, options: IHttpRequestOptions): Promise<FullResponse> {
	const { context, settings } = run;
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		settings.credential,
		options,
		settings.authentication,
	)) as FullResponse;
}

function segment(part: string): string {
	const text = String(part);
	if (text === '' || text === '.' || text === '..') {
		throw new TypeError(`Empty or relative path segment: '${text}'`);
	}
	return encodeURIComponent(text);
}

/** The full URL of a call, without its query. */
export function graphUrl(
	run: RunContext,
	path: string[],
	{ host, version }: Pick<GraphRequest, 'host' | 'version'> = {},
): string {
	const { baseUrl, apiVersion } = run.settings;
	const start = host === 'api' ? [apiOrigin(baseUrl)] : [baseUrl, version ?? apiVersion];
	return [...start, ...path.map(segment)].join('/');
}

/** n8n 1.x recognizes a canceled run by this word, in this spelling, in the message. */
export function cancelled(node: INode, itemIndex?: number): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled before this request was sent', {
		itemIndex,
	});
}

/** The request that would be sent, for dry runs. */
export function preview(run: RunContext, request: GraphRequest): RequestPreview {
	const query = request.query && omitUndefined(request.query);
	return {
		method: request.method,
		url: graphUrl(run, request.path, request),
		...(query && { query: hideSecrets(query) }),
		...(request.body && { body: hideSecrets(request.body) }),
	};
}

/** Longest wait for the limits of a number before its first message, in ms: they are useful, but not required. */
const READ_NUMBER_TIMEOUT = 5000;

/** Reads fields of a number that state its limits. @throws when they cannot be read */
async function readNumber(run: RunContext, number: string, fields: string): Promise<IDataObject> {
	const response = await sendOnce(run, {
		...commonOptions(run),
		method: 'GET',
		url: graphUrl(run, [number]),
		qs: { fields },
		headers: { accept: 'application/json' },
		timeout: Math.min(run.timeout, READ_NUMBER_TIMEOUT),
		disableFollowRedirect: true,
	});
	const error = parseGraphError(response);
	if (error !== undefined) throw new TypeError(error.message);
	return response.body as IDataObject;
}

/** A request that is retried where that is useful and safe. */
interface RetriedTask {
	idempotent: boolean;
	/** Set for messages, which count against rate limits. */
	to?: SenderAndRecipient & { isPooled?: boolean };
	itemIndex?: number;
	/** ms */
	timeout: number;
	isResult?: GraphRequest['isResult'];
	otherForm?: NumberForm;
	/** Overrides that of the run. */
	permission?: Permission;
}

/** Whether the caller accepts the response body as its result, regardless of the status. */
function isResult({ body }: FullResponse, accepts: GraphRequest['isResult']): boolean {
	return accepts !== undefined && typeof body === 'object' && body !== null && accepts(body as IDataObject);
}

/**
 * Whether a request with an error response may have been carried out: after a gateway's bare 5xx, or a success status
 * with a body that is not Meta's.
 */
function outcomeOf({ fromMeta, httpStatus = 0 }: ParsedGraphError, idempotent: boolean): Exclude<Outcome, 'notSent'> {
	if (idempotent || fromMeta) return 'rejected';
	return httpStatus >= 500 || (httpStatus >= 200 && httpStatus < 300) ? 'unknown' : 'rejected';
}

/** Makes an attempt and parses the result, once: the response, Meta's error, or the network error. */
function parseAttempt(run: RunContext, task: RetriedTask, attemptOnce: () => Promise<FullResponse>): Send {
	const { idempotent, otherForm, permission = run.permission } = task;
	const isMessage = task.to !== undefined;
	return async () => {
		let response: FullResponse;
		try {
			response = await attemptOnce();
		} catch (thrown) {
			const network = parseNetworkError(thrown);
			const outcome = idempotent || network.wasNeverSent ? 'rejected' : 'unknown';
			const { host } = new URL(run.settings.baseUrl);
			return { failure: { outcome, network, host, timeoutMs: task.timeout, isMessage } };
		}
		run.usage = { ...run.usage, ...readUsage(response.headers) };
		const error = isResult(response, task.isResult) ? undefined : parseGraphError(response, run.usage);
		if (error === undefined) return { response };
		return { failure: { outcome: outcomeOf(error, idempotent), response: error, otherForm, permission, isMessage } };
	};
}

/**
 * Sends a request, within the rate limits, and retries it when that is useful and safe.
 * @param attemptOnce sends the request; called again for every attempt, since a stream can be sent only once
 * @returns the response of the attempt that succeeded
 * @throws GraphApiError with Meta's details and advice; NodeOperationError when the execution was cancelled
 */
export async function withRetries(
	run: RunContext,
	task: RetriedTask,
	attemptOnce: () => Promise<FullResponse>,
): Promise<FullResponse> {
	const { throttling, signal, maxRetries } = run;
	const { to, itemIndex } = task;
	const node = run.context.getNode();
	const cancellation = { signal, cancelled: () => cancelled(node, itemIndex) };
	const policy = { maxRetries, mayRetry: task.idempotent || run.onUnknownOutcome === 'sendAgain' };
	const send = parseAttempt(run, task, attemptOnce);

	let sendReliably: Send;
	if (to === undefined) sendReliably = retry(send, { ...policy, ...cancellation });
	else {
		const limits = new MessageThrottle(throttling, run.settings.baseUrl, to, () =>
			readNumber(run, to.sender, THROUGHPUT_FIELDS),
		);
		const throttled = throttle(stopOnBlock(send, throttling.blocks, to), limits, run, cancellation);
		const onRetry = limits.retriedAfter.bind(limits);
		sendReliably = retry(throttled, { ...policy, ...cancellation, onRetry });
	}
	const attempt = await sendReliably();
	if ('response' in attempt) return attempt.response;
	throw new GraphApiError(node, attempt.failure, itemIndex);
}

/**
 * Sends one JSON request to the Graph API.
 * @returns Meta's response, a JSON object
 * @throws NodeApiError (rejected by Meta, or network error); NodeOperationError (cancelled)
 */
export async function graphRequest(run: RunContext, request: GraphRequest, itemIndex?: number): Promise<IDataObject> {
	const url = graphUrl(run, request.path, request);
	const timeout = request.timeout ?? run.timeout;
	const { idempotent = request.method !== 'POST', sender, recipient, isPooled, otherForm, permission } = request;
	const to = sender === undefined ? undefined : { sender, recipient, isPooled };
	const response = await withRetries(
		run,
		{ idempotent, to, itemIndex, timeout, isResult: request.isResult, otherForm, permission },
		async () =>
			await sendOnce(run, {
				...commonOptions(run),
				method: request.method,
				url,
				qs: request.query && omitUndefined(request.query),
				body: request.body,
				headers: { accept: 'application/json' },
				timeout,
				disableFollowRedirect: true,
			}),
	);
	return response.body as IDataObject;
}

/** What a number of a pool may send, as Meta says. @param number phone number ID @throws NodeApiError */
export const readCapacity = async (run: RunContext, number: string): Promise<SenderCapacity> =>
	await fetchCapacity(
		`${run.settings.baseUrl} ${number}`,
		run.settings.fingerprint,
		async () => await graphRequest(run, { method: 'GET', path: [number], query: { fields: CAPACITY_FIELDS } }),
	);
