import { probeCallback } from '../../subscriptions/probeCallback';
import { readPhones, readAccount } from '../../subscriptions/subscriptionsApi';
import { rememberSecrets } from '../../shared/secrets';
import { deriveVerifyToken } from '../../webhooks/signature';
import { isSameHost, isSameTrigger } from '../../subscriptions/callbackUrl';
import type { CallbackOwner, TriggerConfig } from './types';

/** The token of a trigger of this app at an address; undefined when no trigger could have such an address. */
export function verifyTokenFor({ appSecret }: Pick<TriggerConfig, 'appSecret'>, address: string): string | undefined {
	try {
		const token = deriveVerifyToken(appSecret, address);
		rememberSecrets(token);
		return token;
	} catch {
		return undefined;
	}
}

/**
 * Finds out whose callback it is that Meta has. Addresses tell this trigger's own; of all others, each trigger knows the
 * verify token that belongs to the app secret and its address, and answers to it while it listens.
 * @param earlier address under which this trigger registered before, so one that n8n has moved away from
 */
export async function findCallbackOwner(
	wish: Pick<TriggerConfig, 'address' | 'appSecret' | 'context' | 'local'>,
	callback: string | undefined,
	earlier?: string,
): Promise<CallbackOwner> {
	if (callback === undefined) return 'none';
	if (callback === wish.address) return 'own';
	if (isSameTrigger(callback, wish.address)) return 'twin';
	const token = verifyTokenFor(wish, callback);
	if (token === undefined) return 'foreign';
	const { answerer } = await probeCallback(wish.context, { address: callback, verifyToken: token, local: wish.local });
	if (answerer === 'sibling') return 'sibling';
	if (callback === earlier) return 'dead';
	return answerer === 'unregistered' && isSameHost(callback, wish.address) ? 'dead' : 'foreign';
}

/** The callbacks that the account and its numbers have of their own, this registration's not counted. */
export async function overrides({
	account,
	wabaId,
	appId,
	address,
}: Pick<TriggerConfig, 'account' | 'wabaId' | 'appId' | 'address'>): Promise<string[]> {
	if (!account) return [];
	const { override } = await readAccount(account, wabaId, appId);
	const phones = await readPhones(account, wabaId);
	const all = [override, ...phones.values()].filter((callback) => callback !== undefined && callback !== address);
	return [...new Set(all)] as string[];
}
