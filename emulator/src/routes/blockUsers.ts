import { parameterError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { isObject, type Json } from '../messages/checks';
import { businessScopedId } from '../messages/recipient';
import { page } from '../paging';
import { requireMessagingProduct } from './messages';
import { messagingPhone } from './nodes';

/** The user who sent the seed's incoming message: their number, and their business-scoped user ID. */
export const seededPerson = { wa_id: '16505551234', user_id: 'US.13491208655302741918' };

/** The BSUID of the seeded user in the linked portfolios of a parent business. */
export const seededParentId = 'US.ENT.11815799212886844830';

interface Person {
	wa_id?: string;
	user_id?: string;
}

/** Reads one entry of block_users (Meta docs: Block users). */
function readUser(entry: unknown): { input: string; person: Person } {
	if (!isObject(entry)) throw parameterError('Param block_users must be an array of objects.');
	if (typeof entry.user_id === 'string') {
		// Meta docs: Business-scoped user IDs > Block users: user_id is a BSUID or the BSUID of a parent business.
		if (!businessScopedId.test(entry.user_id))
			throw parameterError(`Param user_id is not valid - got "${entry.user_id}".`);
		const isSeeded = entry.user_id === seededPerson.user_id || entry.user_id === seededParentId;
		return { input: entry.user_id, person: isSeeded ? seededPerson : { user_id: entry.user_id } };
	}
	const digits = String(entry.user ?? '').replace(/\D/g, '');
	if (digits.length < 5) throw parameterError('The parameter user is required.');
	return { input: String(entry.user), person: digits === seededPerson.wa_id ? seededPerson : { wa_id: digits } };
}

function usersOf(ctx: RequestContext): Array<{ input: string; person: Person }> {
	requireMessagingProduct(ctx.params.messaging_product);
	const list = ctx.params.block_users;
	if (!Array.isArray(list) || list.length === 0) throw parameterError('The parameter block_users is required.');
	return list.map(readUser);
}

const keyOf = ({ wa_id, user_id }: Person): string => wa_id ?? user_id ?? '';

function blockedOf(ctx: RequestContext, phoneId: string): Map<string, Person> {
	const list = ctx.state.blocked.get(phoneId) ?? new Map<string, Person>();
	ctx.state.blocked.set(phoneId, list);
	return list;
}

/** Whether a user wrote in the last 24 hours (Meta docs: Block users). */
function wroteLately({ state: { wrote, clock } }: RequestContext, key: string): boolean {
	const at = wrote.get(key);
	return at !== undefined && clock.now() - at <= 24 * 3600_000;
}

/**
 * POST /{phone}/block_users: only users who wrote in the last 24 hours; others are reported beside the blocked ones.
 */
export function blockUsers(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	const list = blockedOf(ctx, phone.id);
	const added: Json[] = [];
	const failed: Json[] = [];
	for (const { input, person } of usersOf(ctx)) {
		if (person === seededPerson || wroteLately(ctx, keyOf(person))) {
			list.set(keyOf(person), person);
			added.push({ input, ...person });
		} else {
			const error_data = { details: 'The user has not sent a message to this number in the last 24 hours.' };
			failed.push({ input, ...person, errors: [{ message: 'Re-engagement required', code: 131047, error_data }] });
		}
	}
	return blockResult({ added_users: added }, failed);
}

/** DELETE /{phone}/block_users */
export function unblockUsers(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	const list = blockedOf(ctx, phone.id);
	const removed: Json[] = [];
	const failed: Json[] = [];
	for (const { input, person } of usersOf(ctx)) {
		if (list.delete(keyOf(person))) removed.push({ input, ...person });
		else
			failed.push({
				input,
				...person,
				errors: [
					{ message: 'User is not blocked', code: 100, error_data: { details: 'The user is not on the block list.' } },
				],
			});
	}
	return blockResult({ removed_users: removed }, failed);
}

/**
 * block_users and errors are side by side (Meta docs: Block users); the status of that case is not documented, 400 is
 * chosen here.
 */
function blockResult(done: Json, failed: Json[]): RouteResponse {
	if (failed.length === 0) return { json: { messaging_product: 'whatsapp', block_users: done } };
	return {
		status: 400,
		json: {
			messaging_product: 'whatsapp',
			block_users: { ...done, failed_users: failed },
			errors: {
				message: '(#139100) Failed to block/unblock some users',
				type: 'OAuthException',
				code: 139100,
				error_data: { details: 'Failed to block/unblock some users' },
			},
		},
	};
}

/** GET /{phone}/block_users, paged. */
export function getBlockedUsers(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	return {
		json: page(
			ctx,
			[...blockedOf(ctx, phone.id).values()].map((person) => ({ messaging_product: 'whatsapp', ...person })),
		),
	};
}
