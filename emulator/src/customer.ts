import { asksToCall } from './calls/permissions';
import { actBeyondMessages, type BeyondMessages } from './customerActs';
import { flowButton } from './flows/client/fromMessage';
import type { FlowSession } from './flows/client/session';
import type { AnyFlow } from './flows/client/sessions';
import { isObject, type Json } from './messages/checks';
import { offersOf, type Offer } from './offers';
import { readableNumber } from './readableNumber';
import type { State } from './state';
import type { AcceptedMessage } from './types';
import { userId } from './webhookPayloads';

/** The message that the customer is looking at. */
export interface MessageReference {
	/** Its wamid. Default: the last message that the customer received from the number. */
	message?: string;
	/** Default: the number that sent `message`, or else the first one. */
	phoneNumberId?: string;
	/** Display name of the customer. */
	name?: string;
}

/** A button or a row, by its visible text or its ID; on a carousel with the index of the card, from 0. */
export interface Target extends MessageReference {
	title?: string;
	id?: string;
	card?: number;
}

export type CustomerAction = { from: string } & (
	| (MessageReference & { action: 'type'; text: string; quote?: boolean })
	| (Target & { action: 'tap' | 'choose' })
	/** Without an emoji, removes the reaction. */
	| (MessageReference & { action: 'react'; emoji?: string })
	/** `response` is the complete response of the flow; `data` is the response without the token. */
	| (MessageReference & { action: 'answerFlow'; data?: Json; response?: Json })
	| (MessageReference & { action: 'address'; values?: Json; savedAddressId?: string })
	| (MessageReference & { action: 'location'; latitude: number; longitude: number; place?: string; address?: string })
	| (MessageReference & { action: 'contact' })
	| (MessageReference & { action: 'callPermission'; accept: boolean; permanent?: boolean })
	| BeyondMessages
);

type Act<A extends CustomerAction['action']> = Extract<CustomerAction, { action: A }>;

/** Seven days: how long WhatsApp allows calls that are not allowed permanently. */
const CALL_PERMISSION_SECONDS = 7 * 24 * 3600;

const part = (value: unknown): Json => (isObject(value) ? value : {});

/**
 * A simulated customer with a phone: does what the app would let them do, and sends the resulting webhook (Meta docs:
 * Webhooks > messages).
 */
export class Customer {
	private readonly from: string;

	constructor(
		private readonly state: State,
		from: string,
	) {
		this.from = String(from).replace(/\D/g, '');
		if (this.from === '') throw new RangeError("'from' must be the customer's phone number");
	}

	/**
	 * Taps a button.
	 * @returns the ID of the message that the business receives
	 * @throws RangeError when there is no such button
	 */
	tap(title: string, on: MessageReference & { card?: number } = {}): string {
		return this.act({ action: 'tap', title, ...on });
	}

	/**
	 * Chooses a row of a list.
	 * @returns the ID of the message that the business receives
	 * @throws RangeError when there is no such row
	 */
	choose(title: string, on: MessageReference = {}): string {
		return this.act({ action: 'choose', title, ...on });
	}

	/** Writes a text, as a reply to a message when `quote` is set. @returns its ID */
	type(text: string, on: MessageReference & { quote?: boolean } = {}): string {
		return this.act({ action: 'type', text, ...on });
	}

	/**
	 * Carries out any action.
	 * @returns the ID of the message that the business receives
	 * @throws RangeError when the message does not allow the action, or the customer has no message
	 */
	act(what: { action: CustomerAction['action'] } & Record<string, unknown>): string {
		const action = { ...what, from: this.from } as CustomerAction;
		switch (action.action) {
			case 'type':
				return this.send(
					action,
					{ type: 'text', text: { body: String(action.text ?? '') } },
					action.quote === true ? this.before(action) : undefined,
				);
			case 'tap':
			case 'choose':
				return this.touch(action);
			case 'react':
				return this.react(action);
			case 'answerFlow':
				return this.answerFlow(action);
			case 'address':
				return this.address(action);
			case 'location':
				return this.location(action);
			case 'contact':
				return this.contact(action);
			case 'callPermission':
				return this.callPermission(action);
			default:
				return actBeyondMessages(this.state, this.from, action);
		}
	}

