import { logOf } from '../../shared/log';
import {
	readAccount,
	readApp,
	subscribeAccount,
	writeApp,
	type AppSubscription,
} from '../../subscriptions/subscriptionsApi';
import { overrides, findCallbackOwner, verifyTokenFor } from './callbackOwner';
import { overrideTargetFor } from '../../subscriptions/callbackOverride';
import {
	missingFieldsError,
	callbackInUseError,
	respondsToVerification,
	subscriptionNotVisibleError,
	otherAppError,
	callbackOwnedByOtherTriggerError,
} from './registrationErrors';
import type { RegistrationState, CallbackOwner, TriggerConfig } from './types';

const union = (...lists: string[][]): string[] => [...new Set(lists.flat())].sort();
const lacking = (present: string[], wanted: string[]): string[] => wanted.filter((field) => !present.includes(field));

/** Called before a change at Meta, so that it can be undone even after an error. */
type BeforeWrite = () => void;

/** Whether Meta's configuration already includes everything that a trigger needs. */
export async function isRegistered(wish: TriggerConfig): Promise<boolean> {
	const { account, wabaId, appId, listenOn, address } = wish;
	const app = await readApp(wish.app, appId);
	if (app === undefined || !app.active || lacking(app.fields, wish.fields).length > 0) return false;
	if (listenOn === 'app' && app.callback !== address) return false;
	if (account && !(await readAccount(account, wabaId, appId)).subscribed) return false;
	return listenOn === 'app' || !account || (await overrideTargetFor(account, wish).read()) === address;
}

/**
 * Required: otherwise Meta sends no webhooks of the account, regardless of other subscriptions. WhatsApp docs: Webhooks
 * > Create a webhook endpoint.
 */
async function subscribeToAccount({ account, wabaId, appId }: TriggerConfig): Promise<void> {
	if (!account || (await readAccount(account, wabaId, appId)).subscribed) return;
	await subscribeAccount(account, wabaId);
	const { subscribed, apps } = await readAccount(account, wabaId, appId);
	if (!subscribed) throw otherAppError(appId, apps);
}

async function setApp(wish: TriggerConfig, callback: string, fields: string[]): Promise<void> {
	await writeApp(wish.app, wish.appId, { callback, fields, verifyToken: verifyTokenFor(wish, callback) ?? '' });
	const shown = await readApp(wish.app, wish.appId);
	if (shown?.callback !== callback)
		throw subscriptionNotVisibleError(`webhooks of the app go to '${shown?.callback ?? 'nowhere'}'`);
	const missing = lacking(shown.fields, fields);
	if (missing.length > 0) throw subscriptionNotVisibleError(`the app does not get ${missing.join(', ')}`);
}

/** Whether a test run temporarily replaces another trigger's callback and restores it afterwards. */
const isBorrowed = ({ test }: TriggerConfig, owner: CallbackOwner): boolean =>
	test && (owner === 'twin' || owner === 'sibling');

/** @throws RegistrationError if the app's callback must not be replaced */
async function checkTakeable(wish: TriggerConfig, owner: CallbackOwner, callback: string): Promise<void> {
	if (wish.replaceForeign) return;
	if (owner === 'foreign') throw callbackInUseError('app', callback);
	if (owner !== 'sibling') return;
	// A trigger with its own override does not need the app's callback; it only holds it because there was none.
	if (!(await overrides(wish)).includes(callback))
		throw callbackOwnedByOtherTriggerError('app', callback, wish.account !== undefined);
}

/** Sets the app's callback to this trigger. */
async function claimApp(
	wish: TriggerConfig,
	held: RegistrationState,
	present: AppSubscription | undefined,
	beforeWrite: BeforeWrite,
	earlier?: string,
): Promise<void> {
	const owner = await findCallbackOwner(wish, present?.callback, earlier);
	const callback = present?.callback ?? '';
	await checkTakeable(wish, owner, callback);
	if (owner === 'own' && present?.active && held.added.length === 0) return;
	if (isBorrowed(wish, owner)) held.previousApp = callback;
	if (owner === 'foreign') warnReplaced(wish, callback);
	beforeWrite();
	await setApp(wish, wish.address, union(present?.fields ?? [], wish.fields));
}

/** Subscribes the app to the fields. If the app has no callback, sets it to this trigger. */
async function claimFields(
	wish: TriggerConfig,
	held: RegistrationState,
	present: AppSubscription | undefined,
	beforeWrite: BeforeWrite,
): Promise<void> {
	if (present?.active && held.added.length === 0) return;
	const owner = await findCallbackOwner(wish, present?.callback);
	const callback = present?.callback ?? wish.address;
	const fields = union(present?.fields ?? [], wish.fields);
	if (owner === 'foreign') throw missingFieldsError(callback, held.added);
	beforeWrite();
	// A URL that no longer responds was left over from an interrupted test run.
	if (owner === 'sibling' || owner === 'twin') {
		if (await respondsToVerification(async () => await setApp(wish, callback, fields))) return;
	}
	await setApp(wish, wish.address, fields);
}

/** Sets the callback of the account or number to this trigger. */
async function claimOverride(
	wish: TriggerConfig,
	held: RegistrationState,
	beforeWrite: BeforeWrite,
	earlier?: string,
): Promise<void> {
	if (!wish.account) return;
	const place = overrideTargetFor(wish.account, wish);
	const present = await place.read();
	const owner = await findCallbackOwner(wish, present, earlier);
	if (owner === 'own' || present === wish.address) return;
	const callback = present ?? '';
	if (owner === 'foreign' && !wish.replaceForeign) throw callbackInUseError(wish.listenOn, callback);
	if (owner === 'sibling' && !wish.replaceForeign)
		throw callbackOwnedByOtherTriggerError(wish.listenOn, callback, true);
	if (isBorrowed(wish, owner)) held.previousOverride = present;
	if (owner === 'foreign') warnReplaced(wish, callback);
	beforeWrite();
	await place.write(wish.address, verifyTokenFor(wish, wish.address) ?? '');
	const shown = await place.read();
	if (shown !== wish.address)
		throw subscriptionNotVisibleError(`its webhooks go to '${shown ?? 'the address of the app'}'`);
}

function warnReplaced({ context }: TriggerConfig, callback: string): void {
	logOf(context).warn(
		`WhatsApp Trigger '${context.getNode().name}' took over webhooks that went to '${callback}', as 'Overwrite Existing Callback URL' says. They cannot be put back from here: only whoever set that address can.`,
	);
}

/**
 * Registers a trigger with Meta without replacing callbacks of others.
 * @param held records what was there before
 * @param beforeWrite called before each change
 * @param earlier callback URL of this trigger's earlier registration
 * @throws RegistrationError, NodeApiError
 */
export async function register(
	wish: TriggerConfig,
	held: RegistrationState,
	beforeWrite: BeforeWrite,
	earlier?: string,
): Promise<void> {
	await subscribeToAccount(wish);
	const app = await readApp(wish.app, wish.appId);
	held.added = lacking(app?.fields ?? [], wish.fields);
	if (wish.listenOn === 'app') {
		await claimApp(wish, held, app, beforeWrite, earlier);
		return;
	}
	await claimFields(wish, held, app, beforeWrite);
	await claimOverride(wish, held, beforeWrite, earlier);
}
