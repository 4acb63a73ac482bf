import { requireScope } from '../auth';
import { parameterError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { visiblePhone } from './nodes';
import { checkCallback } from './subscriptions';

/** Maximum length of an override's callback URL, in characters (Meta docs: Webhooks > Overrides). */
const OVERRIDE_LIMIT = 200;

/**
 * POST /{waba}/subscribed_apps: without a body it subscribes the token's app and removes an override; with a body it
 * sets the override.
 */
export async function postSubscribedApps(ctx: RequestContext, wabaId: string): Promise<RouteResponse> {
	requireScope(ctx, 'whatsapp_business_management');
	const { webhooks } = ctx.state;
	const subscriptions = ctx.state.subscriptionsOf(ctx.token.app);
	const override = ctx.params.override_callback_uri;
	if (override === undefined) {
		subscriptions.subscribeAccount(wabaId);
		return { json: { success: true } };
	}
	// The app must already be subscribed to the WABA (Meta docs: Webhooks > Overrides). The error code is not
	// documented.
	if (!subscriptions.account(wabaId))
		throw parameterError(
			'The app must be subscribed to the WhatsApp Business Account before its callback can be overridden',
		);
	await checkOverride(override, ctx.params.verify_token, webhooks);
	subscriptions.subscribeAccount(wabaId, String(override));
	return { json: { success: true } };
}

/** Checks the URL, then sends the verification request. */
async function checkOverride(
	callback: unknown,
	token: unknown,
	webhooks: RequestContext['state']['webhooks'],
): Promise<void> {
	if (typeof callback !== 'string') throw parameterError('Param override_callback_uri must be a string');
	if (typeof token !== 'string' || token === '') throw parameterError('The parameter verify_token is required');
	checkCallback(callback, OVERRIDE_LIMIT);
	await webhooks.verify(callback, token);
}

/** GET /{waba}/subscribed_apps (Meta docs: Webhooks > Overrides). */
export function getSubscribedApps(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const data = ctx.state.apps.flatMap((app) => {
		const account = ctx.state.subscriptionsOf(app).account(wabaId);
		if (!account) return [];
		const { id, name } = app;
		return [
			{
				whatsapp_business_api_data: { id, name, link: `https://www.facebook.com/games/?app_id=${id}` },
				...(account.override === undefined ? {} : { override_callback_uri: account.override }),
			},
		];
	});
	return { json: { data } };
}

/** DELETE /{waba}/subscribed_apps */
export function deleteSubscribedApps(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	ctx.state.subscriptionsOf(ctx.token.app).unsubscribeAccount(wabaId);
	return { json: { success: true } };
}

/**
 * POST /{phone} {webhook_configuration}: the number's own callback; '' removes it (Meta docs: Webhooks > Overrides >
 * Phone number).
 */
export async function postPhoneCallback(ctx: RequestContext, id: string): Promise<RouteResponse> {
	requireScope(ctx, 'whatsapp_business_management');
	const configuration = ctx.params.webhook_configuration;
	if (typeof configuration !== 'object' || configuration === null)
		throw parameterError('The parameter webhook_configuration is required');
	const { override_callback_uri: override, verify_token: token } = configuration as Record<string, unknown>;
	const { webhooks } = ctx.state;
	const subscriptions = ctx.state.subscriptionsOf(ctx.token.app);
	if (override !== '') {
		if (!subscriptions.account(visiblePhone(ctx, id)!.wabaId)) {
			throw parameterError(
				'The app must be subscribed to the WhatsApp Business Account before a callback of its numbers can be overridden',
			);
		}
		await checkOverride(override, token, webhooks);
	}
	subscriptions.overridePhone(id, String(override));
	return { json: { success: true } };
}
