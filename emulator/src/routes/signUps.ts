import { z } from 'zod';
import { requireScope } from '../auth';
import { parameterError, subcodeError } from '../errors';
import { selectFields } from '../fields';
import { page } from '../paging';
import { flag, httpsUrl, oneOf, paramsOf, part, says, text } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { State } from '../state';
import { metadata, UNKNOWN_NAME, userId } from '../webhookPayloads';

/** A link with which people sign up for marketing messages. */
export interface SignUp {
	id: string;
	waba_id: string;
	status: 'ACTIVE' | 'DISABLED';
	signup_message: string;
	confirmation_message: string;
	privacy_policy_url: string;
	website_url?: string;
	promo_code?: string;
	display_name?: string;
}

const promo = z.string(says('must be a string')).regex(/^[A-Za-z0-9]{1,50}$/, 'must have 1 to 50 letters and digits');

/** Meta docs: In-app sign-up: what can be changed later. */
const changeable = {
	signup_message: text(300),
	confirmation_message: text(300),
	website_url: z.string(says('must be a string')).optional(),
	promo_code: promo.optional(),
	display_name: text(256).optional(),
};

const newSignUp = z.object({
	...changeable,
	privacy_policy_url: httpsUrl,
	policy: part({ tos: httpsUrl, accepted: flag }).optional(),
});
const changes = z.object({ ...changeable, status: oneOf('ACTIVE', 'DISABLED') }).partial();

type Texts = Pick<SignUp, 'signup_message' | 'confirmation_message' | 'website_url' | 'promo_code'>;

/** Meta docs: In-app sign-up > Error codes. */
function checkTexts({ signup_message, confirmation_message, website_url, promo_code }: Texts): void {
	if (website_url !== undefined && !httpsUrl.safeParse(website_url).success)
		throw subcodeError(2494179, 'Param website_url must be a valid https URL.');
	const found = [
		...[...signup_message.matchAll(/\{\{.*?\}\}/g)].map(([name]) => ({ name, isAllowed: false })),
		...[...confirmation_message.matchAll(/\{\{.*?\}\}/g)].map(([name]) => ({
			name,
			isAllowed: name === '{{promo_code}}',
		})),
	];
	const unknown = found.find(({ isAllowed }) => !isAllowed);
	if (unknown) throw subcodeError(2494166, `The placeholder ${unknown.name} is not supported.`);
	if (found.length > 0 && promo_code === undefined)
		throw subcodeError(
			2494167,
			'The parameter promo_code is required, as the confirmation message has its placeholder.',
		);
}

/** The terms of service are accepted with the first sign-up of an account, and never again. */
function checkPolicy(policy: { tos: string; accepted: boolean } | undefined, isFirst: boolean): void {
	if (!isFirst && policy) throw subcodeError(2494176, 'The terms of service were accepted before: leave out policy.');
	if (!isFirst) return;
	if (policy?.accepted !== true) throw subcodeError(2494168, 'Accept the terms of service in policy.');
	if (!/(?:^|\.)(?:whatsapp|facebook|meta)\.com$/.test(new URL(policy.tos).hostname))
		throw subcodeError(2494177, "Param policy['tos'] must be the URL of the terms of service.");
}

/** POST /{waba}/signups (Meta docs: In-app sign-up > Create). */
export function createSignUp(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { policy, ...read } = paramsOf(ctx.params, newSignUp);
	checkTexts(read);
	const { signUps } = ctx.state.collections;
	checkPolicy(policy, ![...signUps.values()].some((one) => one.waba_id === wabaId));
	const id = ctx.state.collections.newId('59800000');
	signUps.set(id, { id, waba_id: wabaId, status: 'ACTIVE', ...read });
	return { json: { id } };
}

const fields = [
	'id',
	'waba_id',
	'status',
	'signup_message',
	'confirmation_message',
	'privacy_policy_url',
	'website_url',
	'promo_code',
	'display_name',
];

const node = (ctx: RequestContext, signUp: SignUp): Record<string, unknown> =>
	selectFields({ ...signUp }, 'WhatsAppSignup', fields, fields, ctx.params.fields);

/** GET /{waba}/signups */
export function getSignUps(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const own = [...ctx.state.collections.signUps.values()].filter((one) => one.waba_id === wabaId);
	return {
		json: page(
			ctx,
			own.map((one) => node(ctx, one)),
		),
	};
}

function signUpOf(ctx: RequestContext): SignUp {
	requireScope(ctx, 'whatsapp_business_management');
	const found = ctx.state.collections.signUps.get(ctx.segments[1]);
	if (!found || !ctx.token.wabaIds.includes(found.waba_id)) throw subcodeError(2494164, 'The sign-up was not found.');
	return found;
}

/** GET /signups/{id} */
export const getSignUp = (ctx: RequestContext): RouteResponse => ({ json: node(ctx, signUpOf(ctx)) });

/** POST /signups/{id}: all but the privacy policy. */
export function updateSignUp(ctx: RequestContext): RouteResponse {
	const signUp = signUpOf(ctx);
	if (ctx.params.privacy_policy_url !== undefined) throw parameterError('Param privacy_policy_url cannot be changed.');
	const read = Object.fromEntries(
		Object.entries(paramsOf(ctx.params, changes)).filter(([, value]) => value !== undefined),
	) as Partial<SignUp>;
	checkTexts({ ...signUp, ...read });
	Object.assign(signUp, read);
	return { json: { id: signUp.id } };
}

/**
 * A customer signs up (Meta docs: Webhooks > user_preferences).
 * @returns the ID of the sign-up
 * @throws RangeError when there is no such sign-up, or it is disabled
 */
export function signUpFor(state: State, id: string, from: string, phoneNumberId = state.seed.phoneNumberId): string {
	const signUp = state.collections.signUps.get(id);
	const phone = state.phones.get(phoneNumberId);
	if (!signUp || !phone) throw new RangeError(`There is no sign-up '${id}'`);
	if (signUp.status !== 'ACTIVE') throw new RangeError(`The sign-up '${id}' is disabled`);
	const preference = {
		wa_id: from,
		user_id: userId(from),
		detail: 'User signed up for marketing messages',
		category: 'marketing_messages',
		value: 'signup',
		signup_id: id,
		timestamp: state.clock.seconds(),
	};
	const value = {
		messaging_product: 'whatsapp',
		metadata: metadata(phone),
		contacts: [{ profile: { name: UNKNOWN_NAME }, wa_id: from, user_id: userId(from) }],
		user_preferences: [preference],
	};
	state.webhooks.events([{ field: 'user_preferences', value, phoneNumberId }]);
	return id;
}
