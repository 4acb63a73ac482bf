import { requireScope } from '../auth';
import { unknownObject } from '../errors';
import { seed } from '../seed';
import type { Exchange } from '../requestContext';
import type { PhoneNumber, StoredMedia } from '../types';

export type NodeType =
	| 'WhatsAppBusinessAccount'
	| 'WhatsAppBusinessPhoneNumber'
	| 'Business'
	| 'Application'
	| 'User'
	| 'WhatsAppMedia'
	| 'WhatsAppMessageTemplate'
	| 'WhatsAppFlow';

/** The type of an object that the token can see; throws 100/33 otherwise (Meta docs: Graph API > Handling errors). */
export function nodeType(x: Exchange, id: string): NodeType {
	const { token } = x;
	// `app` is the app that a token of any kind belongs to.
	if (id === seed.app.id || id === 'app') return 'Application';
	if (token.type === 'SYSTEM_USER') {
		if (id === 'me' || id === seed.systemUserId) return 'User';
		if (id === seed.businessPortfolioId) return 'Business';
		if (token.wabaIds.includes(id)) return 'WhatsAppBusinessAccount';
		if (visiblePhone(x, id)) return 'WhatsAppBusinessPhoneNumber';
		if (visibleMedia(x, id)) return 'WhatsAppMedia';
		if (token.wabaIds.includes(seed.wabaId) && x.state.templates.find(id)) return 'WhatsAppMessageTemplate';
		if (token.wabaIds.includes(x.state.flows.find(id)?.wabaId ?? '')) return 'WhatsAppFlow';
	}
	throw unknownObject(x.method, id);
}

/** The number, if the token's accounts own it. */
export function visiblePhone(x: Exchange, id: string): PhoneNumber | undefined {
	const phone = x.state.phones.get(id);
	return phone && x.token.wabaIds.includes(phone.wabaId) ? phone : undefined;
}

/** The media, if its number is visible. */
export function visibleMedia(x: Exchange, id: string): StoredMedia | undefined {
	const media = x.state.media.find(id);
	return media && visiblePhone(x, media.phoneNumberId) ? media : undefined;
}

/** The number of a path, for calls that need the messaging permission. */
export function messagingPhone(x: Exchange, id: string): PhoneNumber {
	const phone = visiblePhone(x, id);
	if (!phone) throw unknownObject(x.method, id);
	requireScope(x, 'whatsapp_business_messaging');
	return phone;
}
