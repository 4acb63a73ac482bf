import { z } from 'zod';
import { parseWebhookUser } from '../../../shared/input/recipient';
import { optionalObject, texts } from '../../../shared/lenientSchemas';
import { objects, type Data } from '../../../shared/untrustedJson';

/** A user. WhatsApp docs: Webhooks > messages; Business-scoped user IDs. */
const personSchema = z.object({
	...texts('wa_id', 'user_id', 'parent_user_id', 'username', 'country_code', 'identity_key_hash'),
	profile: optionalObject(texts('name', 'username', 'country_code')),
});

/** Name and IDs of a user, from the entry in `contacts`. */
export function senderFields(contact: Data) {
	const { wa_id, user_id, parent_user_id, username, country_code, identity_key_hash, profile } =
		personSchema.parse(contact);
	return {
		waId: wa_id,
		userId: user_id,
		parentUserId: parent_user_id,
		profileName: profile?.name,
		username: profile?.username ?? username,
		countryCode: profile?.country_code ?? country_code,
		identityKeyHash: identity_key_hash,
	};
}

/** An entry in `contacts`. */
export interface Contact {
	/** As received; undefined when there is none. */
	row?: Data;
	user: Partial<ReturnType<typeof senderFields>>;
}

const NONE: Contact = { user: {} };

/** Normalizes an ID for comparison: WhatsApp writes some phone numbers in two formats, even within one delivery. */
const comparableId = (id: string | undefined): string | undefined => parseWebhookUser(id)?.key ?? id;

/** The entries of a list by ID. */
interface Contacts {
	byId: Map<string, Contact>;
	/** The entry of a list with one entry. */
	only?: Contact;
}

/** Each list by ID: a list can be as long as the list of messages that refer to it. */
const known = new WeakMap<object, Contacts>();

function readContacts(list: unknown[]): Contacts {
	const read = known.get(list);
	if (read !== undefined) return read;
	const contacts = objects(list).map((row): Contact => ({ row, user: senderFields(row) }));
	const byId = new Map<string, Contact>();
	for (const contact of contacts) {
		const { waId, userId, parentUserId } = contact.user;
		for (const id of [waId, userId, parentUserId].map(comparableId)) {
			if (id !== undefined && !byId.has(id)) byId.set(id, contact);
		}
	}
	const index = { byId, only: contacts.length === 1 ? contacts[0] : undefined };
	known.set(list, index);
	return index;
}

/**
 * Finds a user's entry in `contacts`.
 * @param ids known IDs of the user: phone number, user ID, parent user ID
 * @param isAlone whether to use a single contact even if no ID matches
 */
export function findContact(contacts: unknown, ids: Array<string | undefined>, isAlone: boolean): Contact {
	if (!Array.isArray(contacts)) return NONE;
	const { byId, only } = readContacts(contacts);
	for (const id of ids) {
		const contact = byId.get(comparableId(id) ?? '');
		if (contact !== undefined) return contact;
	}
	return (isAlone ? only : undefined) ?? NONE;
}
