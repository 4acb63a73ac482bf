import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { GraphApiError, parseGraphError, parseNetworkError, type GraphAnswer, type RequestFailure } from './errors';
import { apiOrigin } from './hosts';
import { MessageThrottle, type SenderAndRecipient, type ThrottleOptions } from './rateLimit/messageThrottle';
import { THROUGHPUT_FIELDS } from './rateLimit/throughput';
import { outcomeOf, blocksSender, RetryState, retryDelayForResponse, retryDelayForNetworkError } from './retry';
import type { GraphSettings } from './settings';
import type { GraphContext, GraphRequest, NumberForm, Repeat, RequestPreview, UnknownOutcome, Usage } from './types';
import { readUsage } from './usage';
import { wait } from '../shared/concurrency/abortableSleep';
import { hideSecrets } from '../shared/redact';

/** What all requests of one run share. */
export interface RunContext {
	context: GraphContext;
	settings: GraphSettings;
	/** Rate limit options of its messages. */
	pacing: ThrottleOptions;
	maxRetries: number;
	/** ms */
	timeout: number;
	onUnknownOutcome: UnknownOutcome;
	/** n8n's cancel signal; absent outside executions. */
	signal?: AbortSignal;
	usage: Usage;
}

/** A response as n8n's request helper returns it with `returnFullResponse`. */
export type FullResponse = GraphAnswer;

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
export function graphUrl(run: RunContext, path: string[], host?: GraphRequest['host']): string {
	const { baseUrl, apiVersion } = run.settings;
	const start = host === 'api' ? [apiOrigin(baseUrl)] : [baseUrl, apiVersion];
	return [...start, ...path.map(segment)].join('/');
}

function definedOnly(query: GraphRequest['query']): IDataObject | undefined {
	if (!query) return undefined;
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as IDataObject;
}

/** n8n 1.x recognizes a canceled run by this word, in this spelling, in the message. */
export function cancelled(node: INode, itemIndex?: number): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled before this request went out', {
		itemIndex,
	});
}

/** The request that would be sent, for dry runs. */
export function preview(run: RunContext, request: GraphRequest): RequestPreview {
	const query = definedOnly(request.query);
	return {
		method: request.method,
		url: graphUrl(run, request.path, request.host),
		...(query && { query: hideSecrets(query) }),
		...(request.body && { body: hideSecrets(request.body) }),
	};
}

/** Whether the caller accepts the response body as its result, regardless of the status. */
function isResult({ body }: FullResponse, judge: GraphRequest['isResult']): boolean {
	return judge !== undefined && typeof body === 'object' && body !== null && judge(body as IDataObject);
}

/** Longest wait for the limit of a number before its first message, in ms: the limit is useful, but not required. */
const READ_NUMBER_TIMEOUT = 5000;

/** Reads the fields of a number that state its limit. @throws when they cannot be read */
async function readNumber(run: RunContext, number: string): Promise<IDataObject> {
	const answer = await sendOnce(run, {
		...commonOptions(run),
		method: 'GET',
		url: graphUrl(run, [number]),
		qs: { fields: THROUGHPUT_FIELDS },
		headers: { accept: 'application/json' },
		timeout: Math.min(run.timeout, READ_NUMBER_TIMEOUT),
		disableFollowRedirect: true,
	});
	const error = parseGraphError(answer);
	if (error !== undefined) throw new TypeError(error.message);
	return answer.body as IDataObject;
}

function pacerOf(run: RunContext, to: SenderAndRecipient | undefined): MessageThrottle | undefined {
	if (to === undefined) return undefined;
	return new MessageThrottle(run.pacing, run.settings.baseUrl, to, async () => await readNumber(run, to.sender));
}

/** A task that is retried until it succeeds. */
interface RetriedTask {
	repeat: Repeat;
	to?: SenderAndRecipient;
	itemIndex?: number;
	timeout: number;
	isResult?: GraphRequest['isResult'];
	otherForm?: NumberForm;
}

/** Result of an attempt: a response to return, or a failure with the wait before the next attempt, if there is one. */
type Attempt = { answer: FullResponse } | { failure: RequestFailure; pause?: number };

/** The attempts of one task. */
class RetriedRequest {
	private readonly node: INode;
	private readonly pacer?: MessageThrottle;
	private readonly host: string;
	private readonly repeat: Repeat;
	private readonly tries = new RetryState();

