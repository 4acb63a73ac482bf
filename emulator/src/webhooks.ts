import { randomInt } from 'node:crypto';
import { noteReply } from './calls/permissions';
import { DeliveryShuffler } from './delivery/deliveryShuffler';
import { PostQueue } from './delivery/postQueue';
import { payload, type Change } from './delivery/payload';
import { post } from './delivery/post';
import { GraphError } from './errors';
import { limitOf } from './rates';
import { notePayments } from './routes/payments';
import { seed } from './seed';
import type { State } from './state';
import { identityOf } from './phoneApi/identity';
import { showIncoming } from './phoneApi/incoming';
import type {
	AcceptedMessage,
	Handover,
	IncomingMessage,
	PhoneNumber,
	WebhookDelivery,
	WebhookEvent,
	WebhookTarget,
} from './types';
import { incomingValue, metadata as metadataOf, statusValue, type Failure, type StatusName } from './webhookPayloads';

/**
 * Sends webhooks to the subscribed URLs, with signature and retries (Meta docs: Webhooks > Retries). A target, if set,
 * receives everything, regardless of subscriptions.
 */
export class Webhooks {
	readonly deliveries: WebhookDelivery[] = [];
	private target: WebhookTarget | undefined;
	private abort = new AbortController();
	private shuffler: DeliveryShuffler;
	private posts = new PostQueue();

	constructor(private readonly state: State) {
		this.shuffler = this.newShuffler();
	}

	/** Drops pending deliveries. */
	reset(target: WebhookTarget | undefined): void {
		this.close();
		this.abort = new AbortController();
		this.shuffler = this.newShuffler();
		this.posts = new PostQueue();
		this.deliveries.length = 0;
		this.target = target;
	}

	/** The URL that receives everything, regardless of subscriptions. */
	get targetUrl(): string | undefined {
		return this.target?.url;
	}

	close(): void {
		this.abort.abort();
		this.shuffler.end();
		this.target = undefined;
	}

	/**
	 * Sets the URL. With a verify token the verification request comes first: GET with hub.mode, hub.challenge and
	 * hub.verify_token must have a response with 200 and the challenge (Meta docs: Webhooks > Verification requests).
	 * Throws 2200 otherwise.
	 */
	async subscribe(target: WebhookTarget): Promise<void> {
		if (target.verifyToken !== undefined) await this.verify(target.url, target.verifyToken);
		this.target = target;
	}

