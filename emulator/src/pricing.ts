import type { Clock } from './clock';
import type { AcceptedMessage, Settings } from './types';

/**
 * What messages cost, as statuses report it (Meta docs: Pricing; Webhooks > status messages). Service messages are free
 * up to a number of delivered ones per phone number and calendar month, in UTC here; messages to groups and to single
 * users share it. Reactions are never billed and never counted.
 */
export class Pricing {
	/** Delivered service messages by number and month, such as `106540352242922 2026-11`. */
	private readonly delivered = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly settings: () => Pick<Settings, 'freeServiceMessages'>,
	) {}

	reset(): void {
		this.delivered.clear();
	}

	/** For a state file. */
	snapshot(): unknown {
		return this.delivered;
	}

	restore(saved: unknown): void {
		if (saved instanceof Map) for (const [key, count] of saved as Map<string, number>) this.delivered.set(key, count);
	}

	/** The `pricing` of a status. Counts a service message when it is delivered. */
	of({ type, recipientType, category, phoneNumberId }: AcceptedMessage, status: 'sent' | 'delivered'): object {
		const group = recipientType === 'group' ? 'group_' : '';
		const model = { pricing_model: 'PMP', category: `${group}${category}` };
		if (category !== 'service') return { billable: true, ...model, type: 'regular' };
		const isFree = type === 'reaction' || this.isFree(phoneNumberId, status === 'delivered');
		return { billable: !isFree, ...model, type: isFree ? `free_${group}customer_service` : 'regular' };
	}

	private isFree(phoneNumberId: string, isDelivered: boolean): boolean {
		const key = `${phoneNumberId} ${new Date(this.clock.now()).toISOString().slice(0, 7)}`;
		const count = this.delivered.get(key) ?? 0;
		if (isDelivered) this.delivered.set(key, count + 1);
		return count < this.settings().freeServiceMessages;
	}
}
