import { probeCallback } from '../../subscriptions/probeCallback';
import { readPhones, readAccount } from '../../subscriptions/subscriptionsApi';
import { rememberSecrets } from '../../shared/secrets';
import { deriveVerifyToken } from '../../webhooks/verificationRequest';
import { isSameHost, isSameTrigger } from '../../subscriptions/callbackUrl';
import type { CallbackOwner, TriggerConfig } from './types';

/** The verify token of a trigger of this app at a callback URL; undefined if no trigger can have such a URL. */
export function verifyTokenFor(
	{ appSecret }: Pick<TriggerConfig, 'appSecret'>,
	callbackUrl: string,
): string | undefined {
	try {
		const token = deriveVerifyToken(appSecret, callbackUrl);
		rememberSecrets(token);
		return token;
	} catch {
		return undefined;
	}
}

/**
 * Finds the owner of the callback that Meta has. The URL identifies this trigger. For any other URL, a trigger of this
 * app knows the verify token, derived from app secret and URL, and accepts it while it is listening.
 * @param earlier callback URL of this trigger's earlier registration, which n8n may have moved away from
 */
export async function findCallbackOwner(
	config: Pick<TriggerConfig, 'callbackUrl' | 'appSecret' | 'context' | 'local'>,
	callback: string | undefined,
	earlier?: string,
): Promise<CallbackOwner> {
	if (callback === undefined) return { kind: 'none' };
	if (callback === config.callbackUrl) return { kind: 'own' };
	if (isSameTrigger(callback, config.callbackUrl)) return { kind: 'sameTrigger' };
	const token = verifyTokenFor(config, callback);
	if (token === undefined) return { kind: 'external' };
	const { responder, workflow } = await probeCallback(config.context, {
		callbackUrl: callback,
		verifyToken: token,
		appSecret: config.appSecret,
		local: config.local,
	});
	if (responder === 'trigger') return { kind: 'otherTrigger', workflow };
	if (callback === earlier) return { kind: 'stale' };
	return { kind: responder === 'unregistered' && isSameHost(callback, config.callbackUrl) ? 'stale' : 'external' };
}

/**
 * Leaves this trigger's own fields of the app to the trigger at a callback URL, which removes them when it is
 * unpublished in turn. It takes only those of its own account. Without a response, the app keeps them.
 */
export async function handFieldsTo(
	config: Pick<TriggerConfig, 'appSecret' | 'context' | 'local' | 'wabaId'>,
	callbackUrl: string,
	fields: string[],
): Promise<void> {
	const verifyToken = verifyTokenFor(config, callbackUrl);
	if (verifyToken === undefined || config.wabaId === '' || fields.length === 0) return;
	const { context, appSecret, local, wabaId } = config;
	await probeCallback(context, { callbackUrl, verifyToken, appSecret, local, hand: { wabaId, fields } });
}

/** The callback overrides of the account and its numbers, except this registration's own. */
export async function otherOverrides({
	account,
	wabaId,
	appId,
	callbackUrl,
}: Pick<TriggerConfig, 'account' | 'wabaId' | 'appId' | 'callbackUrl'>): Promise<string[]> {
	if (!account) return [];
	const { override } = await readAccount(account, wabaId, appId);
	const phones = await readPhones(account, wabaId);
	const all = [override, ...phones.values()].filter((callback) => callback !== undefined && callback !== callbackUrl);
	return [...new Set(all)] as string[];
}
