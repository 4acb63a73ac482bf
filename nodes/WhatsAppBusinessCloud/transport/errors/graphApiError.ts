import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';
import { omitUndefined } from '../../shared/input/parameterValues';
import { cleanError } from './clean';
import { describeFailure } from './describe';
import type { ErrorDetails, Outcome, ParsedGraphError, RequestFailure } from './types';

/**
 * n8n sets the status of a run to 'canceled' when the message contains this exact spelling, regardless of its origin.
 */
const CANCEL_WORD = /canceled/g;

/** The outcome as later nodes read it: an ordinary rejection has none. */
const shownOutcome = ({ outcome }: RequestFailure): ErrorDetails['outcome'] =>
	outcome === 'rejected' ? undefined : outcome;

const responseOf = (failure: RequestFailure): ParsedGraphError | undefined =>
	'response' in failure ? failure.response : undefined;

/** The error's `context`. */
function contextOf(failure: RequestFailure, itemIndex: number | undefined): IDataObject {
	const { code, subcode, traceId, retry, recipient, raw, httpStatus } = responseOf(failure) ?? {};
	return omitUndefined({
		metaCode: code,
		metaSubcode: subcode,
		fbtraceId: traceId,
		retry,
		...recipient,
		httpStatus: failure.outcome === 'notSent' ? undefined : httpStatus,
		data: failure.outcome === 'notSent' ? undefined : raw,
		outcome: shownOutcome(failure),
		connectionCode: 'network' in failure ? failure.network.code : undefined,
		itemIndex,
	});
}

/**
 * n8n's error for a failed request. The message says what happened. The description has one line each for Meta's
 * details, in quotes, what to do, and the IDs that Meta's support asks for. `context`, for later nodes to branch on, holds
 * `metaCode`, `metaSubcode`, `fbtraceId`, `retry` ('backoff', 'later' or 'never'), `class`, `after` and `scope` (see
 * RecipientStatus), `httpStatus`, `data` (Meta's body without secrets), `outcome` ('unknown' or 'notSent'), `connectionCode` (e.g.
 * ECONNRESET) and `itemIndex`; `httpCode` is Meta's code, or the HTTP status if there is none: n8n's
 * panel shows it as "Error code". Code of this package reads the typed properties instead.
 */
export class GraphApiError extends NodeApiError {
	/** Private, so that n8n does not store it with the execution. */
	readonly #failure: RequestFailure;

	/**
	 * NodeApiError replaces messages in which it finds an errno ("preexisting" contains EEXIST), so its fields are set
	 * after construction. It gets no cause and no response object: n8n would look for messages in them and keep the
	 * request, including the token, in the execution data.
	 */
	constructor(node: INode, failure: RequestFailure, itemIndex?: number) {
		const texts = describeFailure(failure);
		super(
			node,
			{},
			{ message: 'WhatsApp', description: 'WhatsApp', httpCode: '0', level: 'warning', failure: texts.failure },
		);
		this.#failure = failure;
		// n8n recognizes its own errors by this name.
		this.name = 'NodeApiError';
		this.message = texts.cancelled ? texts.message : texts.message.replace(CANCEL_WORD, 'cancelled');
		const lines = texts.lines.filter((line) => line !== undefined && line !== '' && line !== this.message);
		this.description = [...new Set(lines)].join('\n') || undefined;
		const { code, httpStatus } = this.response ?? {};
		const shownCode = code ?? (failure.outcome === 'notSent' ? undefined : httpStatus);
		this.httpCode = shownCode === undefined ? null : String(shownCode);
		this.messages = texts.original ? [texts.original] : [];
		this.context = contextOf(failure, itemIndex);
		cleanError(this);
	}

	get outcome(): Outcome {
		return this.#failure.outcome;
	}

	/** The error in the response; undefined when there was no response. */
	get response(): ParsedGraphError | undefined {
		return responseOf(this.#failure);
	}

	/** HTTP status of the response to this request; undefined when it was not sent or there was no response. */
	get httpStatus(): number | undefined {
		return this.outcome === 'notSent' ? undefined : this.response?.httpStatus;
	}

	/** Whether neither this attempt nor an earlier one of the same request was carried out. */
	get isCertainlyUndone(): boolean {
		return this.outcome !== 'unknown' && !('afterUnknown' in this.#failure && this.#failure.afterUnknown);
	}

	/** What later nodes can branch on. */
	get details(): ErrorDetails {
		const { code, subcode, traceId, retry, recipient } = this.response ?? {};
		return omitUndefined({ code, subcode, traceId, retry, ...recipient, outcome: shownOutcome(this.#failure) });
	}
}

/** Whether a request failed in a way that leaves open if Meta carried it out. */
export const isOutcomeUnknown = (thrown: unknown): thrown is GraphApiError =>
	thrown instanceof GraphApiError && thrown.outcome === 'unknown';
