import { summaryOf } from './content/summary';
import type { Listeners } from './events';
import type { ChatPlace, ChatView, Entry, Quote } from './types';

/** A chat of a customer with a number of the business, or of a group. */
export interface Chat extends ChatPlace {
	entries: Entry[];
	/** How many entries were seen in a browser. */
	seen: number;
	windowUntil?: number;
	typingUntil?: number;
}

/** Group IDs have no space. */
const keyOf = ({ customer, business, group }: ChatPlace): string => group ?? `${customer} ${business}`;

/** The chats and their lines. Open pages receive each change. */
export class Chats {
	private readonly byKey = new Map<string, Chat>();
	private readonly entries = new Map<string, Entry>();
	/** The index of each line in its chat. */
	private readonly places = new Map<string, number>();

	constructor(private readonly listeners: Listeners) {}

	clear(): void {
		this.byKey.clear();
		this.entries.clear();
		this.places.clear();
	}

	/** For a state file. */
	snapshot(): Map<string, Chat> {
		return this.byKey;
	}

	restore(saved: Map<string, Chat>): void {
		for (const [key, chat] of saved) {
			this.byKey.set(key, chat);
			chat.entries.forEach((entry, index) => {
				this.entries.set(entry.id, entry);
				this.places.set(entry.id, index);
			});
		}
	}

	find(place: ChatPlace): Chat | undefined {
		return this.byKey.get(keyOf(place));
	}

	/** The chat, which begins when there is none. @param windowUntil end of the customer service window of a new chat */
	open({ customer, business, group }: ChatPlace, windowUntil: () => number | undefined): Chat {
		const place = group === undefined ? { customer, business } : { customer: '', business, group };
		const known = this.find(place);
		if (known) return known;
		const end = windowUntil();
		const chat: Chat = {
			...place,
			entries: [],
			seen: 0,
			...(end === undefined ? {} : { windowUntil: end }),
		};
		this.byKey.set(keyOf(place), chat);
		return chat;
	}

	entry(id: string): Entry | undefined {
		return this.entries.get(id);
	}

	/** The index of a line in its chat; -1 when there is no such line. */
	placeOf(id: string): number {
		return this.places.get(id) ?? -1;
	}

	add(chat: Chat, entry: Entry): void {
		this.places.set(entry.id, chat.entries.length);
		chat.entries.push(entry);
		this.entries.set(entry.id, entry);
		this.tell(entry);
	}

	/** Changes a line, if there is one. */
	alter(id: string, change: Partial<Entry>): void {
		const entry = this.entries.get(id);
		if (!entry) return;
		Object.assign(entry, change);
		this.tell(entry);
	}

	/** What a message quotes. */
	quoted(id: unknown): { quote?: Quote } {
		const entry = id === undefined ? undefined : this.entries.get(String(id));
		if (!entry || (entry.from !== 'customer' && entry.from !== 'business')) return {};
		return { quote: { id: entry.id, customer: entry.customer, from: entry.from, text: summaryOf(entry.content) } };
	}

	/** IDs of the business numbers that have a chat with a customer. */
	businessesOf(id: string): string[] {
		return [...this.byKey.values()].filter(({ customer }) => customer === id).map(({ business }) => business);
	}

	views(): ChatView[] {
		return [...this.byKey.values()].map(viewOf);
	}

	/** Tells open pages that a line changed. */
	tell(entry: Entry): void {
		if (!this.listeners.any) return;
		const chat = this.find(entry);
		if (chat) this.listeners.tell({ type: 'entry', entry, chat: viewOf(chat) });
	}

	/** Tells open pages that something about a chat changed. */
	tellChat(chat: Chat): void {
		if (this.listeners.any) this.listeners.tell({ type: 'chat', chat: viewOf(chat) });
	}
}

function viewOf({ customer, business, group, entries, seen, windowUntil, typingUntil }: Chat): ChatView {
	const last = entries[entries.length - 1];
	return {
		customer,
		business,
		...(group === undefined ? {} : { group }),
		unread: entries.slice(seen).filter(({ from, status }) => from === 'business' && status !== 'failed').length,
		count: entries.length,
		...(last && {
			last: {
				text: last.isDeleted ? 'Deleted message' : summaryOf(last.content),
				at: last.at,
				from: last.from,
				...(last.status && { status: last.status }),
			},
		}),
		...(windowUntil === undefined ? {} : { windowUntil }),
		...(typingUntil === undefined ? {} : { typingUntil }),
	};
}
