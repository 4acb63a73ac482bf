import { createHmac, randomInt } from 'node:crypto';
import { GraphError } from './errors';
import { seed } from './seed';
import type { State } from './state';
import type { AcceptedMessage, IncomingMessage, WebhookDelivery, WebhookTarget } from './types';
import { incomingValue, statusValue, type StatusName } from './webhookPayloads';

/** Sends status and message webhooks to the subscribed address, with signature and repeats (facts sheet 7.1). */
export class Webhooks {
	readonly deliveries: WebhookDelivery[] = [];
	private target: WebhookTarget | undefined;
	private abort = new AbortController();

	constructor(private readonly state: State) {}

	/** Drops what is under way. */
	reset(target: WebhookTarget | undefined): void {
		this.close();
		this.abort = new AbortController();
		this.deliveries.length = 0;
		this.target = target;
	}

	close(): void {
		this.abort.abort();
		this.target = undefined;
	}

	/**
	 * Sets the address. With a verify token the handshake comes first: GET with hub.mode, hub.challenge and
	 * hub.verify_token must be answered with 200 and the challenge (facts sheet 7.1). Throws 2200 otherwise.
	 */
	async subscribe(target: WebhookTarget): Promise<void> {
		if (target.verifyToken !== undefined) await this.verify(target.url, target.verifyToken);
		this.target = target;
	}

	private async verify(callback: string, token: string): Promise<void> {
		const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
		const url = new URL(callback);
		url.searchParams.set('hub.mode', 'subscribe');
		url.searchParams.set('hub.challenge', challenge);
		url.searchParams.set('hub.verify_token', token);
		let seen = 'no answer';
		try {
			const response = await fetch(url, { signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(10_000)]) });
			const body = await response.text();
			if (response.status === 200 && body === challenge) return;
			seen = `HTTP Status Code = ${response.status}`;
		} catch {
			seen = 'the address cannot be reached';
		}
		throw new GraphError(400, { message: `(#2200) Callback verification failed with the following errors: ${seen}`, type: 'OAuthException', code: 2200 });
	}

	/** Starts the statuses of an accepted message: sent, delivered, read, or failed (facts sheet 7.8). */
	messageAccepted(message: AcceptedMessage, reactionFails: boolean): void {
		if (this.target) void this.sendStatuses(message, reactionFails);
	}

	private async sendStatuses(message: AcceptedMessage, reactionFails: boolean): Promise<void> {
		for (const status of this.steps(message, reactionFails)) {
			if (!(await this.state.timers.wait(this.state.settings.statusDelayMs))) return;
			await this.deliver(statusValue(this.phone(message.phoneNumberId), message, status));
		}
	}

	private steps(message: AcceptedMessage, reactionFails: boolean): StatusName[] {
		// Facts sheet 2.2: a reaction on a message that cannot take it fails with 131009, and one that works is only ever `sent`.
		if (reactionFails) return [{ failed: 131009, title: 'Parameter value is not valid', details: 'The message to react to was not found or is a reaction.' }];
		if (message.type === 'reaction') return ['sent'];
		// Facts sheet 1.4: 131026 arrives in a failed status.
		if (message.to === seed.undeliverableRecipient) return [{ failed: 131026, title: 'Message undeliverable', details: 'Message Undeliverable.' }];
		return ['sent', 'delivered', 'read'];
	}

	/** A customer writes to a number: delivers the webhook, returns the message id. Throws on an unknown number. */
	incoming(message: IncomingMessage): string {
		const phone = this.phone(message.phoneNumberId ?? seed.phoneNumberId);
		const id = this.state.newMessageId(message.from);
		this.state.messageTypes.set(id, 'text');
		this.state.rates.countIncoming(phone.id, this.state.settings.messagesPerSecond);
		if (this.target) void this.deliver(incomingValue(phone, message, id));
		return id;
	}

	private phone(id: string): NonNullable<ReturnType<State['phones']['get']>> {
		const phone = this.state.phones.get(id);
		if (!phone) throw new RangeError(`There is no phone number with the id '${id}'`);
		return phone;
	}

	/** Posts a `messages` change; repeats with growing waits until it is answered with 200 (facts sheet 7.1). */
	private async deliver(value: Record<string, unknown>): Promise<void> {
		const { signal } = this.abort;
		const body = { object: 'whatsapp_business_account', entry: [{ id: seed.wabaId, changes: [{ value, field: 'messages' }] }] };
		const waits = this.state.settings.webhookRetryDelaysMs;
		for (let attempt = 1; this.target && !signal.aborted; attempt += 1) {
			const { url } = this.target;
			const status = await post(url, body, signal);
			if (signal.aborted) return;
			this.deliveries.push({ at: Date.now(), url, attempt, status, body });
			if (status === 200 || attempt > waits.length || !(await this.state.timers.wait(waits[attempt - 1]!))) return;
		}
	}
}

/** Facts sheet 7.1: signed over the raw bytes, in which Meta escapes everything beyond ASCII as \uXXXX, and slashes. */
async function post(url: string, body: Record<string, unknown>, signal: AbortSignal): Promise<number> {
	const raw = escapeJson(body);
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'facebookexternalua',
				'X-Hub-Signature': `sha1=${createHmac('sha1', seed.app.secret).update(raw).digest('hex')}`,
				'X-Hub-Signature-256': `sha256=${createHmac('sha256', seed.app.secret).update(raw).digest('hex')}`,
			},
			body: raw,
			redirect: 'manual',
			signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}

function escapeJson(value: unknown): string {
	return JSON.stringify(value)
		.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/\//g, '\\/');
}
