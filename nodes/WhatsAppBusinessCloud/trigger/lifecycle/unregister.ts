import { logOf } from '../../shared/log';
import { readApp, removeApp, writeApp } from '../../subscriptions/subscriptionsApi';
import { productionUrl } from '../../subscriptions/callbackUrl';
import { findCallbackOwner, handFieldsTo, otherOverrides, verifyTokenFor } from './callbackOwner';
import { overrideTargetFor } from '../../subscriptions/callbackOverride';
import { respondsToVerification } from './registrationErrors';
import type { RegistrationState, TriggerConfig } from './types';

/** The parts of TriggerConfig that unregistering needs. */
export type UnregisterContext = Pick<
	TriggerConfig,
	'context' | 'app' | 'appId' | 'appSecret' | 'account' | 'wabaId' | 'callbackUrl' | 'local'
>;

/**
 * Assigns the callback to the first URL that passes Meta's verification, that is, to a trigger that is listening.
 * @returns the URL; undefined if none passed
 */
async function transferCallback(
	context: UnregisterContext,
	candidates: Array<string | undefined>,
	write: (callbackUrl: string, token: string) => Promise<void>,
): Promise<string | undefined> {
	for (const candidate of new Set(candidates)) {
		const token = candidate === undefined ? undefined : verifyTokenFor(context, candidate);
		if (candidate === undefined || token === undefined || candidate === context.callbackUrl) continue;
		if (await respondsToVerification(async () => await write(candidate, token))) return candidate;
	}
	return undefined;
}

/**
 * The production URL that a test run may have replaced. It is derived from the test URL, because an interrupted run
 * leaves no record of it.
 */
const production = ({ test, callbackUrl }: RegistrationState): string | undefined =>
	test ? productionUrl(callbackUrl) : undefined;

/** Removes the callback of the account or number, if it is this registration's. @throws NodeApiError */
export async function removeOverride(context: UnregisterContext, state: RegistrationState): Promise<void> {
	if (!context.account || state.listenOn === 'app') return;
	const target = overrideTargetFor(context.account, state);
	if ((await target.read()) !== state.callbackUrl) return;
	const restored = await transferCallback(context, [state.previousOverride, production(state)], target.write);
	if (restored === undefined) await target.clear();
}

/** Callbacks of the account and its numbers that belong to other software, or to a trigger that does not respond now. */
async function findExternal(context: UnregisterContext, overrides: string[]): Promise<string[]> {
	const external: string[] = [];
	for (const callback of overrides) {
		const { kind } = await findCallbackOwner(context, callback);
		if (kind === 'external' || kind === 'otherTrigger') external.push(callback);
	}
	return external;
}

/** Why the app's subscription stays, although no trigger listens at its callback URL. */
function warnKept({ context, appId, callbackUrl }: UnregisterContext, fields: string[], callbacks: string[]): void {
	const reasons = [
		...(fields.length > 0 ? [`the fields ${fields.join(', ')}, which this trigger did not add`] : []),
		...(callbacks.length > 0 ? [`the callback URL ${callbacks.map((callback) => `'${callback}'`).join(', ')}`] : []),
	];
	logOf(context).warn(
		`WhatsApp Trigger '${context.getNode().name}' left the webhook subscription of the app ${appId} with its URL '${callbackUrl}', because other workflows or other software may need it: it has ${reasons.join(' and ')}. The next trigger that is published here takes it over. If nothing needs it, remove it in the app's dashboard, under WhatsApp > Configuration.`,
	);
}

/** @returns fields of this trigger that the app is still subscribed to */
async function removeAppCallback(context: UnregisterContext, state: RegistrationState): Promise<string[]> {
	const { app, appId } = context;
	const present = await readApp(app, appId);
	if (present === undefined) return [];
	const own = present.fields.filter((field) => (state.own ?? state.added).includes(field));
	if (present.callback !== state.callbackUrl) {
		await handFieldsTo(context, present.callback, own);
		return own;
	}
	const write = (fields: string[]) => async (callback: string, verifyToken: string) =>
		await writeApp(app, appId, { callback, fields, verifyToken });
	const fieldsBefore = present.fields.filter((field) => !state.added.includes(field));
	const restored = await transferCallback(
		context,
		[state.previousApp, production(state)],
		write(fieldsBefore.length > 0 ? fieldsBefore : present.fields),
	);
	if (restored !== undefined) return [];
	// Triggers with an override also need the app's fields, and the app needs a callback.
	const overrides = await otherOverrides(context);
	const successor = await transferCallback(context, overrides, write(present.fields));
	if (successor !== undefined) {
		await handFieldsTo(context, successor, own);
		return own;
	}
	const foreign = present.fields.filter((field) => !own.includes(field));
	const external = await findExternal(context, overrides);
	if (foreign.length > 0 || external.length > 0) {
		warnKept(context, foreign, external);
		return own;
	}
	await removeApp(app, appId);
	return [];
}

/**
 * Undoes a registration: restores what was there before, hands over what other triggers need, and leaves everything
 * else unchanged.
 * @returns fields of this trigger that the app is still subscribed to
 * @throws NodeApiError
 */
export async function unregister(context: UnregisterContext, state: RegistrationState): Promise<string[]> {
	await removeOverride(context, state);
	return await removeAppCallback(context, state);
}
