import { z } from 'zod';
import { whatsappError } from '../errors';
import { addParticipants, later, MAX_PARTICIPANTS, problem, tellGroup, type JoinRequest } from '../groups/group';
import type { Json } from '../messages/checks';
import { businessScopedId, phoneDigits } from '../messages/recipient';
import { page } from '../paging';
import { list, paramsOf, part, text, whatsapp } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import { groupOf } from './groups';

/** GET /{group}/join_requests (Meta docs: Groups API > Join requests). */
export function getJoinRequests(ctx: RequestContext, id: string): RouteResponse {
	const { joinRequests } = groupOf(ctx, id, false);
	return {
		json: page(
			ctx,
			joinRequests.map((one) => ({ ...one })),
		),
	};
}

const chosen = z.object({ messaging_product: whatsapp, join_requests: list(text(500), 100, 1) });

/**
 * Decides on requests to join. HTTP 206 and 131201 when some of them cannot be decided on (Meta docs: Groups API > Error
 * codes); their own code when none can.
 * @param decide returns the code of why a request cannot be granted
 */
function decideOn(
	ctx: RequestContext,
	id: string,
	name: string,
	decide: (request: JoinRequest) => number | undefined,
): RouteResponse {
	const group = groupOf(ctx, id, true);
	const { join_requests } = paramsOf(ctx.params, chosen);
	const done: string[] = [];
	const failed: Json[] = [];
	let reason = 131213;
	for (const join_request_id of new Set(join_requests)) {
		const request = group.joinRequests.find((one) => one.join_request_id === join_request_id);
		const code = request ? decide(request) : 131213;
		if (code !== undefined) {
			reason = code;
			failed.push({ join_request_id, errors: [problem(code, 'The request was not decided on.')] });
			continue;
		}
		group.joinRequests = group.joinRequests.filter((one) => one !== request);
		done.push(join_request_id);
	}
	if (done.length === 0) throw whatsappError(reason, 'None of the requests was decided on.');
	const json = { messaging_product: 'whatsapp', [name]: done };
	if (failed.length === 0) return { json };
	const errors = [problem(131201, 'Some of the requests were not decided on.')];
	return { status: 206, json: { ...json, failed_join_requests: failed, errors } };
}

/** POST /{group}/join_requests: those who asked become participants. */
export function approveJoinRequests(ctx: RequestContext, id: string): RouteResponse {
	const group = groupOf(ctx, id, true);
	const approved: JoinRequest[] = [];
	const response = decideOn(ctx, id, 'approved_join_requests', (request) => {
		if (group.participants.length + approved.length >= MAX_PARTICIPANTS) return 131204;
		approved.push(request);
		return undefined;
	});
	const people = approved.map(({ wa_id, user_id }) => ({ wa_id, user_id }));
	later(ctx.state, () => addParticipants(ctx.state, group, people));
	return response;
}

/** DELETE /{group}/join_requests */
export const rejectJoinRequests = (ctx: RequestContext, id: string): RouteResponse =>
	decideOn(ctx, id, 'rejected_join_requests', () => undefined);

const people = z.object({
	messaging_product: whatsapp,
	participants: list(
		part({
			user: text(50).optional(),
			user_id: z.string().regex(businessScopedId, 'must be a business-scoped user ID').optional(),
		}).refine(({ user, user_id }) => (user === undefined) !== (user_id === undefined), 'must have user or user_id'),
		MAX_PARTICIPANTS,
		1,
	),
});

/** DELETE /{group}/participants (Meta docs: Groups API > Remove participants): they cannot join with the link again. */
export function removeParticipants(ctx: RequestContext, id: string): RouteResponse {
	const { state } = ctx;
	const group = groupOf(ctx, id, true);
	const inputs = paramsOf(ctx.params, people).participants.map(({ user, user_id }) => user ?? user_id ?? '');
	const find = (input: string) =>
		group.participants.find((one) => [one.wa_id, one.user_id].includes(phoneDigits(input)));
	if (new Set(inputs.map((input) => find(input)?.wa_id ?? input)).size < inputs.length)
		throw whatsappError(131202, 'A participant is named twice.');
	const request_id = later(state, (request) => {
		const known = inputs.filter((input) => find(input));
		const failed = inputs.filter((input) => !find(input));
		group.removed.push(...known.map((input) => find(input)!.wa_id));
		group.participants = group.participants.filter(({ wa_id }) => !group.removed.includes(wa_id));
		tellGroup(state, group, 'group_participants_update', 'group_participants_remove', {
			request_id: request,
			initiated_by: 'business',
			removed_participants: known.map((input) => ({ input })),
			...(failed.length === 0
				? {}
				: {
						failed_participants: failed.map((input) => ({
							input,
							errors: [problem(131212, 'The user is not in the group.')],
						})),
						errors: [problem(131201, 'Some of the participants were not removed.')],
					}),
		});
	});
	return { json: { messaging_product: 'whatsapp', request_id } };
}
