import { readApp, removeApp, writeApp } from '../../subscriptions/subscriptionsApi';
import { productionAddress } from '../../subscriptions/callbackUrl';
import { overrides, verifyTokenFor } from './callbackOwner';
import { overrideTargetFor } from '../../subscriptions/callbackOverride';
import { respondsToVerification } from './registrationErrors';
import type { RegistrationState, TriggerConfig } from './types';

/** The parts of TriggerConfig that unregistering needs. */
export type UnregisterContext = Pick<TriggerConfig, 'app' | 'appId' | 'appSecret' | 'account' | 'wabaId' | 'address'>;

/**
 * Assigns the callback to the first URL that passes Meta's verification, that is, to a trigger that is listening.
 * @returns whether one passed
 */
async function handOver(
	releaser: UnregisterContext,
	candidates: Array<string | undefined>,
	give: (address: string, token: string) => Promise<void>,
): Promise<boolean> {
	for (const candidate of new Set(candidates)) {
		const token = candidate === undefined ? undefined : verifyTokenFor(releaser, candidate);
		if (candidate === undefined || token === undefined || candidate === releaser.address) continue;
		if (await respondsToVerification(async () => await give(candidate, token))) return true;
	}
	return false;
}

/**
 * The production URL that a test run may have replaced. It is derived from the test URL, because an interrupted run
 * leaves no record of it.
 */
const production = ({ test, address }: RegistrationState): string | undefined =>
	test ? productionAddress(address) : undefined;

async function releaseOverride(releaser: UnregisterContext, held: RegistrationState): Promise<void> {
	if (!releaser.account || held.listenOn === 'app') return;
	const place = overrideTargetFor(releaser.account, held);
	if ((await place.read()) !== held.address) return;
	const given = await handOver(releaser, [held.previousOverride, production(held)], place.write);
	if (!given) await place.clear();
}

async function releaseApp(releaser: UnregisterContext, held: RegistrationState): Promise<void> {
	const { app, appId } = releaser;
	const present = await readApp(app, appId);
	if (present?.callback !== held.address) return;
	const give = (fields: string[]) => async (callback: string, verifyToken: string) =>
		await writeApp(app, appId, { callback, fields, verifyToken });
	const before = present.fields.filter((field) => !held.added.includes(field));
	const back = await handOver(
		releaser,
		[held.previousApp, production(held)],
		give(before.length > 0 ? before : present.fields),
	);
	if (back) return;
	// Triggers with an override also need the app's fields, and the app needs a callback.
	const fallbackCallbacks = await overrides(releaser);
	if (!(await handOver(releaser, fallbackCallbacks, give(present.fields)))) await removeApp(app, appId);
}

/**
 * Undoes a registration: restores what was there before, hands over what other triggers need, and leaves everything
 * else unchanged.
 * @throws NodeApiError
 */
export async function unregister(releaser: UnregisterContext, held: RegistrationState): Promise<void> {
	await releaseOverride(releaser, held);
	await releaseApp(releaser, held);
}
