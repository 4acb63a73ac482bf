import { requireScope } from '../auth';
import { unknownObject } from '../errors';
import { seed } from '../seed';
import type { RequestContext } from '../requestContext';
import type { PhoneNumber, StoredMedia } from '../types';

export type NodeType =
	| 'WhatsAppBusinessAccount'
	| 'WhatsAppBusinessPhoneNumber'
	| 'Business'
	| 'Application'
	| 'User'
	| 'WhatsAppMedia'
	| 'WhatsAppMessageTemplate'
	| 'WhatsAppFlow'
	| 'WhatsAppGroup'
	| 'ProductCatalog'
	| 'WhatsAppBusinessTemplateGroup';

/** The type of an object that the token can see; throws 100/33 otherwise (Meta docs: Graph API > Handling errors). */
export function nodeType(ctx: RequestContext, id: string): NodeType {
	const { token } = ctx;
	// `app` is the app that a token of any kind belongs to.
	if (id === token.app.id || id === 'app') return 'Application';
	if (token.type === 'SYSTEM_USER') {
		if (id === 'me' || id === seed.systemUserId) return 'User';
		if (id === seed.businessPortfolioId) return 'Business';
		if (token.wabaIds.includes(id)) return 'WhatsAppBusinessAccount';
		if (visiblePhone(ctx, id)) return 'WhatsAppBusinessPhoneNumber';
		if (visibleMedia(ctx, id)) return 'WhatsAppMedia';
		if (token.wabaIds.includes(seed.wabaId) && ctx.state.templates.find(id)) return 'WhatsAppMessageTemplate';
		if (token.wabaIds.includes(ctx.state.flows.find(id)?.wabaId ?? '')) return 'WhatsAppFlow';
		const { catalogs, groups, templateGroups } = ctx.state.collections;
		if (visiblePhone(ctx, groups.get(id)?.phoneNumberId ?? '')) return 'WhatsAppGroup';
		if (token.wabaIds.length > 0 && catalogs.has(id)) return 'ProductCatalog';
		if (token.wabaIds.includes(templateGroups.get(id)?.wabaId ?? '')) return 'WhatsAppBusinessTemplateGroup';
	}
	throw unknownObject(ctx.method, id);
}

/** The number, if the token's accounts own it. */
export function visiblePhone(ctx: RequestContext, id: string): PhoneNumber | undefined {
	const phone = ctx.state.phones.get(id);
	return phone && ctx.token.wabaIds.includes(phone.wabaId) ? phone : undefined;
}

/** The media, if its number is visible. */
export function visibleMedia(ctx: RequestContext, id: string): StoredMedia | undefined {
	const media = ctx.state.media.find(id);
	return media && visiblePhone(ctx, media.phoneNumberId) ? media : undefined;
}

/** The number of a path, for calls that need the messaging permission. */
export function messagingPhone(ctx: RequestContext, id: string): PhoneNumber {
	const phone = visiblePhone(ctx, id);
	if (!phone) throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_messaging');
	return phone;
}
