import type { PhoneEvent } from './types';

type Listener = (event: PhoneEvent) => void;

/** The open pages of the phone, which receive the events. */
export class Listeners {
	private readonly all = new Set<Listener>();

	/** Whether any page is open. */
	get any(): boolean {
		return this.all.size > 0;
	}

	/** @returns a function that ends it */
	add(listener: Listener): () => void {
		this.all.add(listener);
		return () => void this.all.delete(listener);
	}

	tell(event: PhoneEvent): void {
		for (const listener of this.all) listener(event);
	}
}
