import { parameterError, whatsappError } from '../errors';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { missing, object, optionalText, text, type Json } from './checks';
import { checkContacts } from './contacts';
import { checkDirectSend } from './directSend';
import { checkInteractive } from './interactive';
import { checkMedia } from './media';
import { checkLocation, checkPin, checkReaction, checkText } from './plain';
import { checkTemplate } from './template';

interface Sender {
	body: Json;
	phone: PhoneNumber;
	state: State;
}

type Check = (part: unknown, sender: Sender) => void;

const onObject =
	(type: string, check: (part: Json, sender: Sender) => void): Check =>
	(part, sender) =>
		check(object(part, type), sender);

/** One check per message type (Meta docs: Messages). */
const checks: Record<string, Check> = {
	text: onObject('text', checkText),
	image: onObject('image', (part, { phone, state }) => checkMedia('image', part, phone, state)),
	video: onObject('video', (part, { phone, state }) => checkMedia('video', part, phone, state)),
	audio: onObject('audio', (part, { phone, state }) => checkMedia('audio', part, phone, state)),
	document: onObject('document', (part, { phone, state }) => checkMedia('document', part, phone, state)),
	sticker: onObject('sticker', (part, { phone, state }) => checkMedia('sticker', part, phone, state)),
	location: onObject('location', checkLocation),
	contacts: checkContacts,
	reaction: onObject('reaction', (part, { body }) => checkReaction(part, body)),
	pin: onObject('pin', (part, { body }) => checkPin(part, body)),
	interactive: onObject('interactive', checkInteractive),
	template: onObject('template', (part, sender) => checkTemplate(part, sender)),
};

// Meta docs: Groups API > Group messaging lists interactive messages as not supported. It does not mention contacts,
// location and reaction.
const notInGroups = ['interactive'];

/**
 * Meta docs: Account model > Messaging accounts: optional; `paid_messaging_account_id` is the deprecated name. The ID is
 * that of the former WhatsApp Business Account.
 */
function checkMessagingAccount({ messaging_account_id, paid_messaging_account_id }: Json, { phone }: Sender): void {
	const id = messaging_account_id ?? paid_messaging_account_id;
	if (id !== undefined && String(id) !== phone.wabaId)
		throw parameterError('Param messaging_account_id is not a messaging account of this phone number.');
}

/** Checks a message body without its recipient, and returns its type. Throws Meta's error. */
export function checkMessage(sender: Sender): string {
	const { body } = sender;
	const type = body.type ?? 'text';
	const check = typeof type === 'string' && Object.hasOwn(checks, type) ? checks[type] : undefined;
	if (!check) {
		const known = Object.keys(checks).map((name) => name.toUpperCase());
		throw parameterError(`Param type must be one of {${known.join(', ')}} - got "${String(type)}".`);
	}
	if (body.recipient_type === 'group' && notInGroups.includes(type as string)) {
		throw whatsappError(130501, `Messages of type '${type as string}' cannot be sent to a group.`);
	}
	checkDirectSend(body, sender.state.settings);
	if (body[type as string] === undefined || body[type as string] === null)
		missing(`'${type as string}'`, type as string);
	check(body[type as string], sender);
	if (body.context !== undefined) text(object(body.context, 'context').message_id, "context['message_id']");
	// Meta docs: Messages > Request syntax: at most 512 characters.
	optionalText(body.biz_opaque_callback_data, 'biz_opaque_callback_data', 512);
	optionalText(body.recipient_identity_key_hash, 'recipient_identity_key_hash');
	checkMessagingAccount(body, sender);
	return type as string;
}
