import type { GraphResponse, RequestFailure } from './errors';

/** Result of one attempt of a request: the response, or why there is none that can be used. */
export type Attempt =
	| { response: GraphResponse }
	| {
			failure: RequestFailure;
			/** Whether other messages of the number were accepted meanwhile: the next attempt will be, too. */
			isContention?: boolean;
	  };

/**
 * Makes an attempt. `throttle`, `stopOnBlock` and `retry` each wrap such a function and return another one.
 * @throws the error for a cancelled execution
 */
export type Send = () => Promise<Attempt>;

/** How a wrapper notices that the execution was cancelled. */
export interface Cancellation {
	/** n8n's cancel signal; absent outside executions. */
	signal?: AbortSignal;
	/** The error to throw. */
	cancelled: () => Error;
}
