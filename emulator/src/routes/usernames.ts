import { z } from 'zod';
import { requireScope } from '../auth';
import { unknownObject, whatsappError } from '../errors';
import { businessScopedId } from '../messages/recipient';
import { oneOf, paramsOf, whatsapp } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { visiblePhone } from './nodes';

/** The username of a number: live, or held but not shown. */
export interface Username {
	username: string;
	status: 'approved' | 'reserved';
}

/** Names that others have. */
const taken = ['whatsapp', 'acme', 'shop'];

/** Meta docs: Usernames > Format. Case is kept, and ignored when names are compared. */
const username = z
	.string({ invalid_type_error: 'must be a string' })
	.regex(/^[A-Za-z0-9._]{3,35}$/, 'must have 3 to 35 letters of the English alphabet, digits, periods and underscores')
	.regex(/[A-Za-z]/, 'must have a letter')
	.regex(/^(?!\.)(?!.*\.\.)(?!.*\.$)/, 'must not begin or end with a period, or have two in a row')
	.regex(/^(?!www)/i, "must not begin with 'www'")
	.regex(/^(?!.*\.(?:com|org|net|int|edu|gov|mil|us|in|io|html?)$)/i, 'must not end like a domain');

const newUsername = z.object({ username, transfer_action: oneOf('none', 'force_transfer').optional() });

function ownPhone(ctx: RequestContext, id: string): PhoneNumber {
	const phone = visiblePhone(ctx, id);
	if (!phone) throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_management');
	if (!phone.registered) throw whatsappError(133010, 'The phone number is not registered.');
	return phone;
}

/** Meta docs: Webhooks > business_username_updates: without a username when it was deleted. */
function tell({ webhooks }: State, phone: PhoneNumber, status: string, name?: string): void {
	const display_phone_number = phone.displayPhoneNumber.replace(/\D/g, '');
	const value = { display_phone_number, ...(name === undefined ? {} : { username: name }), status };
	webhooks.events([{ field: 'business_username_updates', value, phoneNumberId: phone.id }]);
}

/** POST /{phone}/username (Meta docs: Usernames > Claim a username): one per number; the new one replaces it. */
export function postUsername(ctx: RequestContext, id: string): RouteResponse {
	const phone = ownPhone(ctx, id);
	const { username: name, transfer_action } = paramsOf(ctx.params, newUsername);
	const { usernames } = ctx.state.collections;
	const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
	if (taken.some(same)) throw whatsappError(147001, 'The username is not available.');
	const [holder] = [...usernames].find(([, one]) => same(one.username)) ?? [];
	if (holder !== undefined && holder !== id) {
		if (transfer_action !== 'force_transfer')
			throw whatsappError(147005, 'Another phone number of the business has the username: set transfer_action.');
		usernames.delete(holder);
		tell(ctx.state, ctx.state.phones.get(holder)!, 'deleted');
	}
	// A number that cannot be reached holds the name only.
	const status = phone.status === 'CONNECTED' ? 'approved' : 'reserved';
	usernames.set(id, { username: name, status });
	tell(ctx.state, phone, status, name);
	return { json: { status } };
}

/** GET /{phone}/username */
export function getUsername(ctx: RequestContext, id: string): RouteResponse {
	ownPhone(ctx, id);
	return { json: ctx.state.collections.usernames.get(id) ?? {} };
}

/** DELETE /{phone}/username */
export function deleteUsername(ctx: RequestContext, id: string): RouteResponse {
	const phone = ownPhone(ctx, id);
	if (ctx.state.collections.usernames.delete(id)) tell(ctx.state, phone, 'deleted');
	return { json: { success: true } };
}

/** GET /{phone}/username_suggestions: for the portfolio, whatever the number. */
export function getUsernameSuggestions(ctx: RequestContext, id: string): RouteResponse {
	ownPhone(ctx, id);
	const base = ctx.state.seed.wabaName.toLowerCase().replace(/[^a-z0-9]+/g, '');
	const used = new Set([...ctx.state.collections.usernames.values()].map((one) => one.username.toLowerCase()));
	const names = [base, `${base}.official`, `${base}_chat`].filter((name) => name.length >= 3 && !used.has(name));
	return { json: { data: [{ username_suggestions: names }] } };
}

const contact = z.object({
	messaging_product: whatsapp,
	bsuid: z
		.string({ invalid_type_error: 'must be a string' })
		.regex(businessScopedId, 'must be a business-scoped user ID'),
});

/**
 * DELETE /{phone}/contact_book (Meta docs: Business-scoped user IDs > Contact book): the pair of a user's number and ID.
 * It returns when the user writes, or is written to, again.
 */
export function deleteContact(ctx: RequestContext, id: string): RouteResponse {
	if (!visiblePhone(ctx, id)) throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_messaging');
	const { bsuid } = paramsOf(ctx.params, contact);
	const { deletedContacts } = ctx.state.collections;
	const seen = lastContact(ctx.state, bsuid);
	const deleted = seen !== undefined && seen > (deletedContacts.get(bsuid) ?? -Infinity);
	if (deleted) deletedContacts.set(bsuid, ctx.state.clock.now());
	return { json: { messaging_product: 'whatsapp', success: true, deleted } };
}

/** When a user, known by ID, wrote or was written to; undefined when never. */
function lastContact({ wrote, messages }: State, bsuid: string): number | undefined {
	const number = /^[A-Z]{2}\.(\d+)0001$/.exec(bsuid)?.[1];
	const of = (address: string): boolean => address === bsuid || address === number;
	const times = [...wrote].filter(([address]) => of(address)).map(([, at]) => at);
	for (const { to, at } of messages) if (of(to)) times.push(at);
	return times.length === 0 ? undefined : Math.max(...times);
}
