import { askCallback } from '../../subscriptions/probeCallback';
import { readPhones, readAccount } from '../../subscriptions/subscriptionsApi';
import { rememberSecrets } from '../../shared/secrets';
import { deriveVerifyToken } from '../../webhooks/signature';
import { sameServer, sameTrigger } from '../../subscriptions/callbackUrl';
import type { Owner, Wish } from './types';

/** The token of a trigger of this app at an address; undefined when no trigger could have such an address. */
export function tokenFor({ appSecret }: Pick<Wish, 'appSecret'>, address: string): string | undefined {
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
export async function ownerOf(
	wish: Pick<Wish, 'address' | 'appSecret' | 'context' | 'local'>,
	callback: string | undefined,
	earlier?: string,
): Promise<Owner> {
	if (callback === undefined) return 'none';
	if (callback === wish.address) return 'own';
	if (sameTrigger(callback, wish.address)) return 'twin';
	const token = tokenFor(wish, callback);
	if (token === undefined) return 'foreign';
	const { answerer } = await askCallback(wish.context, { address: callback, verifyToken: token, local: wish.local });
	if (answerer === 'sibling') return 'sibling';
	if (callback === earlier) return 'dead';
	return answerer === 'unregistered' && sameServer(callback, wish.address) ? 'dead' : 'foreign';
}

/** The callbacks that the account and its numbers have of their own, this registration's not counted. */
export async function overrides({
	account,
	wabaId,
	appId,
	address,
}: Pick<Wish, 'account' | 'wabaId' | 'appId' | 'address'>): Promise<string[]> {
	if (!account) return [];
	const { override } = await readAccount(account, wabaId, appId);
	const phones = await readPhones(account, wabaId);
	const all = [override, ...phones.values()].filter((callback) => callback !== undefined && callback !== address);
	return [...new Set(all)] as string[];
}
