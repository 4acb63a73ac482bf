import type { IDataObject } from 'n8n-workflow';
import type { GraphClient } from '../transport/types';
import { isObject } from '../shared/input/parameterValues';
import { nonEmptyString, objects, part } from '../shared/untrustedJson';

/** The client methods these calls need. Calls of an app use the app's credential, all others the access token. */
export type Caller = Pick<GraphClient, 'request' | 'pages'>;

/** The only webhook object that this package handles (WhatsApp docs: Webhooks > Fields). */
const OBJECT = 'whatsapp_business_account';

/** Webhooks of an app: one callback and one list of fields for all of its accounts. */
export interface AppSubscription {
	callback: string;
	/** Sorted. */
	fields: string[];
	/** Meta deactivates a subscription when its callback does not respond for a long time. */
	active: boolean;
}

/** An app that is subscribed to an account. */
export interface SubscribedApp {
	id: string;
	name?: string;
	/** The account's own callback for this app. */
	override?: string;
}

/** Subscription of an account, from the point of view of one app. */
export interface AccountSubscription {
	subscribed: boolean;
	/** The account's own callback. */
	override?: string;
	/** Names or IDs of all apps subscribed to the account. */
	apps: string[];
}

/**
 * GET /{app}/subscriptions. Graph API docs: Application subscriptions.
 * @returns undefined when the app has none for WhatsApp
 */
export async function readApp(app: Caller, appId: string): Promise<AppSubscription | undefined> {
	const response = await app.request({ method: 'GET', path: [appId, 'subscriptions'] });
	const row = objects(response.data).find(({ object }) => object === OBJECT);
	const callback = nonEmptyString(row?.callback_url);
	if (row === undefined || callback === undefined) return undefined;
	const fields = (Array.isArray(row.fields) ? row.fields : []).map((field) =>
		String(isObject(field) ? field.name : field),
	);
	return { callback, fields: [...new Set(fields)].sort(), active: row.active !== false };
}

/**
 * POST /{app}/subscriptions: replaces callback and fields. Meta verifies the callback with the token before it
 * responds.
 */
export async function writeApp(
	app: Caller,
	appId: string,
	{ callback, fields, verifyToken }: { callback: string; fields: string[]; verifyToken: string },
): Promise<void> {
	await app.request({
		method: 'POST',
		path: [appId, 'subscriptions'],
		body: {
			object: OBJECT,
			callback_url: callback,
			verify_token: verifyToken,
			fields: fields.join(','),
			include_values: true,
		},
		idempotent: true,
	});
}

/** DELETE /{app}/subscriptions: the app receives no more WhatsApp webhooks. */
export async function removeApp(app: Caller, appId: string): Promise<void> {
	await app.request({ method: 'DELETE', path: [appId, 'subscriptions'], query: { object: OBJECT } });
}

/** GET /{waba}/subscribed_apps. WhatsApp docs: Webhooks > Overrides. */
export async function listApps(account: Caller, wabaId: string): Promise<SubscribedApp[]> {
	const response = await account.request({ method: 'GET', path: [wabaId, 'subscribed_apps'] });
	return objects(response.data).map((row) => {
		const app = part(row.whatsapp_business_api_data);
		const [name, override] = [nonEmptyString(app.name), nonEmptyString(row.override_callback_uri)];
		return { id: String(app.id), ...(name && { name }), ...(override && { override }) };
	});
}

/** @returns the account's subscription for one app */
export async function readAccount(account: Caller, wabaId: string, appId: string): Promise<AccountSubscription> {
	const apps = await listApps(account, wabaId);
	const own = apps.find(({ id }) => id === appId);
	return { subscribed: own !== undefined, override: own?.override, apps: apps.map(({ id, name }) => name ?? id) };
}

/** POST /{waba}/subscribed_apps: subscribes the token's app to the account. Removes an existing override. */
export async function subscribeAccount(account: Caller, wabaId: string): Promise<void> {
	await account.request({ method: 'POST', path: [wabaId, 'subscribed_apps'], idempotent: true });
}

/** DELETE /{waba}/subscribed_apps: the token's app receives nothing more from the account. */
export async function unsubscribeAccount(account: Caller, wabaId: string): Promise<void> {
	await account.request({ method: 'DELETE', path: [wabaId, 'subscribed_apps'] });
}

/** POST /{waba}/subscribed_apps with the account's own callback. The app must already be subscribed to the account. */
export async function overrideAccount(
	account: Caller,
	wabaId: string,
	callback: string,
	verifyToken: string,
): Promise<void> {
	await account.request({
		method: 'POST',
		path: [wabaId, 'subscribed_apps'],
		body: { override_callback_uri: callback, verify_token: verifyToken },
		idempotent: true,
	});
}

/** @returns the number's own callback. WhatsApp docs: Webhooks > Overrides > Phone number. */
export async function readPhone(account: Caller, phoneNumberId: string): Promise<string | undefined> {
	const response = await account.request({
		method: 'GET',
		path: [phoneNumberId],
		query: { fields: 'webhook_configuration' },
	});
	return phoneCallback(response);
}

function phoneCallback(node: IDataObject): string | undefined {
	return nonEmptyString(part(node.webhook_configuration).phone_number);
}

/** POST /{phone}: sets the number's own callback; an empty one removes it. */
export async function overridePhone(
	account: Caller,
	phoneNumberId: string,
	callback: string,
	verifyToken?: string,
): Promise<void> {
	await account.request({
		method: 'POST',
		path: [phoneNumberId],
		body: {
			webhook_configuration: { override_callback_uri: callback, ...(callback !== '' && { verify_token: verifyToken }) },
		},
		idempotent: true,
	});
}

/** The callbacks of an account's numbers, by number ID; numbers without one are omitted. */
export async function readPhones(account: Caller, wabaId: string): Promise<Map<string, string>> {
	const callbacks = new Map<string, string>();
	const request = {
		method: 'GET' as const,
		path: [wabaId, 'phone_numbers'],
		query: { fields: 'id,webhook_configuration' },
	};
	for await (const row of account.pages(request)) {
		const callback = phoneCallback(row);
		if (callback !== undefined) callbacks.set(String(row.id), callback);
	}
	return callbacks;
}
