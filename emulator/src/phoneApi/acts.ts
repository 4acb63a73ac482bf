import { answerCall, callBusiness, currentCall, declineCall, hangUp, miss, type Call } from '../calls/call';
import { Customer, type CustomerAction } from '../customer';
import { join, leave } from '../groups/group';
import type { Json } from '../messages/checks';
import type { State } from '../state';
import type { StoredMedia } from '../types';
import { productOf } from './catalog';
import { groupOfMember } from './groups';
import { profileName } from './identity';
import { playedChange, preferenceChange, systemChange } from './webhookChanges';
import { compact } from './content/read';
import { pay } from './payment';
import type { Action, Entry, Media } from './types';

type Act<D extends Action['do']> = Extract<Action, { do: D }>;

/** WhatsApp Help Center: messages can be edited for 15 minutes, and deleted for everyone for 60 hours. */
export const EDIT_MS = 15 * 60_000;
export const DELETE_MS = 60 * 3600_000;

/**
 * Carries out what a customer does on the phone, and sends the webhook (Meta docs: Webhooks > messages).
 * @returns the ID of the message that the business receives, if there is one
 * @throws RangeError when the customer cannot do that
 */
export function act(state: State, action: Action): string | undefined {
	const run = Object.hasOwn(acts, action.do) ? acts[action.do] : undefined;
	if (!run) throw new RangeError(`A customer cannot '${String(action.do)}'`);
	const { condition, blocked } = state.phone.customers.get(action.customer);
	if (action.group !== undefined && !inGroups.has(action.do)) throw new RangeError('This is not possible in a group');
	const isSetting = ['block', 'unblock', 'stop', 'resume'].includes(action.do);
	if (condition === 'noWhatsApp') throw new RangeError('This customer is not on WhatsApp');
	if (condition === 'offline' && !isSetting) throw new RangeError('This customer is offline');
	if (blocked.includes(action.business) && !isSetting)
		throw new RangeError('This customer blocked the business. Unblock it to write.');
	return run(state, action as never);
}

const acts: { [D in Action['do']]: (state: State, action: Act<D>) => string | undefined } = {
	text: (state, action) => {
		if (action.text.trim() === '') throw new RangeError('The message is empty');
		return send(state, action, { type: 'text', text: { body: action.text } }, action.quote);
	},
	media: (state, action) => sendFile(state, action),
	location: (state, action) => send(state, action, { type: 'location', location: action.place }, action.quote),
	contacts: (state, action) => send(state, action, contact(action.name, action.phone), action.quote),
	react: (state, action) => {
		const reaction = compact({ message_id: action.message, emoji: action.emoji || undefined });
		return send(state, action, { type: 'reaction', reaction });
	},
	tap: (state, action) => {
		const { id, title, card } = action;
		return onMessage(state, action, compact({ action: 'tap' as const, id, title, card }));
	},
	choose: (state, action) => onMessage(state, action, { action: 'choose', id: action.id }),
	shareLocation: (state, action) => {
		const { latitude, longitude, name, address } = action.place;
		return onMessage(
			state,
			action,
			compact({ action: 'location' as const, latitude, longitude, place: name, address }),
		);
	},
	shareContact: (state, action) => onMessage(state, action, { action: 'contact' }),
	address: (state, action) =>
		onMessage(
			state,
			action,
			compact({ action: 'address' as const, values: action.values, savedAddressId: action.saved }),
		),
	callPermission: (state, action) =>
		onMessage(state, action, { action: 'callPermission', accept: action.accept, permanent: action.permanent === true }),
	order: (state, action) => order(state, action),
	askAboutProduct: (state, action) => {
		const product = { catalog_id: action.catalogId, product_retailer_id: action.product };
		return send(state, action, { type: 'text', text: { body: action.text } }, action.message, {
			referred_product: product,
		});
	},
	pay: (state, action) => pay(state, state.phone.entry(action.message), action.succeeds),
	edit: (state, action) => {
		const entry = own(state, action, action.message, EDIT_MS, 'A message can be edited for 15 minutes');
		if (entry.content.type !== 'text') throw new RangeError('Only text messages can be edited');
		const message = { type: 'text', text: { body: action.text } };
		return send(state, action, { type: 'edit', edit: { original_message_id: action.message, message } });
	},
	delete: (state, action) => {
		own(state, action, action.message, DELETE_MS, 'A message can be deleted for everyone for 60 hours');
		return send(state, action, { type: 'revoke', revoke: { original_message_id: action.message } });
	},
	played: (state, action) => {
		state.webhooks.events([playedChange(state, state.phone.entry(action.message).id)]);
		return undefined;
	},
	block: (state, action) => change(state, action, 'blocked', true),
	unblock: (state, action) => change(state, action, 'blocked', false),
	stop: (state, action) => preference(state, action, true),
	resume: (state, action) => preference(state, action, false),
	call: (state, { customer, business, payload }) => callBusiness(state, userOf(state, customer), business, payload),
	hangUp: (state, { customer, business }) => hangUp(state, userOf(state, customer), business),
	answerCall: onCall(answerCall),
	declineCall: onCall(declineCall),
	missCall: onCall(miss),
	joinGroup: (state, { customer, link }) => join(state, userOf(state, customer), link),
	leaveGroup: (state, { customer, group }) => leave(state, userOf(state, customer), group),
};

/** Meta docs: Groups API > Receive messages: what members of a group can do there. */
const inGroups = new Set<Action['do']>(['text', 'media', 'location', 'contacts', 'leaveGroup']);

const userOf = ({ phone }: State, customer: string): string => phone.customers.get(customer).number;