	constructor(
		private readonly run: RunContext,
		private readonly task: RetriedTask,
	) {
		this.node = run.context.getNode();
		this.pacer = pacerOf(run, task.to);
		this.host = new URL(run.settings.baseUrl).host;
		this.repeat = run.onUnknownOutcome === 'sendAgain' ? 'safe' : task.repeat;
	}

	/** Waits until the request may be sent. @throws NodeOperationError when it may no longer be sent */
	async waitForTurn(): Promise<void> {
		const { pacer, node, run, task } = this;
		const free = pacer?.senderBlock !== undefined || (await pacer?.leave()) !== false;
		if (!free || run.signal?.aborted) throw cancelled(node, task.itemIndex);
		if (pacer?.senderBlock !== undefined) {
			throw new GraphApiError(node, { outcome: 'notSent', response: pacer.senderBlock }, task.itemIndex);
		}
	}

	/** Sends the request once and evaluates the result. */
	async attempt(attemptOnce: () => Promise<FullResponse>): Promise<Attempt> {
		try {
			return this.judge(await attemptOnce());
		} catch (error) {
			return this.broken(error);
		}
	}

	private judge(answer: FullResponse): Attempt {
		const { run, task, pacer, tries, repeat } = this;
		run.usage = { ...run.usage, ...readUsage(answer.headers) };
		const { maxRetries, usage } = run;
		const response = isResult(answer, task.isResult) ? undefined : parseGraphError(answer, usage);
		if (response === undefined) {
			pacer?.accepted(usage);
			return { answer };
		}
		const pause = retryDelayForResponse(response, {
			tries,
			maxRetries,
			repeat,
			othersGotThrough: pacer?.othersGotThrough,
		});
		const outcome = outcomeOf(response, task.repeat);
		if (outcome === 'rejected') pacer?.refused(response, pause, usage);
		if (pause === undefined && blocksSender(response)) pacer?.blockSender(response);
		return { failure: { outcome, response, otherForm: task.otherForm }, pause };
	}

	private broken(thrown: unknown): Attempt {
		const { run, task, tries, repeat, host } = this;
		const network = parseNetworkError(thrown);
		const pause = retryDelayForNetworkError(network, { tries, maxRetries: run.maxRetries, repeat });
		const outcome = task.repeat === 'unsafe' && !network.wasNeverSent ? 'unknown' : 'rejected';
		return { failure: { outcome, network, host, timeoutMs: task.timeout }, pause };
	}
}

/**
 * Sends a request, and retries it when Meta's response allows it.
 * @param attemptOnce sends the request; called again for every attempt, since a stream can be sent only once
 * @returns the response of the attempt that succeeded
 * @throws NodeApiError with Meta's details and advice; NodeOperationError when the execution was cancelled
 */
export async function withRetries(
	run: RunContext,
	task: RetriedTask,
	attemptOnce: () => Promise<FullResponse>,
): Promise<FullResponse> {
	const request = new RetriedRequest(run, task);
	for (;;) {
		await request.waitForTurn();
		const attempt = await request.attempt(attemptOnce);
		if ('answer' in attempt) return attempt.answer;
		if (attempt.pause === undefined) throw new GraphApiError(run.context.getNode(), attempt.failure, task.itemIndex);
		if (!(await wait(attempt.pause, run.signal))) throw cancelled(run.context.getNode(), task.itemIndex);
	}
}

/**
 * Sends one JSON request to the Graph API.
 * @returns Meta's response, a JSON object
 * @throws NodeApiError (rejected by Meta, or network error); NodeOperationError (cancelled)
 */
export async function graphRequest(run: RunContext, request: GraphRequest, itemIndex?: number): Promise<IDataObject> {
	const url = graphUrl(run, request.path, request.host);
	const timeout = request.timeout ?? run.timeout;
	const repeat = request.repeat ?? (request.method === 'POST' ? 'unsafe' : 'safe');
	const { sender, recipient, otherForm, isResult: judge } = request;
	const to = sender === undefined ? undefined : { sender, recipient };
	const answer = await withRetries(
		run,
		{ repeat, to, itemIndex, timeout, isResult: judge, otherForm },
		async () =>
			await sendOnce(run, {
				...commonOptions(run),
				method: request.method,
				url,
				qs: definedOnly(request.query),
				body: request.body,
				headers: { accept: 'application/json' },
				timeout,
				disableFollowRedirect: true,
			}),
	);
	return answer.body as IDataObject;
}
