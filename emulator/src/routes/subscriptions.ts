import { requireAppToken } from '../auth';
import { parameterError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { catalogue } from '../subscriptions/fields';

const OBJECT = 'whatsapp_business_account';
const known: ReadonlySet<string> = new Set(catalogue);

/** Reads a list that is a JSON list or comma-separated names. */
function list(value: unknown): string[] {
	const text = typeof value === 'string' ? value.trim() : value;
	if (typeof text === 'string' && text.startsWith('[')) return list(JSON.parse(text));
	const names = Array.isArray(text) ? text.map(String) : String(text ?? '').split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

function needed(ctx: RequestContext, name: string): string {
	const value = ctx.params[name];
	if (value === undefined || value === '') throw parameterError(`The parameter ${name} is required`);
	return String(value);
}

function checkObject(ctx: RequestContext): void {
	if (needed(ctx, 'object') !== OBJECT) throw parameterError(`Param object must be one of {${OBJECT}}`);
}

function fieldsOf(ctx: RequestContext): string[] {
	const fields = list(ctx.params.fields);
	const unknown = fields.find((field) => !known.has(field));
	if (unknown !== undefined) throw parameterError(`Param fields must be a valid subscription field: ${unknown}`);
	return [...new Set(fields)];
}

/** An http URL on loopback, as used for local tests. */
export function isLocal(address: string): boolean {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/**
 * Whether Meta would call a URL. Meta requires https (Meta docs: Webhooks > Create a webhook endpoint; Overrides; Flows
 * > Endpoint); this server also calls http on loopback, for everything tested with it.
 */
export function isCallable(address: string): boolean {
	return URL.canParse(address) && (new URL(address).protocol === 'https:' || isLocal(address));
}

/** Rejects a URL that Meta would not call. */
export function checkCallback(callback: string, limit?: number): void {
	if (!isCallable(callback)) throw parameterError('The callback URL must be a valid https URL');
	if (limit !== undefined && callback.length > limit)
		throw parameterError(`The callback URL must be at most ${limit} characters long`);
}

/**
 * POST /{app}/subscriptions: verifies the callback, then replaces callback and fields (Meta docs: Webhooks > Create a
 * webhook endpoint).
 */
export async function postSubscriptions(ctx: RequestContext): Promise<RouteResponse> {
	requireAppToken(ctx);
	checkObject(ctx);
	const callbackUrl = needed(ctx, 'callback_url');
	checkCallback(callbackUrl);
	const token = needed(ctx, 'verify_token');
	const fields = fieldsOf(ctx);
	await ctx.state.webhooks.verify(callbackUrl, token);
	ctx.state.subscriptionsOf(ctx.token.app).app = { callbackUrl, fields, version: ctx.version };
	return { json: { success: true } };
}

/** GET /{app}/subscriptions. Does not return the verify token. */
export function getSubscriptions(ctx: RequestContext): RouteResponse {
	requireAppToken(ctx);
	const { app } = ctx.state.subscriptionsOf(ctx.token.app);
	const fields = app?.fields.map((name) => ({ name, version: app.version }));
	return {
		json: {
			data: app ? [{ object: OBJECT, callback_url: app.callbackUrl, active: app.active !== false, fields }] : [],
		},
	};
}

/** DELETE /{app}/subscriptions: the object, or some of its fields. */
export function deleteSubscriptions(ctx: RequestContext): RouteResponse {
	requireAppToken(ctx);
	if (ctx.params.object !== undefined) checkObject(ctx);
	const subscriptions = ctx.state.subscriptionsOf(ctx.token.app);
	const removed = fieldsOf(ctx);
	const left = subscriptions.app?.fields.filter((field) => !removed.includes(field)) ?? [];
	subscriptions.app =
		subscriptions.app && removed.length > 0 && left.length > 0 ? { ...subscriptions.app, fields: left } : undefined;
	return { json: { success: true } };
}