	/** Sends the verification request. Throws 2200 when it fails. */
	async verify(callback: string, token: string): Promise<void> {
		const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
		const url = new URL(callback);
		url.searchParams.set('hub.mode', 'subscribe');
		url.searchParams.set('hub.challenge', challenge);
		url.searchParams.set('hub.verify_token', token);
		let seen = 'no response';
		try {
			const response = await fetch(url, { signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(10_000)]) });
			const body = await response.text();
			if (response.status === 200 && body === challenge) return;
			seen = `HTTP Status Code = ${response.status}`;
		} catch {
			seen = 'the URL cannot be reached';
		}
		throw new GraphError(400, {
			message: `(#2200) Callback verification failed with the following errors: ${seen}`,
			type: 'OAuthException',
			code: 2200,
		});
	}

	/**
	 * Starts the statuses of an accepted message: sent, delivered, read, or failed (Meta docs: Webhooks > Statuses).
	 */
	messageAccepted(message: AcceptedMessage, failure: Failure | undefined): void {
		if (this.isHeard(this.phone(message.phoneNumberId)) || this.state.phone.isOn)
			void this.sendStatuses(message, failure ?? this.state.phone.delivery.failureOf(message));
	}

	/** Whether any app receives what happens to the messages of a number. */
	private isHeard({ id, wabaId }: PhoneNumber): boolean {
		if (this.target) return true;
		const about = { wabaId, phoneNumberId: id };
		return this.state.apps.some((app) => this.state.subscriptionsOf(app).callback('messages', about) !== undefined);
	}

	/** Where an app receives a change. */
	private address({ app, field, wabaId, phoneNumberId }: Change): string | undefined {
		if (this.target) return app === this.state.apps[0] ? this.target.url : undefined;
		return this.state.subscriptionsOf(app).callback(field, { wabaId, phoneNumberId });
	}

	/** A change for each app that receives it. */
	private perApp(change: Omit<Change, 'app'>): Change[] {
		return this.state.apps.map((app) => ({ ...change, app })).filter((one) => this.address(one) !== undefined);
	}

	private messageChange(phone: { id: string; wabaId: string }, value: unknown): Omit<Change, 'app'> {
		return { field: 'messages', value, wabaId: phone.wabaId, phoneNumberId: phone.id };
	}

	/** A copy of a message in a thread that another responder owns. Meta docs: Webhooks > standby. */
	private standbyChange(
		phone: { id: string; wabaId: string },
		{ messaging_product, metadata, ...standby }: Record<string, unknown>,
	): Omit<Change, 'app'> {
		return { ...this.messageChange(phone, { messaging_product, metadata, standby }), field: 'standby' };
	}

	/**
	 * Another responder becomes the owner of a thread, or gives it to the account's apps. Meta docs: Conversation Routing
	 * > Webhooks: control_passed goes to the new owner, control_taken to the previous one.
	 */
	handover({ user, owner, phoneNumberId = this.state.seed.phoneNumberId, metadata, summary }: Handover): void {
		const phone = this.phone(phoneNumberId);
		const { threadRole: own } = this.state.settings;
		const previous = this.state.threads.owner(phone.id, user);
		this.state.threads.assign(phone.id, user, owner);
		const type = owner === own ? 'control_passed' : previous === own ? 'control_taken' : undefined;
		if (type === undefined || owner === previous) return;
		const { display_phone_number } = metadataOf(phone);
		const value = {
			messaging_product: 'whatsapp',
			recipient: { phone_number_id: phone.id, display_phone_number },
			sender: { phone_number: user },
			type,
			timestamp: this.state.clock.seconds(),
			[type]: {
				...(previous === undefined ? {} : { previous_owner_role: previous }),
				new_owner_role: owner,
				...(metadata === undefined ? {} : { metadata }),
				...(summary === undefined ? {} : { conversation_context: { type: 'summary', summary: { text: summary } } }),
			},
		};
		void this.deliverToApps({ ...this.messageChange(phone, value), field: 'messaging_handovers' });
	}

	private async sendStatuses(message: AcceptedMessage, failure: Failure | undefined): Promise<void> {
		for (const status of this.steps(message, failure)) {
			const phone = this.phone(message.phoneNumberId);
			if (!this.isHeard(phone) && !this.state.phone.isOn) return;
			if (!(await this.isDue(message, status))) return;
			await this.sendStatus(phone, message, status);
		}
	}

	/** Waits until a status comes true. @returns false when the emulator was reset before */
	private async isDue(message: AcceptedMessage, status: StatusName): Promise<boolean> {
		if (!(await this.state.timers.wait(this.state.settings.statusDelayMs))) return false;
		if (status === 'delivered') return await this.state.phone.delivery.reached(message);
		return status !== 'read' || (await this.state.phone.delivery.read(message));
	}

	private async sendStatus(phone: PhoneNumber, message: AcceptedMessage, status: StatusName): Promise<void> {
		const { phone: phones } = this.state;
		if (typeof status === 'object')
			phones.delivery.status(message.id, 'failed', {
				code: status.failed,
				title: status.title,
				details: status.details,
			});
		else if (status !== 'played') phones.delivery.status(message.id, status);
		// In a group, each member has a status of their own.
		const group = message.recipientType === 'group' ? this.state.collections.groups.get(message.to) : undefined;
		const members = message.recipientType === 'group' ? (group?.participants ?? []) : [undefined];
		for (const member of members) await this.deliverStatus(phone, message, status, member?.wa_id);
	}

	private async deliverStatus(
		phone: PhoneNumber,
		message: AcceptedMessage,
		status: StatusName,
		member: string | undefined,
	): Promise<void> {
		const { phone: phones, clock, pricing } = this.state;
		const isPriced = status === 'sent' || status === 'delivered';
		// Counts the message, also when no one hears of it.
		const price = isPriced ? { pricing: pricing.of(message, status) } : {};
		if (!this.isHeard(phone)) return;
		const customer = phones.customers.at(member ?? message.to);
		const value = statusValue(phone, message, status, clock.seconds(), {
			...price,
			...(customer && { known: identityOf(customer) }),
			...(member === undefined ? {} : { member }),
		});
		await this.deliverToApps(this.messageChange(phone, value));
		if (customer?.twice) await this.deliverToApps(this.messageChange(phone, value));
	}

	private steps(message: AcceptedMessage, failure: Failure | undefined): StatusName[] {
		if (failure !== undefined) return [failure];
		// Meta docs: Messages > Reaction messages. A reaction is only ever `sent`.
		if (message.type === 'reaction') return ['sent'];
		// Meta docs: Error codes, 131026: arrives in a failed status.
		if (message.to === seed.undeliverableRecipient)
			return [{ failed: 131026, title: 'Message undeliverable', details: 'Message Undeliverable.' }];
		return ['sent', 'delivered', 'read'];
	}

	/** A customer writes to a number: delivers the webhook, returns the message ID. Throws for an unknown number. */
	incoming(message: IncomingMessage): string {
		const phone = this.phone(message.phoneNumberId ?? this.state.seed.phoneNumberId);
		const id = this.state.newMessageId(message.from);
		this.state.messageTypes.set(id, String(message.message?.type ?? 'text'));
		this.state.wrote.set(message.from, this.state.clock.now());
		noteReply(this.state, phone.id, message.from, message.message ?? {});
		this.state.rates.countIncoming(phone.id, limitOf(phone, this.state.settings.messagesPerSecond));
		if (message.group === undefined) this.state.threads.wrote(phone.id, message.from);
		void this.deliverIncoming(phone, message, id);
		return id;
	}

	private async deliverIncoming(phone: PhoneNumber, message: IncomingMessage, id: string): Promise<void> {
		const { phone: phones, clock } = this.state;
		const customer = phones.isOn
			? showIncoming(this.state, { message, id, business: phone.id, isHeard: this.isHeard(phone) })
			: undefined;
		const identity = customer && identityOf(customer, message.name);
		const value = incomingValue(phone, message, id, clock.seconds(), identity);
		// Conversation Routing is about the threads of single customers.
		const owner = message.group === undefined ? this.state.threads.owner(phone.id, message.from) : undefined;
		const isOwn = owner === undefined || owner === this.state.settings.threadRole;
		const change = isOwn ? this.messageChange(phone, value) : this.standbyChange(phone, value);
		await this.deliverToApps(change);
		if (customer?.twice) await this.deliverToApps(change);
	}

	/**
	 * Delivers changes of any field, those for one destination in one payload, as Meta batches them.
	 * @returns how many of them had a destination
	 */
	events(events: WebhookEvent[]): number {
		const byAddress = new Map<string, Change[]>();
		let delivered = 0;
		for (const { field, value, wabaId, phoneNumberId, time } of events) {
			const phone = phoneNumberId === undefined ? undefined : this.phone(phoneNumberId);
			if (phone && field === 'messages') notePayments(this.state, phone.id, value);
			const change = { field, value, wabaId: wabaId ?? phone?.wabaId ?? this.state.seed.wabaId, phoneNumberId, time };
			const received = this.perApp(change);
			if (received.length > 0) delivered += 1;
			for (const one of received) {
				const address = this.destination(one);
				byAddress.set(address, [...(byAddress.get(address) ?? []), one]);
			}
		}
		for (const changes of byAddress.values()) void this.deliver(changes);
		return delivered;
	}

	private phone(id: string): PhoneNumber {
		const phone = this.state.phones.get(id);
		if (!phone) throw new RangeError(`There is no phone number with the id '${id}'`);
		return phone;
	}

	private newShuffler(): DeliveryShuffler {
		const { signal } = this.abort;
		return new DeliveryShuffler(this.state, async (changes, body) => await this.attempt(changes, body, signal));
	}

	/** What changes in one payload have in common. */
	private destination(change: Change): string {
		return `${change.app.id} ${this.address(change)}`;
	}

	private async deliverToApps(change: Omit<Change, 'app'>): Promise<void> {
		await Promise.all(this.perApp(change).map(async (one) => await this.deliver([one])));
	}

	/** Delivers changes for one destination, according to the settings. */
	private async deliver(changes: Change[]): Promise<void> {
		if (!this.shuffler.isOn) return await this.attempt(changes, payload(changes), this.abort.signal);
		const delivered = this.shuffler.add(this.destination(changes[0]), changes);
		// Out of order, a status does not wait for the one before it.
		if (!this.state.settings.webhookReorder) await delivered;
	}

	/**
	 * Posts a payload; retries with increasing delays until the response is 200 (Meta docs: Webhooks > Retries).
	 */
	private async attempt(changes: Change[], body: Record<string, unknown>, signal: AbortSignal): Promise<void> {
		const waits = this.state.settings.webhookRetryDelaysMs;
		for (let attempt = 1; !signal.aborted; attempt += 1) {
			const url = this.address(changes[0]);
			if (url === undefined) return;
			const posted = await this.posts.run(async () => await post(url, body, changes[0].app.secret, signal));
			if (signal.aborted) return;
			const { status } = posted;
			this.deliveries.push({ at: this.state.clock.now(), url, attempt, ...posted, body });
			if (status === 200) this.noteReceived(changes);
			if (status === 200 || attempt > waits.length || !(await this.state.timers.wait(waits[attempt - 1]))) return;
		}
	}

	/** Shows that messages from customers reached an app. */
	private noteReceived(changes: Change[]): void {
		for (const { value } of changes)
			for (const { id } of (value as { messages?: Array<{ id?: unknown }> } | undefined)?.messages ?? [])
				this.state.phone.delivery.status(String(id), 'delivered');
	}
}
