import type { IDataObject } from 'n8n-workflow';
import type { GraphErrorPayload } from '../errors/types';
import { rateLimiterFor, shareRateLimiter } from './rateLimiters';
import type { Usage } from '../types';
import { rateShareForUsage } from '../usage';
import { wait } from '../../shared/concurrency/abortableSleep';
import { isAccepted, markAccepted } from './acceptance';
import { SenderRateLimiter } from './senderRateLimiter';
import { refundPairSend, recordPairSend, pairDelay } from './pairRateLimit';
import { forgetThroughput, cachedThroughput, fetchThroughput } from './throughput';

/** The number sends more messages per second than it may (WhatsApp docs: Error codes > Throttling). */
export const TOO_FAST = 130429;

/** The number's limit is being raised (WhatsApp docs: Cloud API > Throughput > Higher throughput). */
const MAINTENANCE = 131057;

/** The account is at its limit: nothing of the number goes through meanwhile. */
const ACCOUNT_LIMIT = 80007;

/** What the senders of one run go by. */
export interface ThrottleOptions {
	/** Fingerprint of the access token. */
	credential: string;
	/** Set by the user: messages per second, 0 = no limit. Absent: what Meta allows the number. */
	messagesPerSecond?: number;
	/** By sending number: the gates of a run that is to be slower than Meta allows. Only this run waits at them. */
	readonly slowGates: Map<string, SenderRateLimiter>;
	/** Whether the run is so large that asking Meta for the number's limit is worth a request. */
	large: boolean;
	/** So many messages of a large run may still leave without waiting for Meta to say what the number's limit is. */
	ahead: number;
	signal?: AbortSignal;
	/** Refusals that concern everything a number sends, by number: the rest of the run is not sent. */
	readonly stopped: Map<string, GraphErrorPayload>;
	/** The highest limit of the numbers that have sent so far, messages per second; 0 = none has a limit. */
	fastest: number;
}

export interface SenderAndRecipient {
	/** Sending number. */
	sender: string;
	/** Who gets it, where Meta's limit per person holds. */
	recipient?: string;
}

/** Brings one message out at its time, and learns from what Meta says to it. */
export class MessageThrottle {
	private readonly gate: SenderRateLimiter;

	private slowGate?: SenderRateLimiter;

	private readonly pair?: string;

	/** Graph host and number. */
	private readonly key: string;

	/** Where the sends are counted: the number, shared by all runs; for a credential that Meta has not accepted yet, its own place. */
	private readonly countedAt: string;

	private limit = Infinity;

	private left = 0;

	/** When it passed the run's own gate. */
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

	/** What stopped the number in this run, if anything did. */
	get senderBlock(): GraphErrorPayload | undefined {
		return this.pacing.stopped.get(this.to.sender);
	}

	/** Waits until the message may leave. @returns false when the execution was cancelled meanwhile */
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

	/** Meta took the message. */
	accepted(usage: Usage): void {
		this.gate.acceptedAt = Date.now();
		this.gate.rate.answered(true, this.left, this.limit);
		this.gate.share = rateShareForUsage(usage);
		if (this.countedAt === this.key) return;
		markAccepted(this.key, this.pacing.credential);
		shareRateLimiter(this.countedAt, this.key);
		if (this.to.recipient !== undefined) recordPairSend(`${this.key} ${this.to.recipient}`);
	}

	/** Meta refused the message. @param pause what it waits before its next try, in ms; undefined = there is none */
	refused(fault: GraphErrorPayload, pause: number | undefined, usage: Usage): void {
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

	/** Nothing further of this number goes out in this run. */
	blockSender(fault: GraphErrorPayload): void {
		this.pacing.stopped.set(this.to.sender, fault);
	}

	/** Whether other messages of the number got through since this one left: then its refusal says nothing about it. */
	get othersGotThrough(): boolean {
		return this.gate.acceptedAt >= this.left;
	}

	/** The run's own limit where it is below Meta's; else Infinity. */
	private get slowLimit(): number {
		return this.slowGate ? (this.pacing.messagesPerSecond ?? Infinity) : Infinity;
	}

	/** @returns the limit of what all runs send together, messages per second */
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
