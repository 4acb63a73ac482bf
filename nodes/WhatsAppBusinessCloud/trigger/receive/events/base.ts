import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { optionalObject, text as textSchema, texts } from '../../../shared/lenientSchemas';
import { isoTime, mergeDefined, number, text, type Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import type { Contact } from './contacts';

const numberIds = optionalObject(texts('phone_number_id', 'display_phone_number'));

/** What identifies the account and number in a change. WhatsApp docs: Webhooks > account_settings_update, account_alerts. */
const sourceSchema = z.object({
	...texts('phone_number_id', 'display_phone_number', 'phone_number', 'entity_type', 'entity_id'),
	metadata: numberIds,
	recipient: numberIds,
	phone_number_settings: optionalObject({ phone_number_id: textSchema }),
});

/** The account and number that a change was received on. Meta includes the number next to the event, or in it. */
export function sourceFields(wabaId: string | undefined, field: string, value: Data): Data {
	const source = sourceSchema.parse(value);
	const { metadata = {}, recipient = {}, phone_number_settings = {} } = source;
	return {
		// WhatsApp docs: Webhooks > partner_solutions: the entry ID is that of a business portfolio.
		[field === 'partner_solutions' ? 'businessId' : 'wabaId']: wabaId,
		phoneNumberId:
			metadata.phone_number_id ??
			source.phone_number_id ??
			recipient.phone_number_id ??
			phone_number_settings.phone_number_id ??
			(source.entity_type === 'PHONE_NUMBER' ? source.entity_id : undefined),
		displayPhoneNumber:
			metadata.display_phone_number ??
			source.display_phone_number ??
			recipient.display_phone_number ??
			// WhatsApp docs: Webhooks > account_update: `phone_number` if the event is about one number.
			(field === 'account_update' ? source.phone_number : undefined),
	};
}

/** 72 bits of SHA-256, to distinguish events without an ID. */
const digest = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('base64url')
		.slice(0, 12);

const MINUTE = 60_000;

export interface NewEvent {
	/** Type of event, for workflows to switch on. */
	kind: string;
	fields: Data;
	/** Name of the property that holds Meta's object in the item. */
	as: 'message' | 'value';
	/** Whether this version recognizes the event. */
	isKnown?: boolean;
	/** The value of 'Trigger On', if it differs from the field name. */
	update?: string;
	place?: ReceivedEvent['place'];
	/** The user's entry in `contacts`. */
	contact?: Contact;
	/** Meta's IDs of the event. Without them, content and time identify it. */
	ids?: Array<string | undefined>;
}

/** First properties of an item: who, what, when. */
const FIRST = ['from', 'profileName', 'text', 'type', 'messageId', 'timestamp'];

/**
 * The key of an event without an ID: its content and its time at Meta. Events without a time, such as the same error
 * twice, count as duplicates only within the same minute.
 */
function keyWithoutId(change: Change, source: unknown, { timestamp }: Data): unknown[] {
	const { wabaId, phoneNumberId, businessId } = change.source;
	const time = number(change.time) ?? (timestamp === undefined ? `at ${Math.floor(change.receivedAt / MINUTE)}` : '');
	return [change.field, wabaId ?? businessId, phoneNumberId, time, digest(source)];
}

/** Creates an event: who, what and when come first, then the other fields, account and number, and Meta's objects. */
export function newEvent(change: Change, created: NewEvent): ReceivedEvent {
	const { kind, fields, as, place, ids, isKnown = true } = created;
	const source = place?.row ?? change.value;
	const key = ids?.[0] === undefined ? keyWithoutId(change, source, fields) : ids;
	const first = Object.fromEntries(FIRST.map((name) => [name, fields[name]]));
	const row = created.contact?.row ?? {};
	const isNamed = Object.keys(row).length > 0;
	return {
		json: mergeDefined(
			first,
			isKnown ? { kind } : { kind, known: false },
			fields,
			{ field: change.field },
			change.source,
			isNamed ? { contact: row, [as]: source } : { [as]: source },
		) as IDataObject,
		kind,
		update: created.update ?? change.field,
		key: [kind, ...key.map((one) => text(one) ?? '')].join('|'),
		change,
		contained: isNamed ? [source, row] : [source],
		...(place && { place }),
	};
}

/** An event that this version does not recognize, unchanged. */
export const unknownEvent = (change: Change, place?: ReceivedEvent['place']): ReceivedEvent =>
	newEvent(change, { kind: 'unknown', isKnown: false, fields: {}, as: 'value', place });

/** The time of the entry, for events without their own. */
export const entryTime = ({ time }: Change): string | undefined => isoTime(time);
