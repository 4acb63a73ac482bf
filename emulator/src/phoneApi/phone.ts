import type { GraphError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import type { State } from '../state';
import type { AcceptedMessage, IncomingMessage, PhoneNumber, RecordedRequest } from '../types';
import type { Failure } from '../webhookPayloads';
import { Chats, type Chat } from './chats';
import { contentOf } from './content';
import { part, text } from './content/read';
import { templateOf } from './content/template';
import { Customers } from './customers';
import { Listeners } from './events';
import { failureFor } from './outcome';
import type { Business, CustomerView, Entry, EntryStatus, ErrorView, PhoneState } from './types';
import { Waits } from './waits';

/** Meta docs: Messages > Customer service windows. */
export const WINDOW_MS = 24 * 3600_000;
/** Meta docs: Typing indicators: shown for 25 seconds, or until the business responds. */
const TYPING_MS = 25_000;

interface SavedPhone {
	customers: unknown;
	chats: Map<string, Chat>;
	knownLinks: Set<string>;
	lineCount: number;
}

const order: EntryStatus[] = ['accepted', 'sent', 'delivered', 'read'];

/** The customers of the emulator and their chats: what their phones show. */
export class Phone {
	readonly customers = new Customers();
	readonly listeners = new Listeners();
	private readonly chats = new Chats(this.listeners);
	/** Messages that wait for their customer. */
	private readonly waits = new Waits();
	private readonly knownLinks = new Set<string>();
	private lineCount = 0;

	constructor(private readonly state: State) {}

	/** Forgets everything and ends all waits. */
	reset(): void {
		this.customers.clear();
		this.chats.clear();
		this.knownLinks.clear();
		this.waits.end();
		this.listeners.tell({ type: 'reset' });
	}

	/** For a state file. What waits for its customer is not part of it. */
	snapshot(): unknown {
		return {
			customers: this.customers.snapshot(),
			chats: this.chats.snapshot(),
			knownLinks: this.knownLinks,
			lineCount: this.lineCount,
		};
	}

	restore(saved: unknown): void {
		const { customers, chats, knownLinks, lineCount } = saved as SavedPhone;
		this.customers.restore(customers);
		this.chats.restore(chats);
		for (const link of knownLinks) this.knownLinks.add(link);
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
		};
	}

	/** The lines of a chat, oldest first. */
	chat(customer: string, business: string): Entry[] {
		return this.chats.find(customer, business)?.entries ?? [];
	}

	/** @throws RangeError when there is no such line */
	entry(id: string): Entry {
		const entry = this.chats.entry(id);
		if (!entry) throw new RangeError(`There is no message '${id}'`);
		return entry;
	}

	/** Notes that a chat is open in a browser: its messages are no longer unread. */
	opened(customer: string, business: string): void {
		const chat = this.open(this.customers.get(customer), business);
		chat.seen = chat.entries.length;
		this.chats.tellChat(chat);
		this.waits.check();
	}

	/** Tells the pages and the waiting messages that a customer changed. */
	customersChanged(): void {
		this.listeners.tell({ type: 'customers', customers: this.customers.all() });
		this.waits.check();
	}

	/** Moves the clock. @throws RangeError for a time in the past */
	forward(ms: number): void {
		const { clock } = this.state;
		clock.forward(ms);
		this.listeners.tell({ type: 'clock', now: clock.now(), clockOffset: clock.offset });
	}

	/** Shows a message of the business in the chat of its recipient. */
	accepted(message: AcceptedMessage): void {
		if (!this.isOn || message.recipientType === 'group') return;
		const { id, to, type, phoneNumberId, requestId, at } = message;
		const body = message.body ?? {};
		const customer = this.recipient(to);
		const chat = this.open(customer, phoneNumberId);
		if (type === 'reaction') return this.react(part(body.reaction), 'business');
		chat.typingUntil = undefined;
		this.chats.add(chat, {
			id,
			customer: customer.id,
			business: phoneNumberId,
			at,
			from: 'business',
			content: contentOf(type, body, this.state),
			status: 'accepted',
			request: requestId,
			...this.chats.quoted(part(body.context).message_id),
			...(this.isMarketing(message) ? { isMarketing: true } : {}),
		});
	}

	/** Shows a rejected message to the person testing, in the chat that it was meant for. */
	rejected(record: RecordedRequest, params: Json, error: GraphError): void {
		const business = /\/(\d+)\/(?:marketing_)?messages$/.exec(record.path)?.[1];
		const address = String(params.to ?? params.recipient ?? '');
		if (!this.isOn || business === undefined || !this.state.phones.has(business)) return;
		const customer = this.customers.at(address) ?? this.customers.at(address.replace(/\D/g, ''));
		if (!customer) return;
		this.note(customer.id, business, 'Not accepted by the API', errorView(error), record.id);
	}

	/** The status of a message changed. */
	status(id: string, status: EntryStatus, error?: ErrorView): void {
		const entry = this.chats.entry(id);
		if (!entry || (entry.status && order.indexOf(status) <= order.indexOf(entry.status) && status !== 'failed')) return;
		entry.status = status;
		if (error) entry.error = error;
		if (status === 'delivered' && entry.from === 'business' && this.customers.get(entry.customer).twice)
			entry.isTwice = true;
		this.chats.tell(entry);
	}

	/** The business read a message, and with it those before, and perhaps started to type. */
	readByBusiness(id: string, isTyping: boolean): void {
		const entry = this.chats.entry(id);
		const chat = entry && this.chats.find(entry.customer, entry.business);
		if (!entry || !chat) return;
		for (const one of chat.entries.slice(0, this.chats.placeOf(id) + 1))
			if (one.from === 'customer' && one.status !== 'read') {
				one.status = 'read';
				this.chats.tell(one);
			}
		if (isTyping) chat.typingUntil = this.state.clock.now() + TYPING_MS;
		this.chats.tellChat(chat);
	}

	/** Why an accepted message does not reach its recipient; undefined when it does. */
	failureOf(message: AcceptedMessage): Failure | undefined {
		if (!this.isOn || message.recipientType === 'group') return undefined;
		const customer = this.recipient(message.to);
		const { windowUntil } = this.open(customer, message.phoneNumberId);
		return failureFor({
			customer,
			business: message.phoneNumberId,
			isFormerAddress: this.customers.before(message.to) !== undefined,
			isTemplate: message.type === 'template',
			isMarketing: this.isMarketing(message),
			windowUntil,
			now: this.state.clock.now(),
		});
	}

	/** Waits until the recipient's phone is online. @returns false when the emulator was reset before */
	async reached(message: AcceptedMessage): Promise<boolean> {
		if (!this.isOn || message.recipientType === 'group') return true;
		const customer = this.recipient(message.to);
		return await this.waits.until(() => customer.condition !== 'offline');
	}

	/** Waits until the recipient has read a message. @returns false when the emulator was reset before */
	async read(message: AcceptedMessage): Promise<boolean> {
		if (!this.isOn || message.recipientType === 'group') return true;
		const customer = this.recipient(message.to);
		const place = this.chats.placeOf(message.id);
		const isSeen = (): boolean => place < (this.chats.find(customer.id, message.phoneNumberId)?.seen ?? Infinity);
		return await this.waits.until(
			() =>
				customer.condition === 'online' &&
				(customer.reads === 'atOnce' || (customer.reads === 'whenOpened' && isSeen())),
		);
	}

	/** Whether each webhook about a customer goes out twice. */
	isTwice(address: string): boolean {
		return this.customers.at(address)?.twice === true;
	}

	/** Shows a message from a customer in their chat, and opens the customer service window. */
	incoming(message: IncomingMessage, id: string, business: string, isHeard: boolean): CustomerView {
		const known = this.customers.at(message.from);
		const customer = known ?? this.customers.meet(message.from, message.name);
		const isNamed = known !== undefined && message.name !== undefined && known.name.startsWith('+');
		if (isNamed) customer.name = message.name!;
		if (!known || isNamed) this.listeners.tell({ type: 'customers', customers: this.customers.all() });
		const body = message.message ?? { type: 'text', text: { body: message.text ?? '' } };
		const type = String(body.type);
		const chat = this.open(customer, business);
		chat.windowUntil = this.state.clock.now() + WINDOW_MS;
		const change = changes[type];
		if (change) change(this, part(body[type]));
		else
			this.chats.add(chat, {
				id,
				customer: customer.id,
				business,
				at: this.state.clock.now(),
				from: type === 'system' ? 'system' : 'customer',
				content: type === 'system' ? { type, text: text(part(body.system).body) } : contentOf(type, body, this.state),
				status: 'sent',
				...this.chats.quoted(part(body.context).id),
				...(isHeard ? {} : { isUnheard: true }),
			});
		chat.seen = chat.entries.length;
		this.chats.tellChat(chat);
		return customer;
	}

	/** Adds a line for the person testing. */
	note(customer: string, business: string, words: string, error?: ErrorView, request?: number): void {
		this.lineCount += 1;
		const chat = this.open(this.customers.get(customer), business);
		this.chats.add(chat, {
			id: `line-${this.lineCount}`,
			customer,
			business,
			at: this.state.clock.now(),
			from: 'note',
			content: { type: 'note', text: words },
			...(error ? { error } : {}),
			...(request === undefined ? {} : { request }),
		});
	}

	/** Adds a line that the customer sees, such as that they stopped marketing messages. */
	line(customer: string, business: string, words: string): void {
		this.lineCount += 1;
		this.chats.add(this.open(this.customers.get(customer), business), {
			id: `line-${this.lineCount}`,
			customer,
			business,
			at: this.state.clock.now(),
			from: 'system',
			content: { type: 'system', text: words },
		});
	}

	/** IDs of the business numbers that have a chat with a customer. */
	businessesOf(id: string): string[] {
		return this.chats.businessesOf(id);
	}

	/** Whether a URL is in a message, or was added. */
	links(url: string): boolean {
		if (!/^https?:\/\//i.test(url)) return false;
		if (this.knownLinks.has(url)) return true;
		const quoted = JSON.stringify(url).slice(1, -1);
		return this.state.messages.some(({ body }) => body !== undefined && JSON.stringify(body).includes(quoted));
	}

	/** Lets the page show a file of the web, such as the image of a link preview. */
	addLink(url: string): void {
		this.knownLinks.add(url);
	}

	/** Sets or removes a reaction. */
	react({ message_id, emoji }: Json, by: 'customer' | 'business'): void {
		const entry = this.chats.entry(String(message_id));
		if (!entry) return;
		entry.reactions = { ...entry.reactions, [by]: text(emoji) };
		this.chats.tell(entry);
	}

	/** Changes a message: its text, or that it was deleted. */
	alter(id: string, change: Partial<Entry>): void {
		this.chats.alter(id, change);
	}

	/** Disables the button of a Flow, with the words that the customer sees. */
	disableFlow(id: string, words: string): void {
		const content = this.chats.entry(id)?.content;
		if (!content?.buttons) return;
		const buttons = content.buttons.map((button) => (button.kind === 'flow' ? { ...button, disabled: words } : button));
		this.alter(id, { content: { ...content, buttons } });
	}

	/** The recipient of a message: who has the number or user ID, or had it. */
	private recipient(address: string): CustomerView {
		const known = this.customers.at(address) ?? this.customers.before(address);
		if (known) return known;
		const met = this.customers.meet(address);
		this.listeners.tell({ type: 'customers', customers: this.customers.all() });
		return met;
	}

	private isMarketing({ type, body }: AcceptedMessage): boolean {
		return type === 'template' && templateOf(part(body?.template), this.state.templates)?.category === 'MARKETING';
	}

	/**
	 * A number that the emulator meets as recipient or sender counts as having written just before: without the phone,
	 * there is no window to mind.
	 */
	private open(customer: CustomerView, business: string): Chat {
		const isAdded = this.customers.isAdded(customer);
		return this.chats.open(customer.id, business, () => (isAdded ? undefined : this.state.clock.now() + WINDOW_MS));
	}
}

/** Types of incoming messages that change an earlier one. */
const changes: Partial<Record<string, (phone: Phone, value: Json) => void>> = {
	reaction: (phone, value) => phone.react(value, 'customer'),
	edit: (phone, { original_message_id: id, message }) => {
		const words = text(part(part(message).text).body) ?? '';
		phone.alter(String(id), { content: { type: 'text', text: words }, isEdited: true });
	},
	revoke: (phone, { original_message_id: id }) => phone.alter(String(id), { isDeleted: true }),
};

const businessOf = ({ id, verifiedName, displayPhoneNumber }: PhoneNumber): Business => ({
	id,
	name: verifiedName,
	number: displayPhoneNumber,
});

/** An error of the Graph API, as the phone shows it. */
export function errorView({ fields }: GraphError): ErrorView {
	const details = isObject(fields.error_data) ? text(fields.error_data.details) : undefined;
	return { code: fields.code, title: fields.message, ...(details === undefined ? {} : { details }) };
}
