import type { GraphError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import type { State } from '../state';
import type { AcceptedMessage, RecordedRequest } from '../types';
import type { Failure } from '../webhookPayloads';
import type { Chat } from './chats';
import { contentOf } from './content';
import { part, text } from './content/read';
import { templateOf } from './content/template';
import { failureFor } from '../messages/deliveryFailure';
import type { Phone } from './phone';
import { react } from './reactions';
import type { EntryStatus, ErrorView } from './types';

/** Meta docs: Typing indicators: shown for 25 seconds, or until the business responds. */
const TYPING_MS = 25_000;

const order: EntryStatus[] = ['accepted', 'sent', 'delivered', 'read'];

/** Messages of the business on their way to the customers' phones. */
export class Delivery {
	constructor(
		private readonly state: State,
		private readonly phone: Phone,
	) {}

	/** Shows a message of the business in the chat of its recipient, or of its group. */
	accepted(message: AcceptedMessage): void {
		const { phone, state } = this;
		if (!phone.isOn) return;
		const { id, type, phoneNumberId: business, requestId, at } = message;
		const body = message.body ?? {};
		const chat = this.chatOf(message);
		if (!chat) return;
		if (type === 'reaction') return react(phone, part(body.reaction), 'business');
		chat.typingUntil = undefined;
		phone.chats.add(chat, {
			id,
			customer: chat.customer,
			business,
			...(chat.group === undefined ? {} : { group: chat.group }),
			at,
			from: 'business',
			content: contentOf(type, body, state),
			status: 'accepted',
			request: requestId,
			...phone.chats.quoted(part(body.context).message_id),
			...(this.isMarketing(message) ? { isMarketing: true } : {}),
		});
	}

	/** Pins of a group's messages are not shown. */
	private chatOf({ to, type, recipientType, phoneNumberId }: AcceptedMessage): Chat | undefined {
		const { phone, state } = this;
		if (recipientType !== 'group') return phone.open(phone.recipient(to), phoneNumberId);
		const members = (state.collections.groups.get(to)?.participants ?? []).map(({ wa_id }) => phone.recipient(wa_id));
		return members.length === 0 || type === 'pin' ? undefined : phone.open(members[0], phoneNumberId, to);
	}

	/** Shows a rejected message to the person testing, in the chat that it was meant for. */
	rejected(record: RecordedRequest, params: Json, error: GraphError): void {
		const { phone, state } = this;
		const business = /\/(\d+)\/(?:marketing_)?messages$/.exec(record.path)?.[1];
		const address = String(params.to ?? params.recipient ?? '');
		if (!phone.isOn || business === undefined || !state.phones.has(business)) return;
		const customer = phone.customers.at(address) ?? phone.customers.at(address.replace(/\D/g, ''));
		if (!customer) return;
		phone.note(customer.id, business, 'Not accepted by the API', errorView(error), record.id);
	}

	/** The status of a message changed. */
	status(id: string, status: EntryStatus, error?: ErrorView): void {
		const { chats, customers } = this.phone;
		const entry = chats.entry(id);
		if (!entry || (entry.status && order.indexOf(status) <= order.indexOf(entry.status) && status !== 'failed')) return;
		entry.status = status;
		if (error) entry.error = error;
		const isOfOne = entry.from === 'business' && entry.group === undefined;
		if (status === 'delivered' && isOfOne && customers.get(entry.customer).twice) entry.isTwice = true;
		chats.tell(entry);
	}

	/** The business read a message, and with it those before, and perhaps started to type. */
	readByBusiness(id: string, isTyping: boolean): void {
		const { chats } = this.phone;
		const entry = chats.entry(id);
		const chat = entry && chats.find(entry);
		if (!entry || !chat) return;
		for (const one of chat.entries.slice(0, chats.placeOf(id) + 1))
			if (one.from === 'customer' && one.status !== 'read') {
				one.status = 'read';
				chats.tell(one);
			}
		if (isTyping) chat.typingUntil = this.state.clock.now() + TYPING_MS;
		chats.tellChat(chat);
	}

	/** Why an accepted message does not reach its recipient; undefined when it does. */
	failureOf(message: AcceptedMessage): Failure | undefined {
		const { phone, state } = this;
		if (!phone.isOn || message.recipientType === 'group') return undefined;
		const customer = phone.recipient(message.to);
		const { windowUntil } = phone.open(customer, message.phoneNumberId);
		return failureFor({
			customer,
			business: message.phoneNumberId,
			isFormerAddress: phone.customers.before(message.to) !== undefined,
			isTemplate: message.type === 'template',
			isMarketing: this.isMarketing(message),
			windowUntil,
			now: state.clock.now(),
		});
	}

	/** Waits until the recipient's phone is online. @returns false when the emulator was reset before */
	async reached(message: AcceptedMessage): Promise<boolean> {
		const { phone } = this;
		if (!phone.isOn || message.recipientType === 'group') return true;
		const customer = phone.recipient(message.to);
		return await phone.waits.until(() => customer.condition !== 'offline');
	}

	/** Waits until the recipient has read a message. @returns false when the emulator was reset before */
	async read(message: AcceptedMessage): Promise<boolean> {
		const { phone } = this;
		if (!phone.isOn || message.recipientType === 'group') return true;
		const customer = phone.recipient(message.to);
		const place = phone.chats.placeOf(message.id);
		const chat = { customer: customer.id, business: message.phoneNumberId };
		const isSeen = (): boolean => place < (phone.chats.find(chat)?.seen ?? Infinity);
		return await phone.waits.until(
			() =>
				customer.condition === 'online' &&
				(customer.reads === 'atOnce' || (customer.reads === 'whenOpened' && isSeen())),
		);
	}

	private isMarketing({ type, body }: AcceptedMessage): boolean {
		return type === 'template' && templateOf(part(body?.template), this.state.templates)?.category === 'MARKETING';
	}
}

/** An error of the Graph API, as the phone shows it. */
function errorView({ fields }: GraphError): ErrorView {
	const details = isObject(fields.error_data) ? text(fields.error_data.details) : undefined;
	return { code: fields.code, title: fields.message, ...(details === undefined ? {} : { details }) };
}
