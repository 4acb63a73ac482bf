import { isObject } from '../../../shared/input/parameterValues';
import type { Data } from '../../../shared/untrustedJson';
import {
	camelKeys,
	camelObject,
	errorFields,
	flag,
	isoTime,
	number,
	objects,
	part,
	text,
} from '../../../shared/untrustedJson';

/** Reads the object named after the message type. */
type Reader = (content: Data, message: Data) => Data;

const media: Reader = (file) => ({
	text: text(file.caption),
	mediaId: text(file.id),
	mediaUrl: text(file.url),
	mimeType: text(file.mime_type),
	fileName: text(file.filename),
	caption: text(file.caption),
	sha256: text(file.sha256),
	voice: flag(file.voice),
	animated: flag(file.animated),
});

/** The response of a Flow or an address form: a JSON string. WhatsApp docs: Flows > Receiving flow responses. */
function formAnswers(json: unknown): Data {
	if (typeof json !== 'string') return isObject(json) ? { flowResponse: json } : {};
	try {
		const parsed: unknown = JSON.parse(json);
		return isObject(parsed) ? { flowResponse: parsed } : { flowResponseText: json };
	} catch {
		return { flowResponseText: json };
	}
}

const interactive: Reader = ({ type, button_reply, list_reply, nfm_reply, call_permission_reply, payment_method }) => {
	const common = { interactiveType: text(type) };
	if (isObject(button_reply)) {
		const title = text(button_reply.title);
		return { ...common, text: title, buttonId: text(button_reply.id), title };
	}
	if (isObject(list_reply)) {
		const title = text(list_reply.title);
		return { ...common, text: title, listId: text(list_reply.id), title, description: text(list_reply.description) };
	}
	if (isObject(nfm_reply)) {
		const answers = formAnswers(nfm_reply.response_json);
		return {
			...common,
			text: text(nfm_reply.body),
			nfmReplyName: text(nfm_reply.name),
			flowToken: text(part(answers.flowResponse).flow_token),
			...answers,
		};
	}
	if (isObject(call_permission_reply)) {
		return {
			...common,
			callPermission: text(call_permission_reply.response),
			callPermissionIsPermanent: flag(call_permission_reply.is_permanent),
			callPermissionSource: text(call_permission_reply.response_source),
			callPermissionExpires: isoTime(call_permission_reply.expiration_timestamp),
		};
	}
	// WhatsApp docs: Payments (Brazil) > One-click payments: the user's payment method.
	if (isObject(payment_method)) {
		return {
			...common,
			paymentMethod: text(payment_method.payment_method),
			paymentTimestamp: isoTime(payment_method.payment_timestamp),
			referenceId: text(payment_method.reference_id),
			lastFourDigits: text(payment_method.last_four_digits),
			credentialId: text(payment_method.credential_id),
		};
	}
	return common;
};

/** A reader for each message type. WhatsApp docs: Webhooks > Messages, one page per type. */
const READERS: Record<string, Reader> = {
	text: ({ body }) => ({ text: text(body) }),
	image: media,
	video: media,
	audio: media,
	document: media,
	sticker: media,
	location: ({ latitude, longitude, name, address, url }) => ({
		latitude: number(latitude),
		longitude: number(longitude),
		locationName: text(name),
		locationAddress: text(address),
		locationUrl: text(url),
	}),
	reaction: ({ message_id, emoji }) => ({
		reactionEmoji: text(emoji),
		reactionMessageId: text(message_id),
		// A removed reaction has no emoji, or an empty one.
		reactionRemoved: text(emoji) === undefined,
	}),
	order: ({ catalog_id, text: note, product_items }) => ({
		text: text(note),
		orderCatalogId: text(catalog_id),
		orderItems: objects(product_items).map((item) => ({
			productRetailerId: text(item.product_retailer_id),
			quantity: number(item.quantity),
			itemPrice: number(item.item_price),
			currency: text(item.currency),
		})),
	}),
	button: (button) => ({ text: text(button.text), payload: text(button.payload), title: text(button.text) }),
	interactive,
	system: (system, { identity }) => ({
		text: text(system.body),
		systemType: text(system.type),
		newWaId: text(system.wa_id) ?? text(system.new_wa_id),
		newUserId: text(system.user_id),
		newParentUserId: text(system.parent_user_id),
		// Often the only link to existing data about the user.
		previousUserId: text(system.previous_user_id),
		previousParentUserId: text(system.previous_parent_user_id),
		identity: camelObject(identity),
	}),
	request_welcome: () => ({}),
	media_placeholder: () => ({}),
	edit: ({ original_message_id, message }) => {
		const edited = part(message);
		// Nested edits are not followed.
		const content = typeOf(edited) === 'edit' ? {} : contentFields(edited);
		return { ...content, editedType: typeOf(edited), editedMessageId: text(original_message_id) };
	},
	revoke: ({ original_message_id }) => ({ revokedMessageId: text(original_message_id) }),
	unsupported: ({ type }) => ({ unsupportedType: text(type) }),
	errors: () => ({}),
};

/** `contacts` is the only type whose object is a list. */
function sharedContacts(message: Data): Data {
	const contacts = objects(message.contacts);
	const origins = [part(message.contacts), message, ...contacts].map(({ origin }) => text(origin));
	return { contacts: camelKeys(contacts), contactsOrigin: origins.find((origin) => origin !== undefined) };
}

/** Whether this version recognizes a message type. */
export const isKnownType = (type: unknown): boolean =>
	type === 'contacts' || (typeof type === 'string' && Object.hasOwn(READERS, type));

/** Object names that identify the message type; `errors` can accompany any of them. */
const TYPED = [...Object.keys(READERS), 'contacts'].filter((type) => type !== 'errors');

/**
 * The type of a message. If Meta omits it, as on the page about call permissions, it is derived from the object that is
 * present.
 */
export const typeOf = (message: Data): string | undefined =>
	text(message.type) ?? TYPED.find((type) => isObject(message[type]) || Array.isArray(message[type]));

/** The content of a message, flat. `text` is set if the user wrote or selected text: body, caption or button title. */
export function contentFields(message: Data): Data {
	const type = typeOf(message);
	const errors = errorFields(message.errors);
	if (type === 'contacts') return { ...sharedContacts(message), ...errors };
	if (type === undefined || !Object.hasOwn(READERS, type)) return errors;
	return { ...READERS[type](part(message[type]), message), ...errors };
}
