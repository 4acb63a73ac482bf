import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { logOf } from '../shared/log';
import { LruMap } from '../shared/lruMap';

/** Minimum interval between two log lines about one node, in ms. */
export const LOG_INTERVAL = 60_000;

/** Maximum number of nodes with counters in a process. */
const MAX_NODES = 1000;

/** Maximum number of reasons counted separately: some contain a number or a name from the request. */
const MAX_REASONS = 10;

/** Why a request is rejected. */
export interface Rejection {
	/** HTTP status of the response. */
	status: number;
	/** For the log: without secrets and personal data, and nothing from the request. */
	reason: string;
}

interface Counts {
	/** Time of the last log line, ms since the epoch. */
	loggedAt: number;
	/** By reason. */
	rejected: Map<string, number>;
}

/**
 * Logs rejected requests, at most once a minute per node: the first rejection immediately, those of the following
 * minute as counts. The next request to the node after that minute logs them, whether or not it is accepted.
 */
export class RejectionLog {
	private readonly nodes = new LruMap<string, Counts>(MAX_NODES);

	/** @param target what the requests are for, as named in the log */
	constructor(private readonly target: string) {}

	/** Rejects a request: responds, and logs or counts the reason. */
	reject(context: IWebhookFunctions, rejection: Rejection): IWebhookResponseData {
		this.record(context, rejection);
		context
			.getResponseObject()
			.status(rejection.status)
			.json({ message: rejection.status >= 500 ? 'Not ready' : 'Not accepted' });
		return { noWebhookResponse: true };
	}

	/** Logs or counts a rejected request. */
	record(context: IWebhookFunctions, { status, reason }: Rejection): void {
		const now = Date.now();
		const key = this.keyOf(context);
		const counts = this.nodes.get(key);
		if (counts === undefined || (counts.rejected.size === 0 && now - counts.loggedAt >= LOG_INTERVAL)) {
			this.nodes.set(key, { loggedAt: now, rejected: new Map() });
			this.log(context, `a request to the ${this.target} was answered with ${status}: ${reason}`);
			return;
		}
		const what = `with ${status}: ${reason}`;
		const counted = counts.rejected.has(what) || counts.rejected.size < MAX_REASONS ? what : 'for other reasons';
		counts.rejected.set(counted, (counts.rejected.get(counted) ?? 0) + 1);
		this.flush(context);
	}

	/** Logs the counts when the minute is over. To be called for each request. */
	flush(context: IWebhookFunctions): void {
		const now = Date.now();
		const key = this.keyOf(context);
		const counts = this.nodes.get(key);
		if (counts === undefined || counts.rejected.size === 0 || now - counts.loggedAt < LOG_INTERVAL) return;
		const total = [...counts.rejected.values()].reduce((sum, count) => sum + count, 0);
		const reasons = [...counts.rejected].map(([what, count]) => `${count} ${what}`).join('; ');
		const seconds = Math.round((now - counts.loggedAt) / 1000);
		const requests = total === 1 ? '1 more request' : `${total} more requests`;
		this.log(
			context,
			`${requests} to the ${this.target} within ${seconds} seconds ${total === 1 ? 'was' : 'were'} answered: ${reasons}`,
		);
		this.nodes.set(key, { loggedAt: now, rejected: new Map() });
	}

	private keyOf(context: IWebhookFunctions): string {
		return `${context.getWorkflow().id} ${context.getNode().id}`;
	}

	private log(context: IWebhookFunctions, line: string): void {
		logOf(context).warn(`${context.getNode().name}: ${line}`, { workflowId: context.getWorkflow().id });
	}
}
