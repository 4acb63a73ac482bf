import { readApp, removeApp, writeApp } from '../../subscriptions/subscriptionsApi';
import { productionUrl } from '../../subscriptions/callbackUrl';
import { otherOverrides, verifyTokenFor } from './callbackOwner';
import { overrideTargetFor } from '../../subscriptions/callbackOverride';
import { respondsToVerification } from './registrationErrors';
import type { RegistrationState, TriggerConfig } from './types';

/** The parts of TriggerConfig that unregistering needs. */
export type UnregisterContext = Pick<
	TriggerConfig,
	'app' | 'appId' | 'appSecret' | 'account' | 'wabaId' | 'callbackUrl'
>;

/**
 * Assigns the callback to the first URL that passes Meta's verification, that is, to a trigger that is listening.
 * @returns whether one passed
 */
async function transferCallback(
	context: UnregisterContext,
	candidates: Array<string | undefined>,
	write: (callbackUrl: string, token: string) => Promise<void>,
): Promise<boolean> {
	for (const candidate of new Set(candidates)) {
		const token = candidate === undefined ? undefined : verifyTokenFor(context, candidate);
		if (candidate === undefined || token === undefined || candidate === context.callbackUrl) continue;
		if (await respondsToVerification(async () => await write(candidate, token))) return true;
	}
	return false;
}

/**
 * The production URL that a test run may have replaced. It is derived from the test URL, because an interrupted run
 * leaves no record of it.
 */
const production = ({ test, callbackUrl }: RegistrationState): string | undefined =>
	test ? productionUrl(callbackUrl) : undefined;

async function removeOverride(context: UnregisterContext, state: RegistrationState): Promise<void> {
	if (!context.account || state.listenOn === 'app') return;
	const target = overrideTargetFor(context.account, state);
	if ((await target.read()) !== state.callbackUrl) return;
	const isTransferred = await transferCallback(context, [state.previousOverride, production(state)], target.write);
	if (!isTransferred) await target.clear();
}

async function removeAppCallback(context: UnregisterContext, state: RegistrationState): Promise<void> {
	const { app, appId } = context;
	const present = await readApp(app, appId);
	if (present?.callback !== state.callbackUrl) return;
	const write = (fields: string[]) => async (callback: string, verifyToken: string) =>
		await writeApp(app, appId, { callback, fields, verifyToken });
	const fieldsBefore = present.fields.filter((field) => !state.added.includes(field));
	const isRestored = await transferCallback(
		context,
		[state.previousApp, production(state)],
		write(fieldsBefore.length > 0 ? fieldsBefore : present.fields),
	);
	if (isRestored) return;
	// Triggers with an override also need the app's fields, and the app needs a callback.
	const fallbackCallbacks = await otherOverrides(context);
	if (!(await transferCallback(context, fallbackCallbacks, write(present.fields)))) await removeApp(app, appId);
}

/**
 * Undoes a registration: restores what was there before, hands over what other triggers need, and leaves everything
 * else unchanged.
 * @throws NodeApiError
 */
export async function unregister(context: UnregisterContext, state: RegistrationState): Promise<void> {
	await removeOverride(context, state);
	await removeAppCallback(context, state);
}
