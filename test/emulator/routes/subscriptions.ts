import { requireAppToken } from '../auth';
import { parameterError } from '../errors';
import type { Answer, Exchange } from '../requestContext';
import { catalogue } from '../subscriptions/fields';

const OBJECT = 'whatsapp_business_account';
const known: ReadonlySet<string> = new Set(catalogue);

/** Reads a list that comes as a JSON list or as names parted by commas. */
function list(value: unknown): string[] {
	const text = typeof value === 'string' ? value.trim() : value;
	if (typeof text === 'string' && text.startsWith('[')) return list(JSON.parse(text));
	const names = Array.isArray(text) ? text.map(String) : String(text ?? '').split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

function needed(x: Exchange, name: string): string {
	const value = x.params[name];
	if (value === undefined || value === '') throw parameterError(`The parameter ${name} is required`);
	return String(value);
}

function checkObject(x: Exchange): void {
	if (needed(x, 'object') !== OBJECT) throw parameterError(`Param object must be one of {${OBJECT}}`);
}

function fieldsOf(x: Exchange): string[] {
	const fields = list(x.params.fields);
	const unknown = fields.find((field) => !known.has(field));
	if (unknown !== undefined) throw parameterError(`Param fields must be a valid subscription field: ${unknown}`);
	return [...new Set(fields)];
}

/** An address on http and loopback: of somebody who tries things out. */
export function isLocal(address: string): boolean {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/**
 * Whether Meta would call an address. The facts sheet (5.3, 7.1, 7.3) wants https; this server also calls http on loopback, where everything
 * that is tried out with it lives.
 */
export function isCallable(address: string): boolean {
	return URL.canParse(address) && (new URL(address).protocol === 'https:' || isLocal(address));
}

/** Refuses an address that Meta would not call. */
export function checkCallback(callback: string, limit?: number): void {
	if (!isCallable(callback)) throw parameterError('The callback URL must be a valid https URL');
	if (limit !== undefined && callback.length > limit)
		throw parameterError(`The callback URL must be at most ${limit} characters long`);
}

/** POST /{app}/subscriptions: the handshake, then callback and fields replace what was there (facts sheet 7.2). */
export async function postSubscriptions(x: Exchange): Promise<Answer> {
	requireAppToken(x);
	checkObject(x);
	const callbackUrl = needed(x, 'callback_url');
	checkCallback(callbackUrl);
	const token = needed(x, 'verify_token');
	const fields = fieldsOf(x);
	await x.state.webhooks.verify(callbackUrl, token);
	x.state.subscriptions.app = { callbackUrl, fields, version: x.version };
	return { json: { success: true } };
}

/** GET /{app}/subscriptions. The verify token is not told. */
export function getSubscriptions(x: Exchange): Answer {
	requireAppToken(x);
	const { app } = x.state.subscriptions;
	const fields = app?.fields.map((name) => ({ name, version: app.version }));
	return {
		json: {
			data: app ? [{ object: OBJECT, callback_url: app.callbackUrl, active: app.active !== false, fields }] : [],
		},
	};
}

/** DELETE /{app}/subscriptions: the object, or some fields of it. */
export function deleteSubscriptions(x: Exchange): Answer {
	requireAppToken(x);
	if (x.params.object !== undefined) checkObject(x);
	const { subscriptions } = x.state;
	const gone = fieldsOf(x);
	const left = subscriptions.app?.fields.filter((field) => !gone.includes(field)) ?? [];
	subscriptions.app =
		subscriptions.app && gone.length > 0 && left.length > 0 ? { ...subscriptions.app, fields: left } : undefined;
	return { json: { success: true } };
}
