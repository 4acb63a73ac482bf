import type { IDataObject } from 'n8n-workflow';
import { abortableSleep } from '../../shared/concurrency/abortableSleep';
import { ACCOUNT_LIMIT, MAINTENANCE, RATE_LIMIT } from '../errorCodes/codes';
import type { ParsedGraphError } from '../errors';
import type { Usage } from '../types';
import { rateShareForUsage } from '../usage';
import { refundPairSend, recordPairSend, pairDelay } from './pairRateLimit';
import { isAccepted, markAccepted, rateLimiterFor, shareRateLimiter } from './rateLimiters';
import { SenderRateLimiter } from './senderRateLimiter';
import { forgetThroughput, cachedThroughput, fetchThroughput } from './throughput';

/** Rate limit options and state of one run. */
export interface ThrottleOptions {
	/** Fingerprint of the access token. */
	credential: string;
	/** Set by the user: messages per second, 0 = no limit. Absent: what Meta allows the number. */
	messagesPerSecond?: number;
	/** Rate limiters of a run with a limit below Meta's, by sending number. They affect this run only. */
	readonly runLimiters: Map<string, SenderRateLimiter>;
	/** Whether the run is large enough to spend a request on reading the number's limit. */
	large: boolean;
	/** Number of messages of a large run that may still be sent without waiting for the number's limit. */
	ahead: number;
	signal?: AbortSignal;
	/** Rejections that apply to everything a number sends, by number: the rest of the run is not sent. */
	readonly blocks: Map<string, ParsedGraphError>;
	/** Limits of the numbers that have sent so far, messages per second; without those that have none. */
	readonly limits: Map<string, number>;
}

export interface SenderAndRecipient {
	/** Sending number. */
	sender: string;
	/** Set where Meta's pair rate limit applies. */
	recipient?: string;
}

/** The rate limits of one message: those of Meta for number and recipient, and the run's own. */
export class MessageThrottle {
	private readonly limiter: SenderRateLimiter;

	/** Set when the run's own limit is below Meta's. */
	private runLimiter?: SenderRateLimiter;

	private readonly pair?: string;

	/** Graph host and number. */
	private readonly key: string;

	/**
	 * Key of the shared rate limit: the number or, for a credential that Meta has not accepted yet, number and
	 * credential.
	 */
	private readonly limiterKey: string;

	private limit = Infinity;

	private sentAt = 0;

	/** When the message passed the run's own rate limiter. */
	private runSentAt = 0;

	constructor(
		private readonly options: ThrottleOptions,
		baseUrl: string,
		private readonly to: SenderAndRecipient,
		private readonly readNumber: () => Promise<IDataObject>,
	) {
		this.key = `${baseUrl} ${to.sender}`;
		const ownKey = `${this.key} ${options.credential}`;
		this.limiterKey = isAccepted(ownKey) ? this.key : ownKey;
		this.limiter = rateLimiterFor(this.limiterKey);
		if (to.recipient !== undefined) this.pair = `${this.limiterKey} ${to.recipient}`;
	}

	/**
	 * Waits until the message may be sent, or its number is blocked in this run.
	 * @returns false when the execution was cancelled
	 */
	async acquire(): Promise<boolean> {
		const { options } = this;
		if (!this.isBlocked) {
			this.limit = await this.currentLimit();
			const lowest = Math.min(this.limit, this.runLimit);
			if (Number.isFinite(lowest)) options.limits.set(this.to.sender, lowest);
			if (!(await this.waitForPair())) return false;
		}
		return this.isBlocked ? options.signal?.aborted !== true : await this.waitForRate();
	}

	/** To be called when Meta accepted the message. */
	accepted(usage: Usage): void {
		this.limiter.acceptedAt = Date.now();
		this.limiter.noteResponse(this.sentAt);
		this.limiter.rate.recordResponse(true, this.sentAt, this.limit);
		this.limiter.share = rateShareForUsage(usage);
		if (this.limiterKey === this.key) return;
		markAccepted(this.limiterKey);
		shareRateLimiter(this.limiterKey, this.key);
		if (this.to.recipient !== undefined) recordPairSend(`${this.key} ${this.to.recipient}`);
	}

	/** To be called when Meta rejected the message. */
	rejected({ code }: ParsedGraphError, usage: Usage): void {
		const { limiter, limit } = this;
		if (this.pair !== undefined) refundPairSend(this.pair);
		limiter.noteResponse(this.sentAt);
		if (code === RATE_LIMIT) {
			const ms = limiter.rate.recordResponse(false, this.sentAt, limit);
			if (ms > 0) limiter.pauseFor(ms);
		}
		if (limiter.rate.calm) {
			limiter.refund(this.sentAt, limit);
			this.runLimiter?.refund(this.runSentAt, this.runLimit);
		}
		if (code === MAINTENANCE) forgetThroughput(this.key);
		limiter.share = rateShareForUsage(usage);
	}

	/** To be called when a rejected message is sent again after a wait, in ms: some limits hold up the entire number. */
	retriedAfter({ code }: ParsedGraphError, delay: number): void {
		if (code !== MAINTENANCE && code !== ACCOUNT_LIMIT) return;
		this.limiter.pauseFor(delay);
		if (code === ACCOUNT_LIMIT) this.limiter.rate.halve(this.limit);
	}

	/**
	 * Whether Meta accepted other messages of the number since this one was sent: then the rejection says nothing about
	 * the number.
	 */
	get otherRunsSucceed(): boolean {
		return this.limiter.acceptedAt >= this.sentAt;
	}

	private get isBlocked(): boolean {
		return this.options.blocks.has(this.to.sender);
	}

	/** Waits for Meta's limit per recipient. @returns false when the execution was cancelled */
	private async waitForPair(): Promise<boolean> {
		if (this.pair === undefined) return true;
		for (let ms = pairDelay(this.pair); ms > 0 && !this.isBlocked; ms = pairDelay(this.pair)) {
			if (!(await abortableSleep(ms, this.options.signal))) return false;
		}
		return true;
	}

	/** Waits for the limits of the run and of the number. @returns false when the execution was cancelled */
	private async waitForRate(): Promise<boolean> {
		const { signal } = this.options;
		if (this.runLimiter) {
			const passed = await this.runLimiter.acquire(this.runLimit, signal);
			if (passed === undefined) return false;
			this.runSentAt = passed;
		}
		const sentAt = await this.limiter.acquire(this.limit, signal);
		if (sentAt === undefined) return false;
		this.sentAt = sentAt;
		if (this.pair !== undefined) recordPairSend(this.pair);
		return true;
	}

	/** The run's own limit when it is below Meta's; otherwise Infinity. */
	private get runLimit(): number {
		return this.runLimiter ? (this.options.messagesPerSecond ?? Infinity) : Infinity;
	}

	/** @returns the limit for all runs together, messages per second */
	private async currentLimit(): Promise<number> {
		const { messagesPerSecond, runLimiters, large } = this.options;
		const { sender } = this.to;
		if (messagesPerSecond !== undefined) {
			const perSecond = messagesPerSecond > 0 ? messagesPerSecond : Infinity;
			const allowed = cachedThroughput(this.key);
			if (perSecond >= allowed) return perSecond;
			this.runLimiter = runLimiters.get(sender) ?? new SenderRateLimiter(Date.now());
			runLimiters.set(sender, this.runLimiter);
			return allowed;
		}
		if (!large) return cachedThroughput(this.key);
		const fetched = fetchThroughput(this.key, this.options.credential, this.readNumber);
		if (this.options.ahead <= 0) return await fetched;
		this.options.ahead--;
		return cachedThroughput(this.key);
	}
}
