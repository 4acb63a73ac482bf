import type { IDataObject } from 'n8n-workflow';
import { findWaiting, forget, noteStatus, type Waiting } from '../../waiting/nextMessage';
import { LruMap } from '../../shared/lruMap';
import { objects, text } from './events/values';

/** Questions that were settled, so that an old copy in static data does not bring them back. */
const MAX_SETTLED = 1000;

/** Nodes that a process remembers. */
const MAX_NODES = 200;

function isWaiting(value: Record<string, unknown>): boolean {
	const { token, phoneNumberId, people, wamid, asked, noted } = value;
	return (
		[token, phoneNumberId, wamid].every((one) => typeof one === 'string') &&
		Array.isArray(people) &&
		[asked, noted].every((one) => typeof one === 'number')
	);
}

/**
 * Who was asked by Send and Wait and answers with a message: one list per node, in this process and in static data, which
 * n8n saves as a whole, so that one process may undo what another one saved.
 */
export class WaitingPeople {
	private list: readonly Waiting[] = [];
	private readonly settled = new Set<string>();

	/** Takes over what static data has. */
	load(stored: unknown): void {
		const known = new Set(this.list.map(({ token }) => token));
		const others = objects(stored).filter(isWaiting) as unknown as Waiting[];
		const added = others.filter(({ token }) => !known.has(token) && !this.settled.has(token));
		if (added.length > 0) this.list = [...added, ...this.list];
	}

	/** @param now seconds @returns whether the status was about a question */
	note(phoneNumberId: string, status: IDataObject, now: number): boolean {
		if (this.settled.has(text(status.biz_opaque_callback_data) ?? '')) return false;
		const before = this.list;
		this.list = noteStatus(
			before,
			phoneNumberId,
			{ ...status, id: text(status.id), timestamp: text(status.timestamp) },
			now,
		);
		return this.list !== before;
	}

	find(phoneNumberId: string, message: IDataObject): Waiting | undefined {
		// What is no time must not get in the way: it comes from outside.
		return findWaiting(this.list, phoneNumberId, { ...message, timestamp: text(message.timestamp) });
	}

	forget(waiting: Waiting): void {
		this.list = forget(this.list, waiting);
		this.settled.add(waiting.token);
		if (this.settled.size > MAX_SETTLED) this.settled.delete(this.settled.values().next().value as string);
	}

	/** For static data. */
	stored(): IDataObject[] {
		return this.list.map((one) => ({ ...one }));
	}
}

const nodes = new LruMap<string, WaitingPeople>(MAX_NODES);

/** What this process knows for a node. */
export function waitingPeople(node: string): WaitingPeople {
	return nodes.getOrCreate(node, () => new WaitingPeople());
}
