import { requireScope } from '../auth';
import { unknownObject } from '../errors';
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

type Sees = (ctx: RequestContext, id: string) => boolean;

/** Whether the token's user has an account. */
const hasAccount = ({ token }: RequestContext, wabaId: string | undefined): boolean =>
	wabaId !== undefined && token.wabaIds.includes(wabaId);

/** Which types of objects a system user sees under an ID. The order matters for speed only: most requests are messages. */
const sights: Array<[NodeType, Sees]> = [
	['WhatsAppBusinessPhoneNumber', (ctx, id) => visiblePhone(ctx, id) !== undefined],
	['WhatsAppBusinessAccount', hasAccount],
	['WhatsAppMedia', (ctx, id) => visibleMedia(ctx, id) !== undefined],
	['User', ({ state }, id) => id === 'me' || id === state.seed.systemUserId],
	['Business', ({ state }, id) => id === state.seed.businessPortfolioId],
	[
		'WhatsAppMessageTemplate',
		(ctx, id) => hasAccount(ctx, ctx.state.seed.wabaId) && ctx.state.templates.find(id) !== undefined,
	],
	['WhatsAppFlow', (ctx, id) => hasAccount(ctx, ctx.state.flows.find(id)?.wabaId)],
	[
		'WhatsAppGroup',
		(ctx, id) => visiblePhone(ctx, ctx.state.collections.groups.get(id)?.phoneNumberId ?? '') !== undefined,
	],
	['ProductCatalog', (ctx, id) => ctx.token.wabaIds.length > 0 && ctx.state.collections.catalogs.has(id)],
	['WhatsAppBusinessTemplateGroup', (ctx, id) => hasAccount(ctx, ctx.state.collections.templateGroups.get(id)?.wabaId)],
];

/** The type of an object that the token can see; throws 100/33 otherwise (Meta docs: Graph API > Handling errors). */
export function nodeType(ctx: RequestContext, id: string): NodeType {
	const { token } = ctx;
	// `app` is the app that a token of any kind belongs to.
	if (id === token.app.id || id === 'app') return 'Application';
	const found = token.type === 'SYSTEM_USER' ? sights.find(([, sees]) => sees(ctx, id)) : undefined;
	if (!found) throw unknownObject(ctx.method, id);
	return found[0];
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
