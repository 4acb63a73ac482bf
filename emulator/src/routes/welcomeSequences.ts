import { z } from 'zod';
import { requireScope } from '../auth';
import type { Collections } from '../collections';
import { parameterError } from '../errors';
import { page } from '../paging';
import { list, paramsOf, part, text } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { Seed } from '../seed';

const content = part({
	text: text(Infinity, 0).optional(),
	autofill_message: part({ content: text(Infinity, 0) }).optional(),
	ice_breakers: list(part({ title: text(Infinity) })).optional(),
});

/** What people see who open a chat from an ad. */
export interface WelcomeSequence {
	sequence_id: string;
	wabaId: string;
	/** Only the app that created it sees it. */
	appId: string;
	name: string;
	welcome_message_sequence: z.output<typeof content>;
	is_used_in_ad: boolean;
}

const written = z.object({ sequence_id: text(50).optional(), name: text(Infinity), welcome_message_sequence: content });
const chosen = z.object({ sequence_id: text(50) });

/** The sequence that the account starts with: an active ad uses it. */
export function seedWelcomeSequences({ welcomeSequences }: Collections, { wabaId, app }: Seed): void {
	const sequence_id = '560000000000001';
	welcomeSequences.set(sequence_id, {
		sequence_id,
		wabaId,
		appId: app.id,
		name: 'Spring sale',
		welcome_message_sequence: {
			text: 'Hello! What would you like to know about our sale?',
			autofill_message: { content: 'Hi, I saw your ad' },
			ice_breakers: [{ title: 'Which plants are on sale?' }, { title: 'Until when?' }],
		},
		is_used_in_ad: true,
	});
}

const sequencesOf = ({ state, token }: RequestContext, waba: string): WelcomeSequence[] =>
	[...state.collections.welcomeSequences.values()].filter(
		({ wabaId, appId }) => wabaId === waba && appId === token.app.id,
	);

function sequenceOf(ctx: RequestContext, wabaId: string, id: string): WelcomeSequence {
	const found = sequencesOf(ctx, wabaId).find(({ sequence_id }) => sequence_id === id);
	if (!found) throw parameterError(`Param sequence_id '${id}' is not a welcome message sequence of this app.`);
	return found;
}

/**
 * GET /{waba}/welcome_message_sequences, one of them with `sequence_id`: only those of the calling app (Meta docs: Click
 * to WhatsApp ads > Welcome message sequences).
 */
export function getWelcomeSequences(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { sequence_id: id } = ctx.params;
	const found = id === undefined ? sequencesOf(ctx, wabaId) : [sequenceOf(ctx, wabaId, String(id))];
	const rows = found.map(({ wabaId: _account, appId: _app, ...row }) => row);
	return { json: page(ctx, rows) };
}

/** POST /{waba}/welcome_message_sequences: creates one, or replaces the one with `sequence_id` (same page). */
export function postWelcomeSequence(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { sequence_id: known, ...read } = paramsOf(ctx.params, written);
	const { collections } = ctx.state;
	if (known !== undefined) Object.assign(sequenceOf(ctx, wabaId, known), read);
	const sequence_id = known ?? collections.newId('56000001');
	if (known === undefined)
		collections.welcomeSequences.set(sequence_id, {
			sequence_id,
			wabaId,
			appId: ctx.token.app.id,
			...read,
			is_used_in_ad: false,
		});
	return { json: { sequence_id } };
}

/** DELETE /{waba}/welcome_message_sequences?sequence_id=: rejected while an active ad uses it (same page). */
export function deleteWelcomeSequence(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { sequence_id, is_used_in_ad: isUsed } = sequenceOf(ctx, wabaId, paramsOf(ctx.params, chosen).sequence_id);
	if (isUsed) throw parameterError('The welcome message sequence is used in an active ad and cannot be deleted.');
	ctx.state.collections.welcomeSequences.delete(sequence_id);
	return { json: { success: true } };
}
