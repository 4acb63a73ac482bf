import { readableNumber } from '../readableNumber';
import { userId } from '../webhookPayloads';
import { isNameless, nameless } from './identity';
import type { CustomerView } from './types';

/** What can be set when a customer is added or changed. */
export type CustomerChange = Partial<Omit<CustomerView, 'id' | 'userId' | 'blocked' | 'stopped'>>;

/** Longest display name; a limit of this emulator. */
const MAX_NAME = 60;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

interface SavedCustomers {
	all: CustomerView[];
	former: Map<string, string>;
	addedIds: Set<string>;
	count: number;
}

/** The customers that the emulator knows: added on the phone, or met as recipients or senders of messages. */
export class Customers {
	private readonly byId = new Map<string, CustomerView>();
	/** By number and by user ID. */
	private readonly byAddress = new Map<string, CustomerView>();
	/** Former numbers and user IDs, with the ID of their customer. They are no longer on WhatsApp. */
	private readonly former = new Map<string, string>();
	private readonly addedIds = new Set<string>();
	private count = 0;

	clear(): void {
		this.byId.clear();
		this.byAddress.clear();
		this.former.clear();
		this.addedIds.clear();
		this.count = 0;
	}

	/** For a state file. */
	snapshot(): unknown {
		return { all: this.all(), former: this.former, addedIds: this.addedIds, count: this.count };
	}

	restore(saved: unknown): void {
		const { all, former, addedIds, count } = saved as SavedCustomers;
		for (const customer of all) {
			// Absent in older files.
			customer.calls ??= 'atOnce';
			this.byId.set(customer.id, customer);
			this.index(customer);
		}
		for (const [address, id] of former) this.former.set(address, id);
		for (const id of addedIds) this.addedIds.add(id);
		this.count = count;
	}

	/** Whether a customer was added on the phone. The others were met as recipients or senders of messages. */
	isAdded({ id }: CustomerView): boolean {
		return this.addedIds.has(id);
	}

	/** All numbers and user IDs that a customer has or had. */
	addressesOf({ id, number, userId: user }: CustomerView): Set<string> {
		const before = [...this.former].filter(([, owner]) => owner === id).map(([address]) => address);
		return new Set([number, user, ...before]);
	}

	all(): CustomerView[] {
		return [...this.byId.values()];
	}

	/** @throws RangeError when there is no such customer */
	get(id: string): CustomerView {
		const customer = this.byId.get(id);
		if (!customer) throw new RangeError(`There is no customer '${id}'`);
		return customer;
	}

	/** The customer with a number or a user ID. */
	at(address: string): CustomerView | undefined {
		return this.byAddress.get(address);
	}

	/** The customer who had a number or user ID before. */
	before(address: string): CustomerView | undefined {
		const id = this.former.get(address);
		return id === undefined ? undefined : this.get(id);
	}

	/** A number for a customer of whom only the user ID is known. */
	private anyNumber(): string {
		let serial = 1;
		while (this.byAddress.has(`1650556${String(serial).padStart(4, '0')}`)) serial += 1;
		return `1650556${String(serial).padStart(4, '0')}`;
	}

	/** The customer with a number or user ID, who is added when unknown. */
	meet(address: string, name?: string): CustomerView {
		const known = this.at(address);
		if (known) return known;
		const isUserId = /^[A-Z]{2}\./.test(address);
		const number = isUserId ? (/^[A-Z]{2}\.(\d{5,15})0001$/.exec(address)?.[1] ?? this.anyNumber()) : digitsOf(address);
		const owner = this.at(number);
		if (owner) return owner;
		const addresses = { number, userId: isUserId ? address : userId(number), hidesNumber: isUserId };
		return this.keep({
			name: name ?? nameless(addresses),
			...addresses,
			reads: 'atOnce',
			calls: 'atOnce',
		});
	}

	/**
	 * Adds a customer.
	 * @throws RangeError when name or number is invalid, or another customer has the number
	 */
	add({ name = '', number = '', ...rest }: CustomerChange): CustomerView {
		const digits = this.freeNumber(number);
		const added = this.keep({
			name: validName(name === '' ? readableNumber(digits) : name),
			number: digits,
			userId: userId(digits),
			reads: 'whenOpened',
			calls: 'ring',
			...defined(rest),
			...(rest.username === undefined ? {} : { username: validUsername(rest.username) }),
		});
		this.addedIds.add(added.id);
		return added;
	}

	/**
	 * Changes a customer, except for the number.
	 * @throws RangeError when a value is invalid
	 */
	change(id: string, { number: _number, name, username, ...rest }: CustomerChange): CustomerView {
		const customer = this.get(id);
		const changed = {
			...(name === undefined ? {} : { name: validName(name) }),
			...(username === undefined ? {} : { username: validUsername(username) }),
		};
		Object.assign(customer, defined(rest), changed);
		if (customer.username === undefined) delete customer.username;
		return customer;
	}

	/**
	 * Gives a customer another number, and with it another user ID (Meta docs: Business-scoped user IDs > System messages
	 * webhooks).
	 * @returns the number and user ID before
	 * @throws RangeError when the number is invalid or taken
	 */
	move(id: string, number: string): { number: string; userId: string } {
		const customer = this.get(id);
		const before = { number: customer.number, userId: customer.userId };
		const digits = this.freeNumber(number);
		for (const address of [before.number, before.userId]) {
			this.byAddress.delete(address);
			this.former.set(address, id);
		}
		this.former.delete(digits);
		this.former.delete(userId(digits));
		const addresses = { number: digits, userId: userId(digits) };
		const name = isNameless(customer) ? nameless({ ...customer, ...addresses }) : customer.name;
		Object.assign(customer, { ...addresses, name });
		this.index(customer);
		return before;
	}

	private freeNumber(number: string): string {
		const digits = digitsOf(number);
		// E.164 has at most 15 digits.
		if (digits.length < 5 || digits.length > 15)
			throw new RangeError('A phone number has 5 to 15 digits, with the country code');
		if (this.byAddress.has(digits)) throw new RangeError(`Another customer has the number +${digits}`);
		return digits;
	}

	private keep(
		customer: Pick<CustomerView, 'name' | 'number' | 'userId' | 'reads' | 'calls'> & Partial<CustomerView>,
	): CustomerView {
		this.count += 1;
		const kept: CustomerView = {
			hidesNumber: false,
			condition: 'online',
			twice: false,
			...customer,
			id: String(this.count),
			blocked: [],
			stopped: [],
		};
		this.byId.set(kept.id, kept);
		this.index(kept);
		return kept;
	}

	private index(customer: CustomerView): void {
		if (customer.number !== '') this.byAddress.set(customer.number, customer);
		this.byAddress.set(customer.userId, customer);
	}
}

function defined<T extends object>(values: T): Partial<T> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function validName(name: string): string {
	const trimmed = name.trim();
	if (trimmed === '' || trimmed.length > MAX_NAME) throw new RangeError(`A name has 1 to ${MAX_NAME} characters`);
	return trimmed;
}

/** A username with its @; undefined for an empty text (Meta docs: Business-scoped user IDs > Usernames). */
function validUsername(username: string): string | undefined {
	const bare = username.trim().replace(/^@/, '');
	if (bare === '') return undefined;
	if (!/^[\w.]{3,35}$/.test(bare))
		throw new RangeError('A username has 3 to 35 letters, digits, periods or underscores');
	return `@${bare}`;
}
