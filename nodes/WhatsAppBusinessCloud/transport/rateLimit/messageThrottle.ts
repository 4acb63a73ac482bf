import type { IDataObject } from 'n8n-workflow';
import type { ParsedGraphError } from '../errors';
import { rateLimiterFor, shareRateLimiter } from './rateLimiters';
import type { Usage } from '../types';
import { rateShareForUsage } from '../usage';
import { wait } from '../../shared/concurrency/abortableSleep';
import { isAccepted, markAccepted } from './acceptance';
import { SenderRateLimiter } from './senderRateLimiter';
import { refundPairSend, recordPairSend, pairDelay } from './pairRateLimit';
import { forgetThroughput, cachedThroughput, fetchThroughput } from './throughput';

/** The number exceeds its messages per second (WhatsApp docs: Error codes > Throttling). */
export const TOO_FAST = 130429;

/** Meta is raising the number's limit (WhatsApp docs: Cloud API > Throughput > Higher throughput). */
const MAINTENANCE = 131057;

/** The account reached its limit: Meta rejects everything the number sends meanwhile. */
const ACCOUNT_LIMIT = 80007;

/** Rate limit options and state of one run. */
export interface ThrottleOptions {
	/** Fingerprint of the access token. */
	credential: string;
	/** Set by the user: messages per second, 0 = no limit. Absent: what Meta allows the number. */
	messagesPerSecond?: number;
	/** Rate limiters of a run with a limit below Meta's, by sending number. They affect this run only. */
	readonly slowGates: Map<string, SenderRateLimiter>;
	/** Whether the run is large enough to spend a request on reading the number's limit. */
	large: boolean;
	/** Number of messages of a large run that may still be sent without waiting for the number's limit. */
	ahead: number;
	signal?: AbortSignal;
	/** Rejections that apply to everything a number sends, by number: the rest of the run is not sent. */
	readonly stopped: Map<string, ParsedGraphError>;
	/** The highest limit of the numbers that have sent so far, messages per second; 0 = none has a limit. */
	fastest: number;
}

export interface SenderAndRecipient {
	/** Sending number. */
	sender: string;
	/** Set where Meta's pair rate limit applies. */
	recipient?: string;
}

/** Delays one message until the rate limits allow it, and adapts them to Meta's response. */
export class MessageThrottle {
	private readonly gate: SenderRateLimiter;

	private slowGate?: SenderRateLimiter;

	private readonly pair?: string;

	/** Graph host and number. */
	private readonly key: string;

	/**
	 * Key of the shared rate limit: the number or, for a credential that Meta has not accepted yet, number and
	 * credential.
	 */
	private readonly countedAt: string;

	private limit = Infinity;

	private left = 0;

	/** When the message passed the run's own rate limiter. */
	private slowLeft = 0;

	constructor(
		private readonly pacing: ThrottleOptions,
		baseUrl: string,
		private readonly to: SenderAndRecipient,
		private readonly readNumber: () => Promise<IDataObject>,
	) {
		this.key = `${baseUrl} ${to.sender}`;
		const { credential } = pacing;
		this.countedAt = isAccepted(this.key, credential) ? this.key : `${this.key} ${credential}`;
		this.gate = rateLimiterFor(this.countedAt);
		if (to.recipient !== undefined) this.pair = `${this.countedAt} ${to.recipient}`;
	}

	/** The rejection that blocks the number in this run, if any. */
	get senderBlock(): ParsedGraphError | undefined {
		return this.pacing.stopped.get(this.to.sender);
	}

	/** Waits until the message may be sent. @returns false when the execution was cancelled while it waited */
	async leave(): Promise<boolean> {
		const { signal } = this.pacing;
		this.limit = await this.limitNow();
		const slowest = Math.min(this.limit, this.slowLimit);
		if (Number.isFinite(slowest)) this.pacing.fastest = Math.max(this.pacing.fastest, slowest);
		if (this.pair !== undefined) {
			for (let ms = pairDelay(this.pair); ms > 0; ms = pairDelay(this.pair)) {
				if (this.senderBlock !== undefined) return true;
				if (!(await wait(ms, signal))) return false;
			}
		}
		if (this.slowGate) {
			const passed = await this.slowGate.acquire(this.slowLimit, signal);
			if (passed === undefined) return false;
			this.slowLeft = passed;
		}
		const left = await this.gate.acquire(this.limit, signal);
		if (left === undefined) return false;
		this.left = left;
		if (this.pair !== undefined) recordPairSend(this.pair);
		return true;
	}

	/** To be called when Meta accepted the message. */
	accepted(usage: Usage): void {
		this.gate.acceptedAt = Date.now();
		this.gate.rate.answered(true, this.left, this.limit);
		this.gate.share = rateShareForUsage(usage);
		if (this.countedAt === this.key) return;
		markAccepted(this.key, this.pacing.credential);
		shareRateLimiter(this.countedAt, this.key);
		if (this.to.recipient !== undefined) recordPairSend(`${this.key} ${this.to.recipient}`);
	}

	/** To be called when Meta rejected the message. @param pause wait before the retry, in ms; undefined = no retry */
	refused(fault: ParsedGraphError, pause: number | undefined, usage: Usage): void {
		const { gate, limit } = this;
		if (this.pair !== undefined) refundPairSend(this.pair);
		if (fault.code === TOO_FAST) {
			const ms = gate.rate.answered(false, this.left, limit);
			if (ms > 0) gate.pauseFor(ms);
		}
		if (gate.rate.calm) {
			gate.refund(this.left, limit);
			this.slowGate?.refund(this.slowLeft, this.slowLimit);
		}
		if (fault.code === MAINTENANCE) forgetThroughput(this.key);
		if (pause !== undefined && (fault.code === MAINTENANCE || fault.code === ACCOUNT_LIMIT)) {
			gate.pauseFor(pause);
			if (fault.code === ACCOUNT_LIMIT) gate.rate.halve(limit);
		}
		this.gate.share = rateShareForUsage(usage);
	}

	/** Stops all further sends of this number in this run. */
	blockSender(fault: ParsedGraphError): void {
		this.pacing.stopped.set(this.to.sender, fault);
	}

	/**
	 * Whether Meta accepted other messages of the number since this one left: then the rejection says nothing about the
	 * number.
	 */
	get othersGotThrough(): boolean {
		return this.gate.acceptedAt >= this.left;
	}

	/** The run's own limit when it is below Meta's; otherwise Infinity. */
	private get slowLimit(): number {
		return this.slowGate ? (this.pacing.messagesPerSecond ?? Infinity) : Infinity;
	}

	/** @returns the limit for all runs together, messages per second */
	private async limitNow(): Promise<number> {
		const { messagesPerSecond, slowGates, large } = this.pacing;
		const { sender } = this.to;
		if (messagesPerSecond !== undefined) {
			const perSecond = messagesPerSecond > 0 ? messagesPerSecond : Infinity;
			const allowed = cachedThroughput(this.key);
			if (perSecond >= allowed) return perSecond;
			this.slowGate = slowGates.get(sender) ?? new SenderRateLimiter(Date.now());
			slowGates.set(sender, this.slowGate);
			return allowed;
		}
		if (!large) return cachedThroughput(this.key);
		const asked = fetchThroughput(this.key, this.pacing.credential, this.readNumber);
		if (this.pacing.ahead <= 0) return await asked;
		this.pacing.ahead--;
		return cachedThroughput(this.key);
	}
}
