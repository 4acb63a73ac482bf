import { z } from 'zod';
import { isObject } from '../../../shared/input/parameterValues';
import { anything } from '../../../shared/input/parseInput';
import { flag, number, optionalObject, reader, text, texts } from '../../../shared/lenientSchemas';
import {
	camelKeys,
	camelObject,
	isoTime,
	objects,
	parseJson,
	text as toText,
	type Data,
} from '../../../shared/untrustedJson';
import { errorFields } from './errors';

/** Reads the object named after the message type. */
type Reader = (content: Data, message: Data) => Data;

const media = reader(
	{ ...texts('id', 'url', 'mime_type', 'filename', 'caption', 'sha256'), voice: flag, animated: flag },
	({ id, url, mime_type, filename, caption, sha256, voice, animated }) => ({
		text: caption,
		mediaId: id,
		mediaUrl: url,
		mimeType: mime_type,
		fileName: filename,
		caption,
		sha256,
		voice,
		animated,
	}),
);

/** The response of a Flow or an address form: a JSON string. WhatsApp docs: Flows > Receiving flow responses. */
function formAnswers(value: unknown): Data {
	if (typeof value !== 'string') return isObject(value) ? { flowResponse: value } : {};
	const parsed = parseJson(value);
	return isObject(parsed) ? { flowResponse: parsed } : { flowResponseText: value };
}

const flowTokenSchema = optionalObject({ flow_token: text });

const paymentTexts = texts('payment_method', 'payment_timestamp', 'reference_id', 'last_four_digits', 'credential_id');

const interactive = reader(
	{
		type: text,
		button_reply: optionalObject(texts('id', 'title')),
		list_reply: optionalObject(texts('id', 'title', 'description')),
		nfm_reply: optionalObject({ ...texts('body', 'name'), response_json: anything }),
		call_permission_reply: optionalObject({
			...texts('response', 'response_source', 'expiration_timestamp'),
			is_permanent: flag,
		}),
		payment_method: optionalObject(paymentTexts),
		...texts('reference_id', 'credential_id'),
	},
	({ type, button_reply, list_reply, nfm_reply, call_permission_reply, payment_method, ...own }) => {
		const common = { interactiveType: type };
		if (button_reply !== undefined) {
			const { id, title } = button_reply;
			return { ...common, text: title, buttonId: id, title };
		}
		if (list_reply !== undefined) {
			const { id, title, description } = list_reply;
			return { ...common, text: title, listId: id, title, description };
		}
		if (nfm_reply !== undefined) {
			const answers = formAnswers(nfm_reply.response_json);
			return {
				...common,
				text: nfm_reply.body,
				nfmReplyName: nfm_reply.name,
				flowToken: flowTokenSchema.parse(answers.flowResponse)?.flow_token,
				...answers,
			};
		}
		if (call_permission_reply !== undefined) {
			return {
				...common,
				callPermission: call_permission_reply.response,
				callPermissionIsPermanent: call_permission_reply.is_permanent,
				callPermissionSource: call_permission_reply.response_source,
				callPermissionExpires: isoTime(call_permission_reply.expiration_timestamp),
			};
		}
		// WhatsApp docs: Payments (Brazil) > One-click payments: the user's payment method.
		if (payment_method !== undefined || type === 'payment_method') {
			const payment = payment_method ?? {};
			return {
				...common,
				paymentMethod: payment.payment_method,
				paymentTimestamp: isoTime(payment.payment_timestamp),
				// Meta's page does not show whether these are in the object or beside it.
				referenceId: payment.reference_id ?? own.reference_id,
				lastFourDigits: payment.last_four_digits,
				credentialId: payment.credential_id ?? own.credential_id,
			};
		}
		return common;
	},
);

const productSchema = z.object({ ...texts('product_retailer_id', 'currency'), quantity: number, item_price: number });

/** Older names of system messages. WhatsApp docs: Webhooks > messages > system. */
const SYSTEM_TYPES: ReadonlyMap<string, string> = new Map([['customer_identity_changed', 'user_identity_changed']]);

