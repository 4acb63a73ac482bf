import type { IDataObject } from 'n8n-workflow';
import type { GraphFault } from '../errors/types';
import { gateOf } from '../pace';
import type { Usage } from '../types';
import { shareByUsage } from '../usage';
import { wait } from '../wait';
import type { Gate } from './gate';
import { pairGivenBack, pairLeft, pairWait } from './pairs';
import { forgetThroughput, knownThroughput, throughputOf } from './throughput';

/** The number sends more messages per second than it may (WhatsApp docs: Error codes > Throttling). */
export const TOO_FAST = 130429;

/** The number's limit is being raised (WhatsApp docs: Cloud API > Throughput > Higher throughput). */
const MAINTENANCE = 131057;

/** The account is at its limit: nothing of the number goes through meanwhile. */
const ACCOUNT_LIMIT = 80007;

/** What the senders of one run go by. */
export interface Pacing {
	/** Set by a person: messages per second, 0 = no limit. Absent: what Meta allows the number. */
	messagesPerSecond?: number;
	/** Whether the run is so large that asking Meta for the number's limit is worth a request. */
	large: boolean;
	/** So many messages of a large run may still leave without waiting for Meta to say what the number's limit is. */
	ahead: number;
	signal?: AbortSignal;
	/** Refusals that concern everything a number sends, by number: the rest of the run is not sent. */
	readonly stopped: Map<string, GraphFault>;
	/** The highest limit of the numbers that have sent so far, messages per second; 0 = none has a limit. */
	fastest: number;
}

export interface Addressed {
	/** Sending number. */
	sender: string;
	/** Who gets it, where Meta's limit per person holds. */
	recipient?: string;
}

/** Brings one message out at its time, and learns from what Meta says to it. */
export class Pacer {
	private readonly gate: Gate;

	private readonly pair?: string;

	private readonly key: string;

	private limit = Infinity;

	private left = 0;

	constructor(
		private readonly pacing: Pacing,
		baseUrl: string,
		private readonly to: Addressed,
		private readonly readNumber: () => Promise<IDataObject>,
	) {
		this.key = `${baseUrl} ${to.sender}`;
		this.gate = gateOf(this.key);
		if (to.recipient !== undefined) this.pair = `${this.key} ${to.recipient}`;
	}

	/** What stopped the number in this run, if anything did. */
	get stop(): GraphFault | undefined {
		return this.pacing.stopped.get(this.to.sender);
	}

	/** Waits until the message may leave. @returns false when the execution was cancelled meanwhile */
	async leave(): Promise<boolean> {
		const { signal } = this.pacing;
		this.limit = await this.limitNow();
		if (Number.isFinite(this.limit)) this.pacing.fastest = Math.max(this.pacing.fastest, this.limit);
		if (this.pair !== undefined) {
			for (let ms = pairWait(this.pair); ms > 0; ms = pairWait(this.pair)) {
				if (this.stop !== undefined) return true;
				if (!(await wait(ms, signal))) return false;
			}
		}
		const left = await this.gate.leave(this.limit, signal);
		if (left === undefined) return false;
		this.left = left;
		if (this.pair !== undefined) pairLeft(this.pair);
		return true;
	}

	/** Meta took the message. */
	accepted(usage: Usage): void {
		this.gate.acceptedAt = Date.now();
		this.gate.rate.answered(true, this.left, this.limit);
		this.gate.share = shareByUsage(usage);
	}

	/** Meta refused the message. @param pause what it waits before its next try, in ms; undefined = there is none */
	refused(fault: GraphFault, pause: number | undefined, usage: Usage): void {
		const { gate, limit } = this;
		if (this.pair !== undefined) pairGivenBack(this.pair);
		if (fault.code === TOO_FAST) {
			const ms = gate.rate.answered(false, this.left, limit);
			if (ms > 0) gate.hold(ms);
		}
		if (gate.rate.calm) gate.giveBack(this.left, limit);
		if (fault.code === MAINTENANCE) forgetThroughput(this.key);
		if (pause !== undefined && (fault.code === MAINTENANCE || fault.code === ACCOUNT_LIMIT)) {
			gate.hold(pause);
			if (fault.code === ACCOUNT_LIMIT) gate.rate.halve(limit);
		}
		this.gate.share = shareByUsage(usage);
	}

	/** Nothing further of this number goes out in this run. */
	stopNumber(fault: GraphFault): void {
		this.pacing.stopped.set(this.to.sender, fault);
	}

	/** Whether other messages of the number got through since this one left: then its refusal says nothing about it. */
	get othersGotThrough(): boolean {
		return this.gate.acceptedAt >= this.left;
	}

	private async limitNow(): Promise<number> {
		const { messagesPerSecond, large } = this.pacing;
		if (messagesPerSecond !== undefined) return messagesPerSecond > 0 ? messagesPerSecond : Infinity;
		if (!large) return knownThroughput(this.key);
		const asked = throughputOf(this.key, this.readNumber);
		if (this.pacing.ahead <= 0) return await asked;
		this.pacing.ahead--;
		return knownThroughput(this.key);
	}
}