	private touch(target: Act<'tap' | 'choose'>): string {
		const message = this.before(target);
		const offers = offersOf(message, this.state.templates).filter(
			({ kind }) => (kind === 'row') === (target.action === 'choose'),
		);
		const fits = ({ title, id, card }: Offer): boolean =>
			(target.title === undefined || title === target.title) &&
			(target.id === undefined || id === target.id) &&
			(target.card === undefined || card === target.card);
		const offer = target.title === undefined && target.id === undefined ? undefined : offers.find(fits);
		if (!offer) {
			const available = offers.map(({ title }) => `'${title}'`).join(', ') || 'nothing';
			throw new RangeError(
				`There is no '${target.title ?? target.id ?? ''}' to ${target.action} on message ${message.id}, but ${available}`,
			);
		}
		const { kind, id, title, description } = offer;
		if (kind === 'quickReply')
			return this.send(target, { type: 'button', button: { payload: id, text: title } }, message);
		const reply = { id, title, ...(description === undefined ? {} : { description }) };
		return this.reply(target, kind === 'row' ? 'list_reply' : 'button_reply', reply, message);
	}

	private react(action: Act<'react'>): string {
		const { id, phoneNumberId } = this.before(action);
		return this.send(
			{ ...action, phoneNumberId },
			{
				type: 'reaction',
				reaction: { message_id: id, ...(action.emoji === undefined ? {} : { emoji: action.emoji }) },
			},
		);
	}

	private answerFlow(action: Act<'answerFlow'>): string {
		const message = this.before(action);
		const button = flowButton(message, this.state.templates);
		if (!button) throw new RangeError(`Message ${message.id} opens no flow`);
		return this.flowReply(action, action.response ?? { flow_token: button.flowToken, ...action.data }, message);
	}

	private flowReply(on: MessageReference, response: Json, message?: AcceptedMessage): string {
		return this.reply(
			on,
			'nfm_reply',
			{ name: 'flow', body: 'Sent', response_json: JSON.stringify(response) },
			message,
		);
	}

	/**
	 * Opens the flow of a message, or a flow given as JSON, and shows its first screen.
	 * @returns the flow, to be filled in and submitted; at its end the business receives the answers
	 * @throws RangeError when there is no flow, or it cannot be opened
	 */
	async openFlow(on: MessageReference & Partial<AnyFlow> = {}): Promise<FlowSession> {
		const { flowJson, ...rest } = on;
		if (flowJson !== undefined)
			return await this.state.flowSessions.ofJson({ ...rest, flowJson }, (response) => this.flowReply(on, response));
		const message = this.before(on);
		return await this.state.flowSessions.ofMessage(message, (response) => this.flowReply(on, response, message));
	}

	private address(action: Act<'address'>): string {
		const message = this.asking(action, 'an address', 'address_message');
		const fields = {
			...(action.savedAddressId === undefined ? {} : { saved_address_id: action.savedAddressId }),
			values: action.values ?? {},
		};
		const values = part(action.values);
		const body = [values.name, values.address, values.city].filter((one) => typeof one === 'string').join('\n');
		return this.reply(
			action,
			'nfm_reply',
			{ name: 'address_message', body, response_json: JSON.stringify(fields) },
			message,
		);
	}

	private location(action: Act<'location'>): string {
		const message = this.asking(action, 'a location', 'location_request_message');
		const { latitude, longitude, place, address } = action;
		const location = {
			latitude,
			longitude,
			...(place === undefined ? {} : { name: place }),
			...(address === undefined ? {} : { address }),
		};
		return this.send(action, { type: 'location', location }, message);
	}

