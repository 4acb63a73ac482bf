import { createHash } from 'crypto';
import type { SenderCapacity } from '../../../transport/types';

/** A number, and what Meta says about how much it may send. */
export interface PoolNumber {
	id: string;
	capacity: SenderCapacity;
}

/** A number and its share of the recipients, relative to the others. */
export interface WeightedNumber {
	id: string;
	weight: number;
	/** Of the ID. */
	hash: number;
}

/** A number with low quality gets half of its share: its recipients block or report it (WhatsApp docs: Quality rating). */
const LOW_QUALITY_SHARE = 0.5;

/** Stands for no limit, in the share of a portfolio: ten times the highest limit that Meta has. */
const UNLIMITED = 1_000_000;

/** The first 32 bits of a hash, the same in every process. */
const hashOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0);

/** Mixes 32 bits, so that all depend on all (finalizer of MurmurHash3). */
function mix(bits: number): number {
	let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Factors that keep the numbers of a portfolio within its share of the messaging limits. All numbers of a portfolio
 * share one limit, so different limits mean different portfolios; numbers with the same limit are treated as if they
 * were of one portfolio (WhatsApp docs: Messaging limits).
 * @param speeds by number
 * @returns by limit; 1 for all when there is only one limit, or when one is not known
 */
function limitFactors(numbers: PoolNumber[], speeds: number[]): Map<number | undefined, number> {
	const limits = [...new Set(numbers.map(({ capacity }) => capacity.messagingLimit))];
	if (limits.length < 2 || limits.includes(undefined)) return new Map();
	const speedOf = (limit?: number): number =>
		sum(numbers.map(({ capacity }, index) => (capacity.messagingLimit === limit ? speeds[index] : 0)));
	const recipients = (limit = UNLIMITED): number => Math.min(limit, UNLIMITED);
	const allRecipients = sum(limits.map((limit) => recipients(limit)));
	const allSpeed = sum(speeds);
	return new Map(
		limits.map(
			(limit) => [limit, Math.min(1, recipients(limit) / allRecipients / (speedOf(limit) / allSpeed))] as const,
		),
	);
}

/**
 * How the recipients are shared out: by messages per second, less for a number with low quality, and at most the share
 * of its portfolio in the messaging limits.
 */
export function weigh(numbers: PoolNumber[]): WeightedNumber[] {
	const speeds = numbers.map(
		({ capacity }) => capacity.perSecond * (capacity.quality === 'RED' ? LOW_QUALITY_SHARE : 1),
	);
	const factors = limitFactors(numbers, speeds);
	return numbers.map(({ id, capacity }, index) => ({
		id,
		weight: speeds[index] * (factors.get(capacity.messagingLimit) ?? 1),
		hash: hashOf(id),
	}));
}

/**
 * The numbers in the order in which a recipient gets messages from them: always from the first one that can send.
 * Weighted rendezvous hashing (Thaler, Ravishankar: Using name-based mappings to increase hit rates, 1998; weights:
 * Schindelhauer, Schomaker: Weighted distributed hash tables, 2005). It needs no memory, so all processes and
 * executions agree; a number that is added, removed or blocked changes nothing for the recipients of the others.
 * @param recipient key of the recipient
 * @returns IDs
 */
export function rankNumbers(numbers: WeightedNumber[], recipient: string): string[] {
	const hash = hashOf(recipient);
	return numbers
		.map(({ id, weight, hash: own }) => ({ id, score: -weight / Math.log((mix(hash ^ own) + 0.5) / 2 ** 32) }))
		.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
		.map(({ id }) => id);
}