/** Does something with the call of the business that rings. @throws RangeError when there is none */
function onCall(change: (state: State, call: Call) => void) {
	return (state: State, { customer, business }: Action): string => {
		const call = currentCall(state, business, userOf(state, customer));
		if (call?.direction !== 'BUSINESS_INITIATED' || call.state !== 'ringing')
			throw new RangeError('The phone is not ringing');
		change(state, call);
		return call.id;
	};
}

/** Sends a message of the customer, as a reply to another one if given. */
function send(
	state: State,
	{ customer: id, business, group }: Action,
	message: Json,
	quote?: string,
	context: Json = {},
): string {
	const customer = state.phone.customers.get(id);
	if (group !== undefined) groupOfMember(state, customer, group);
	const quoted = quote === undefined ? undefined : state.phone.entry(quote);
	const from =
		quoted?.from === 'customer'
			? state.phone.customers.get(quoted.customer).number
			: state.phones.get(business)?.displayPhoneNumber.replace(/\D/g, '');
	return state.webhooks.incoming({
		from: customer.number,
		phoneNumberId: business,
		...(group === undefined ? {} : { group }),
		message: { ...(quoted && { context: { from, id: quoted.id, ...context } }), ...message },
	});
}

/** Does what a message of the business allows. */
function onMessage(
	state: State,
	action: Action & { message: string },
	what: { action: CustomerAction['action'] } & Json,
): string {
	const customer = state.phone.customers.get(action.customer);
	const { message, business } = action;
	const name = profileName(customer);
	return new Customer(state, customer.number).act({ ...what, message, phoneNumberId: business, name });
}

/** An own message that is not too old to be changed. */
function own(state: State, { customer }: Action, id: string, withinMs: number, otherwise: string): Entry {
	const entry = state.phone.entry(id);
	if (entry.customer !== customer || entry.from !== 'customer' || entry.isDeleted)
		throw new RangeError('Only own messages can be changed');
	if (state.clock.now() - entry.at > withinMs) throw new RangeError(otherwise);
	return entry;
}

/** Properties of each kind of file (Meta docs: Webhooks > messages). */
const fileParts: Partial<Record<Media['kind'], (action: Act<'media'>, file: StoredMedia) => Json>> = {
	image: ({ caption }) => ({ caption: caption || undefined }),
	video: ({ caption }) => ({ caption: caption || undefined }),
	audio: ({ voice }) => ({ voice: voice === true }),
	document: ({ caption }, { fileName }) => ({ caption: caption || undefined, filename: fileName ?? 'file' }),
	sticker: (_action, { animated }) => ({ animated }),
};

function sendFile(state: State, action: Act<'media'>): string {
	const { kind, media: id } = action;
	const file = state.media.find(id);
	const parts = Object.hasOwn(fileParts, kind) ? fileParts[kind] : undefined;
	if (!file || !parts) throw new RangeError(`There is no file '${id}' to send as ${kind}`);
	const { mimeType, sha256 } = file;
	const type = kind === 'audio' && action.voice === true ? 'audio/ogg; codecs=opus' : mimeType;
	const value = compact({
		...parts(action, file),
		mime_type: type,
		sha256: Buffer.from(sha256, 'hex').toString('base64'),
		id,
	});
	return send(state, action, { type: kind, [kind]: value }, action.quote);
}

function contact(name: string, phone: string): Json {
	const digits = phone.replace(/\D/g, '');
	if (name.trim() === '' || digits === '') throw new RangeError('A contact needs a name and a phone number');
	const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;TYPE=CELL:+${digits}\nEND:VCARD`;
	const phones = [{ phone: `+${digits}`, wa_id: digits, type: 'CELL' }];
	return {
		type: 'contacts',
		origin: 'other',
		contacts: [{ name: { formatted_name: name, first_name: name }, phones, vcard }],
	};
}

/** Meta docs: Webhooks > messages > Order. */
function order(state: State, action: Act<'order'>): string {
	const items = action.items
		.filter(({ quantity }) => quantity > 0)
		.map(({ id, quantity }) => {
			const { price, currency } = productOf(id);
			return { product_retailer_id: id, quantity, item_price: price / 100, currency };
		});
	if (items.length === 0) throw new RangeError('The cart is empty');
	const value = compact({ catalog_id: action.catalogId, text: action.text || undefined, product_items: items });
	return send(state, action, { type: 'order', order: value }, action.quote);
}

function change(state: State, action: Action, list: 'blocked' | 'stopped', isOn: boolean): undefined {
	const customer = state.phone.customers.get(action.customer);
	customer[list] = customer[list].filter((one) => one !== action.business);
	if (isOn) customer[list].push(action.business);
	state.phone.customersChanged();
}

/** Stops or resumes marketing messages. */
function preference(state: State, action: Action, isStopped: boolean): undefined {
	change(state, action, 'stopped', isStopped);
	const customer = state.phone.customers.get(action.customer);
	state.webhooks.events([preferenceChange(state, customer, action.business, isStopped)]);
	const words = isStopped ? 'You stopped marketing messages of this business' : 'You resumed marketing messages';
	state.phone.line(action.customer, action.business, words);
}

/** Gives a customer another number, and tells each business that has a chat with them. */
export function moveNumber(state: State, id: string, number: string): void {
	const customer = state.phone.customers.get(id);
	const before = state.phone.customers.move(id, number);
	for (const business of state.phone.businessesOf(id)) {
		state.webhooks.events([systemChange(state, customer, before, business)]);
		state.phone.line(id, business, `You changed your number to +${customer.number}`);
	}
	state.phone.customersChanged();
}
