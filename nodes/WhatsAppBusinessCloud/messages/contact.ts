import type { IDataObject } from 'n8n-workflow';
import { contactNames } from './contactFields';
import { dateText } from '../shared/input/dateText';
import { InputError } from '../shared/inputError';
import {
	omitUndefined,
	hasMethod,
	isBlank,
	isObject,
	describeType,
	optionalText,
} from '../shared/input/parameterValues';
import { normalizePhoneNumber } from '../shared/input/phone';

type Fields = Record<string, unknown>;

/** Whether a value is blank, or an object or list without entries. */
const isEmpty = (value: unknown): boolean =>
	isBlank(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** Maximum nesting depth of unknown parts; deeper ones are omitted. Also ends circular objects. */
const maxDepth = 8;

/**
 * A copy without empty texts, nulls, values that JSON cannot represent, and everything that is then empty. Dates become
 * text.
 */
function prune(value: unknown, levels = maxDepth): unknown {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'object' || value === null || levels === 0) return undefined;
	const date = dateText(value, 'Contact');
	if (date !== undefined) return date;
	if (Array.isArray(value)) return value.map((entry) => prune(entry, levels - 1)).filter((entry) => !isEmpty(entry));
	return Object.fromEntries(
		Object.entries(value)
			.map(([key, inner]) => [key, prune(inner, levels - 1)] as const)
			.filter(([, inner]) => !isEmpty(inner)),
	);
}

/** Known parts as text, others unchanged; nothing empty. */
function parts(value: unknown, names: Record<string, string>, part: string): IDataObject | undefined {
	if (isEmpty(value)) return undefined;
	if (!isObject(value)) {
		throw new InputError(
			part,
			`needs an object with fields, got ${describeType(value)}`,
			'Check the expression or the JSON',
		);
	}
	const read = Object.entries(value).map(
		([key, inner]) => [key, Object.hasOwn(names, key) ? optionalText(inner, names[key]) : prune(inner)] as const,
	);
	return Object.fromEntries(read.filter(([, inner]) => !isEmpty(inner))) as IDataObject;
}

/** List entries that contain more than their type. */
function entries(value: unknown, names: Record<string, string>, part: string): IDataObject[] | undefined {
	if (isEmpty(value)) return undefined;
	if (!Array.isArray(value)) {
		throw new InputError(part, `needs a list, got ${describeType(value)}`, 'Check the expression or the JSON');
	}
	const filled = value
		.map((entry) => parts(entry, names, part))
		.filter((entry): entry is IDataObject => entry !== undefined && Object.keys(entry).some((key) => key !== 'type'));
	return filled.length > 0 ? filled : undefined;
}

/**
 * A name that WhatsApp accepts: formatted_name and at least one other part. Each is derived from the other if missing.
 */
function fullName(value: unknown): IDataObject {
	const name = parts(value, contactNames.name, 'Name') ?? {};
	const known = ['prefix', 'first_name', 'middle_name', 'last_name', 'suffix'].filter((key) => name[key] !== undefined);
	if (name.formatted_name === undefined) {
		if (known.length === 0) {
			throw new InputError(contactNames.name.formatted_name, 'is empty', 'Enter the name of the contact');
		}
		name.formatted_name = known.map((key) => name[key]).join(' ');
	}
	if (known.length === 0) name.first_name = name.formatted_name;
	return name;
}

/** @returns YYYY-MM-DD, also from an ISO 8601 time or a date object @throws InputError when the date does not exist */
function birthday(value: unknown): string | undefined {
	const field = 'Birthday';
	let day = value;
	if (hasMethod(value, 'toISODate')) day = value.toISODate();
	else if (value instanceof Date && !Number.isNaN(value.getTime())) day = value.toISOString();
	const text = optionalText(day, field)?.trim();
	if (text === undefined) return undefined;
	const found = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
	const date = new Date(`${found}T00:00:00Z`);
	if (found !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found)) return found;
	throw new InputError(field, 'is not a date', 'Write it as YYYY-MM-DD, e.g. 1815-12-10');
}

/**
 * Checks a contact in Meta's format and removes empty parts. Unknown parts are kept.
 * WhatsApp docs: Messages > Contacts messages.
 * @throws InputError naming the part
 */
export function checkContact(contact: unknown): IDataObject {
	if (!isObject(contact)) {
		throw new InputError(
			[],
			`needs an object, got ${describeType(contact)}`,
			'Give each contact as an object with a name',
		);
	}
	const { name, birthday: day, org, phones, emails, addresses, urls, ...others } = contact;
	const rest = prune(others) as IDataObject;
	return omitUndefined({
		...rest,
		name: fullName(name),
		phones: entries(phones, contactNames.phones, 'Phones')?.map(normalizePhone),
		emails: entries(emails, contactNames.emails, 'Emails'),
		addresses: entries(addresses, contactNames.addresses, 'Addresses'),
		urls: entries(urls, contactNames.urls, 'URLs'),
		org: filled(parts(org, contactNames.org, 'Organization')),
		birthday: birthday(day),
	});
}

const filled = (object: IDataObject | undefined): IDataObject | undefined =>
	object !== undefined && Object.keys(object).length > 0 ? object : undefined;

/** WhatsApp IDs contain only digits: `+49 151` becomes `49151`. */
function normalizePhone(phone: IDataObject): IDataObject {
	if (typeof phone.wa_id !== 'string') return phone;
	if (!/^[\s\p{Cf}\p{Pd}+().,\d]+$/u.test(phone.wa_id)) return phone;
	try {
		return { ...phone, wa_id: normalizePhoneNumber(phone.wa_id, 'WhatsApp ID') };
	} catch {
		return phone;
	}
}

/** The entries of a fixed collection with one or multiple values. */
function collection(value: unknown, key: string, part: string): unknown[] {
	if (isEmpty(value)) return [];
	if (!isObject(value)) {
		throw new InputError(part, `needs an object with fields, got ${describeType(value)}`, 'Check the expression');
	}
	const list = value[key];
	if (isEmpty(list)) return [];
	return Array.isArray(list) ? list : [list];
}

/** A phone from the form. Version 1 of n8n's built-in node marks a number as WhatsApp ID by its type. */
function phoneFromForm(entry: unknown): unknown {
	if (!isObject(entry)) return entry;
	const { whatsapp_user_id: userId, ...phone } = entry;
	const whatsAppId = isEmpty(userId) ? phone.wa_id : userId;
	if (phone.type !== 'wa_id') return { ...phone, wa_id: whatsAppId };
	const { type, ...untyped } = phone;
	return { ...untyped, wa_id: isEmpty(whatsAppId) ? phone.phone : whatsAppId };
}

/**
 * Converts the form's fields of one contact to Meta's format.
 * @param name the parts of the name
 * @param fields addresses, birthday, emails, organization, phones and urls, as in the collections
 * @throws InputError naming the part
 */
export function contactFromForm(name: unknown, fields: Fields): IDataObject {
	return checkContact({
		name,
		phones: collection(fields.phones, 'data', 'Phones').map(phoneFromForm),
		emails: collection(fields.emails, 'data', 'Emails'),
		addresses: collection(fields.addresses, 'address', 'Addresses'),
		urls: collection(fields.urls, 'url', 'URLs'),
		org: collection(fields.organization, 'data', 'Organization')[0],
		birthday: fields.birthday,
	});
}