	private contact(action: Act<'contact'>): string {
		const message = this.asking(action, 'contact info', 'request_contact_info', 'contact_request');
		const name = action.name ?? readableNumber(this.from);
		const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;TYPE=CELL:+${this.from}\nEND:VCARD`;
		const contact = {
			name: { formatted_name: name, first_name: name },
			phones: [{ phone: `+${this.from}`, wa_id: this.from, type: 'CELL' }],
			vcard,
		};
		// Meta docs: Business-scoped user IDs > Requesting phone numbers: `origin` is beside the contacts.
		return this.send(action, { type: 'contacts', origin: 'contact_request', contacts: [contact] }, message);
	}

	private callPermission(action: Act<'callPermission'>): string {
		const message = this.before(action);
		if (!asksToCall(this.state, message.body ?? {}))
			throw new RangeError(`Message ${message.id} does not ask for permission to call`);
		if (this.isOver(message)) throw new RangeError('This request has expired');
		const until =
			action.accept && action.permanent !== true
				? { expiration_timestamp: this.state.clock.seconds() + CALL_PERMISSION_SECONDS }
				: {};
		const response = {
			response: action.accept ? 'accept' : 'reject',
			...(action.accept ? { is_permanent: action.permanent === true } : {}),
			...until,
			response_source: 'user_action',
		};
		return this.reply(action, 'call_permission_reply', response, message);
	}

	/** Meta docs: Calling API > Call permissions: a request expires after 7 days, or with the next one. */
	private isOver({ id, at, to, phoneNumberId }: AcceptedMessage): boolean {
		const { clock, messages } = this.state;
		const requests = messages.filter(
			(one) => one.to === to && one.phoneNumberId === phoneNumberId && asksToCall(this.state, one.body ?? {}),
		);
		return clock.now() - at > CALL_PERMISSION_SECONDS * 1000 || requests.at(-1)?.id !== id;
	}

	/** The message that the customer looks at, which must be an interactive one of a given type. */
	private asking(on: MessageReference, what: string, ...types: string[]): AcceptedMessage {
		const message = this.before(on);
		if (!types.includes(String(part(message.body?.interactive).type)))
			throw new RangeError(`Message ${message.id} does not ask for ${what}`);
		return message;
	}

	private before({ message: id, phoneNumberId }: MessageReference): AcceptedMessage {
		const { customers } = this.state.phone;
		const known = customers.at(this.from);
		const addresses = known ? customers.addressesOf(known) : new Set([this.from, userId(this.from)]);
		const got = this.state.messages.filter(
			({ to, phoneNumberId: sender }) =>
				addresses.has(to) &&
				(sender === phoneNumberId ||
					(phoneNumberId === undefined && (id !== undefined || sender === this.state.seed.phoneNumberId))),
		);
		// Reactions and pins cannot be touched.
		const found =
			id === undefined
				? got.filter(({ type }) => type !== 'reaction' && type !== 'pin').pop()
				: got.find((one) => one.id === id);
		if (!found)
			throw new RangeError(id === undefined ? `${this.from} got no message yet` : `${this.from} got no message ${id}`);
		return found;
	}

	private reply(on: MessageReference, type: string, reply: Json, message?: AcceptedMessage): string {
		return this.send(on, { type: 'interactive', interactive: { type, [type]: reply } }, message);
	}

	/** Delivers a message, with its context when it replies to one. */
	private send({ phoneNumberId, name }: MessageReference, message: Json, answers?: AcceptedMessage): string {
		const number = answers?.phoneNumberId ?? phoneNumberId ?? this.state.seed.phoneNumberId;
		const business = this.state.phones.get(number)?.displayPhoneNumber.replace(/\D/g, '');
		const context = answers && { context: { from: business, id: answers.id } };
		return this.state.webhooks.incoming({
			from: this.from,
			phoneNumberId: number,
			name,
			message: { ...context, ...message },
		});
	}
}
