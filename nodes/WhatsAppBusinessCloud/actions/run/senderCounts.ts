import type { IDataObject } from 'n8n-workflow';
import { formatNumber } from '../../shared/formatNumber';

/** A number of a pool, and how many of the run's messages it sent. */
interface SenderCount {
	phoneNumberId: string;
	/** The number as people know it; absent when Meta did not say. */
	displayPhoneNumber?: string;
	accepted: number;
}

/** Counts the accepted messages of a run by the number of the pool that sent them. */
export class SenderCounts {
	private readonly counts = new Map<string, SenderCount>();

	/** @param output of an accepted message: `phoneNumberId`, and `displayPhoneNumber` if it is known */
	add({ phoneNumberId, displayPhoneNumber }: IDataObject): void {
		if (typeof phoneNumberId !== 'string') return;
		const known = typeof displayPhoneNumber === 'string' ? { displayPhoneNumber } : {};
		const count = this.counts.get(phoneNumberId) ?? { phoneNumberId, ...known, accepted: 0 };
		count.accepted++;
		this.counts.set(phoneNumberId, count);
	}

	/** Whether nothing was sent from a pool. */
	get isEmpty(): boolean {
		return this.counts.size === 0;
	}

	/** @returns the numbers, the one with the most messages first */
	list(): SenderCount[] {
		return [...this.counts.values()].sort((one, other) => other.accepted - one.accepted);
	}

	/** @returns `Sent from +1 631-555-8101: 20, +1 631-555-8102: 16`; undefined when nothing was sent from a pool */
	toText(): string | undefined {
		if (this.isEmpty) return undefined;
		const shares = this.list().map(
			({ phoneNumberId, displayPhoneNumber, accepted }) =>
				`${displayPhoneNumber ?? phoneNumberId}: ${formatNumber(accepted)}`,
		);
		return `Sent from ${shares.join(', ')}`;
	}
}
