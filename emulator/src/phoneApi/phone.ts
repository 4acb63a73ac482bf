import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { callsOnPhone } from './calls';
import { Chats, type Chat } from './chats';
import { Customers } from './customers';
import { Delivery } from './delivery';
import { Listeners } from './events';
import { groupsOnPhone } from './groups';
import { Links } from './links';
import type { Business, ChatPlace, CustomerView, Entry, ErrorView, PhoneState } from './types';
import { Waits } from './waits';

/** Meta docs: Messages > Customer service windows. */
export const WINDOW_MS = 24 * 3600_000;

interface SavedPhone {
	customers: unknown;
	chats: Map<string, Chat>;
	knownLinks: Set<string>;
	lineCount: number;
}

/** The customers of the emulator and their chats: what their phones show. */
export class Phone {
	readonly customers = new Customers();
	readonly listeners = new Listeners();
	readonly chats = new Chats(this.listeners);
	/** Messages that wait for their customer. */
	readonly waits = new Waits();
	readonly links: Links;
	/** Messages of the business on their way to the customers. */
	readonly delivery: Delivery;
	private lineCount = 0;

	constructor(private readonly state: State) {
		this.links = new Links(state);
		this.delivery = new Delivery(state, this);
	}

	/** Forgets everything and ends all waits. */
	reset(): void {
		this.customers.clear();
		this.chats.clear();
		this.links.clear();
		this.waits.end();
		this.listeners.tell({ type: 'reset' });
	}

	/** For a state file. What waits for its customer is not part of it. */
	snapshot(): unknown {
		return {
			customers: this.customers.snapshot(),
			chats: this.chats.snapshot(),
			knownLinks: this.links.snapshot(),
			lineCount: this.lineCount,
		};
	}

	restore(saved: unknown): void {
		const { customers, chats, knownLinks, lineCount } = saved as SavedPhone;
		this.customers.restore(customers);
		this.chats.restore(chats);
		this.links.restore(knownLinks);
		this.lineCount = lineCount;
	}

	/** Chats need the bodies of messages. */
	get isOn(): boolean {
		return this.state.settings.recordBodies;
	}

	/** What a page shows first. */
	view(): PhoneState {
		return {
			now: this.state.clock.now(),
			clockOffset: this.state.clock.offset,
			businesses: [...this.state.phones.values()]
				.filter(({ registered, wabaId }) => registered && wabaId === this.state.seed.wabaId)
				.map(businessOf),
			customers: this.customers.all(),
			chats: this.chats.views(),
			groups: groupsOnPhone(this.state),
			calls: callsOnPhone(this.state),
		};
	}

	/** The lines of a chat, oldest first. */
	chat(place: ChatPlace): Entry[] {
		return this.chats.find(place)?.entries ?? [];
	}

	/** @throws RangeError when there is no such line */
	entry(id: string): Entry {
		const entry = this.chats.entry(id);
		if (!entry) throw new RangeError(`There is no message '${id}'`);
		return entry;
	}

	/** Notes that a chat is open in a browser: its messages are no longer unread. */
	opened({ customer, business, group }: ChatPlace): void {
		const chat = this.open(this.customers.get(customer), business, group);
		chat.seen = chat.entries.length;
		this.chats.tellChat(chat);
		this.waits.check();
	}

	/** Tells the pages and the waiting messages that a customer changed. */
	customersChanged(): void {
		this.tellCustomers();
		this.waits.check();
	}

	/** Tells the pages who the customers are, and which groups they are in. */
	tellCustomers(): void {
		if (!this.listeners.any) return;
		this.listeners.tell({ type: 'customers', customers: this.customers.all() });
		this.tellGroups();
	}

	/** Tells the pages that a group or its members changed. */
	tellGroups(): void {
		if (this.listeners.any) this.listeners.tell({ type: 'groups', groups: groupsOnPhone(this.state) });
	}

	/** Moves the clock. @throws RangeError for a time in the past */
	forward(ms: number): void {
		const { clock } = this.state;
		clock.forward(ms);
		this.listeners.tell({ type: 'clock', now: clock.now(), clockOffset: clock.offset });
	}

	/** Adds a line for the person testing. */
	note(customer: string, business: string, words: string, error?: ErrorView, request?: number): void {
		this.addLine(customer, business, {
			from: 'note',
			content: { type: 'note', text: words },
			...(error ? { error } : {}),
			...(request === undefined ? {} : { request }),
		});
	}

	/** Adds a line that the customer sees, such as that they stopped marketing messages. */
	line(customer: string, business: string, words: string): void {
		this.addLine(customer, business, { from: 'system', content: { type: 'system', text: words } });
	}

	private addLine(
		customer: string,
		business: string,
		line: Pick<Entry, 'from' | 'content' | 'error' | 'request'>,
	): void {
		this.lineCount += 1;
		const chat = this.open(this.customers.get(customer), business);
		const id = `line-${this.lineCount}`;
		this.chats.add(chat, { id, customer, business, at: this.state.clock.now(), ...line });
	}

	/** IDs of the business numbers that have a chat with a customer. */
	businessesOf(id: string): string[] {
		return this.chats.businessesOf(id);
	}

	/** Disables the button of a Flow, with the words that the customer sees. */
	disableFlow(id: string, words: string): void {
		const content = this.chats.entry(id)?.content;
		if (!content?.buttons) return;
		const buttons = content.buttons.map((button) => (button.kind === 'flow' ? { ...button, disabled: words } : button));
		this.chats.alter(id, { content: { ...content, buttons } });
	}

	/** The recipient of a message: who has the number or user ID, or had it. */
	recipient(address: string): CustomerView {
		const known = this.customers.at(address) ?? this.customers.before(address);
		if (known) return known;
		const met = this.customers.meet(address);
		this.tellCustomers();
		return met;
	}

	/**
	 * The chat of a customer, or of a group. A number that the emulator meets as recipient or sender counts as having
	 * written just before: without the phone, there is no window to mind.
	 */
	open(customer: CustomerView, business: string, group?: string): Chat {
		const isAdded = this.customers.isAdded(customer);
		return this.chats.open({ customer: customer.id, business, ...(group === undefined ? {} : { group }) }, () =>
			isAdded || group !== undefined ? undefined : this.state.clock.now() + WINDOW_MS,
		);
	}
}

const businessOf = ({ id, verifiedName, displayPhoneNumber }: PhoneNumber): Business => ({
	id,
	name: verifiedName,
	number: displayPhoneNumber,
});