/** A reader for each message type. WhatsApp docs: Webhooks > Messages, one page per type. */
const CONTENT_READERS: Record<string, Reader> = {
	text: reader(texts('body'), ({ body }) => ({ text: body })),
	image: media,
	video: media,
	audio: media,
	document: media,
	sticker: media,
	location: reader(
		{ latitude: number, longitude: number, ...texts('name', 'address', 'url') },
		({ latitude, longitude, name, address, url }) => ({
			latitude,
			longitude,
			locationName: name,
			locationAddress: address,
			locationUrl: url,
		}),
	),
	reaction: reader(texts('message_id', 'emoji'), ({ message_id, emoji }) => ({
		reactionEmoji: emoji,
		reactionMessageId: message_id,
		// A removed reaction has no emoji, or an empty one.
		reactionRemoved: emoji === undefined,
	})),
	order: reader(
		{ ...texts('catalog_id', 'text'), product_items: anything },
		({ catalog_id, text: note, product_items }) => ({
			text: note,
			orderCatalogId: catalog_id,
			orderItems: objects(product_items).map((item) => {
				const { product_retailer_id, quantity, item_price, currency } = productSchema.parse(item);
				return { productRetailerId: product_retailer_id, quantity, itemPrice: item_price, currency };
			}),
		}),
	),
	button: reader(texts('text', 'payload'), ({ text: title, payload }) => ({ text: title, payload, title })),
	interactive,
	system: reader(
		texts(
			'body',
			'type',
			'wa_id',
			'new_wa_id',
			'user_id',
			'parent_user_id',
			'previous_user_id',
			'previous_parent_user_id',
		),
		(system, _, { identity }: Data) => ({
			text: system.body,
			systemType: SYSTEM_TYPES.get(system.type ?? '') ?? system.type,
			newWaId: system.wa_id ?? system.new_wa_id,
			newUserId: system.user_id,
			newParentUserId: system.parent_user_id,
			// Often the only link to existing data about the user.
			previousUserId: system.previous_user_id,
			previousParentUserId: system.previous_parent_user_id,
			identity: camelObject(identity),
		}),
	),
	request_welcome: () => ({}),
	media_placeholder: () => ({}),
	edit: reader({ original_message_id: text, message: anything }, ({ original_message_id, message }) => {
		const edited = isObject(message) ? message : {};
		// Nested edits are not followed.
		const content = typeOf(edited) === 'edit' ? {} : contentFields(edited);
		return { ...content, editedType: typeOf(edited), editedMessageId: original_message_id };
	}),
	revoke: reader(texts('original_message_id'), ({ original_message_id }) => ({
		revokedMessageId: original_message_id,
	})),
	unsupported: reader(texts('type'), ({ type }) => ({ unsupportedType: type })),
	errors: () => ({}),
};

const originSchema = optionalObject({ origin: text });

/** `contacts` is the only type whose object is a list. */
function sharedContacts(message: Data): Data {
	const contacts = objects(message.contacts);
	const origins = [message.contacts, message, ...contacts].map((one) => originSchema.parse(one)?.origin);
	return { contacts: camelKeys(contacts), contactsOrigin: origins.find((origin) => origin !== undefined) };
}

/** Whether this version recognizes a message type. */
export const isKnownType = (type: unknown): boolean =>
	type === 'contacts' || (typeof type === 'string' && Object.hasOwn(CONTENT_READERS, type));

/** Object names that identify the message type; `errors` can accompany any of them. */
const TYPED = [...Object.keys(CONTENT_READERS), 'contacts'].filter((type) => type !== 'errors');

/**
 * The type of a message. If Meta omits it, as on the page about call permissions, it is derived from the object that is
 * present.
 */
export const typeOf = (message: Data): string | undefined =>
	toText(message.type) ?? TYPED.find((type) => isObject(message[type]) || Array.isArray(message[type]));

/** The content of a message, flat. `text` is set if the user wrote or selected text: body, caption or button title. */
export function contentFields(message: Data): Data {
	const type = typeOf(message);
	const errors = errorFields(message.errors);
	if (type === 'contacts') return { ...sharedContacts(message), ...errors };
	if (type === undefined || !Object.hasOwn(CONTENT_READERS, type)) return errors;
	const content = message[type];
	return { ...CONTENT_READERS[type](isObject(content) ? content : {}, message), ...errors };
}
