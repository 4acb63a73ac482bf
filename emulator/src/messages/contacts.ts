import { at, invalid, list, object, onlyKeys, optionalText, text, type Json } from './checks';

const nameParts = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix'];

// Meta docs: Messages > Contacts messages: the lists in a contact and their keys.
const lists: Record<string, string[]> = {
	phones: ['phone', 'type', 'wa_id'],
	emails: ['email', 'type'],
	addresses: ['street', 'city', 'state', 'zip', 'country', 'country_code', 'type'],
	urls: ['url', 'type'],
};

/**
 * Meta docs: Messages > Contacts messages. 1 to 257 contacts, each with a formatted name; the other parts of a name are
 * optional.
 */
export function checkContacts(value: unknown): void {
	list(value, 'contacts', 257).forEach((entry, index) =>
		checkContact(object(entry, at('contacts', index)), at('contacts', index)),
	);
}

function checkContact(contact: Json, place: string): void {
	onlyKeys(contact, place, ['name', 'org', 'birthday', ...Object.keys(lists)]);
	const name = object(contact.name, `${place}['name']`);
	onlyKeys(name, `${place}['name']`, ['formatted_name', ...nameParts]);
	text(name.formatted_name, `${place}['name']['formatted_name']`);
	for (const part of nameParts) optionalText(name[part], `${place}['name']['${part}']`);
	for (const [key, keys] of Object.entries(lists)) {
		if (contact[key] !== undefined) checkEntries(contact[key], `${place}['${key}']`, keys);
	}
	if (contact.org !== undefined)
		checkTexts(object(contact.org, `${place}['org']`), `${place}['org']`, ['company', 'department', 'title']);
	const birthday = optionalText(contact.birthday, `${place}['birthday']`);
	if (birthday !== undefined && !isDate(birthday)) invalid(`${place}['birthday'] must be written YYYY-MM-DD.`);
}

function checkEntries(value: unknown, place: string, keys: string[]): void {
	if (!Array.isArray(value)) invalid(`${place} must be an array.`);
	value.forEach((entry, index) => checkTexts(object(entry, `${place}[${index}]`), `${place}[${index}]`, keys));
}

function checkTexts(value: Json, place: string, keys: string[]): void {
	onlyKeys(value, place, keys);
	for (const key of keys) optionalText(value[key], `${place}['${key}']`);
}

function isDate(value: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}
