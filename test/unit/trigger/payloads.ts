import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import type { ReceivedEvent } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/types';

export const WABA = '102290129340398';
export const PHONE = '106540352242922';
export const metadata = { display_phone_number: '15550783881', phone_number_id: PHONE };
export const contact = {
	profile: { name: 'Pablo Morales', username: '@pablo' },
	wa_id: '16505551234',
	user_id: 'US.13491208655302741918',
};

/** 1749416383 seconds. */
export const TIME = '2025-06-08T20:59:43.000Z';

/** ms; ten minutes after TIME. */
export const NOW = (1749416383 + 600) * 1000;

export type Json = Record<string, unknown>;

export const payload = (...changes: Json[]): Json => ({
	object: 'whatsapp_business_account',
	entry: [{ id: WABA, changes }],
});

export const message = (rest: Json): Json => ({
	from: '16505551234',
	from_user_id: 'US.13491208655302741918',
	id: 'wamid.1',
	timestamp: '1749416383',
	...rest,
});

export const messagesChange = (...messages: Json[]): Json => ({
	field: 'messages',
	value: { messaging_product: 'whatsapp', metadata, contacts: [contact], messages },
});

export const statusesChange = (...statuses: Json[]): Json => ({
	field: 'messages',
	value: { messaging_product: 'whatsapp', metadata, statuses },
});

export const text = (body: string, rest: Json = {}): Json => message({ type: 'text', text: { body }, ...rest });

/** The events of one change. */
export const read = (...changes: Json[]): ReceivedEvent[] => parseEvents(payload(...changes), NOW).events;

/** The fields that reading a change adds, without account, number, `field`, contact and Meta's own objects. */
export function fieldsOf(change: Json): Json {
	const [event, ...others] = read(change);
	if (others.length > 0) throw new Error('More than one event');
	const { wabaId, phoneNumberId, displayPhoneNumber, field, contact: _contact, value, ...fields } = event.json;
	expect({ wabaId: wabaId ?? fields.businessId, field }).toEqual({ wabaId: WABA, field: change.field });
	expect(value ?? fields.message).toBeDefined();
	if (value === undefined) delete fields.message;
	if (phoneNumberId !== undefined)
		expect({ phoneNumberId, displayPhoneNumber }).toEqual({ phoneNumberId: PHONE, displayPhoneNumber: '15550783881' });
	return fields;
}
