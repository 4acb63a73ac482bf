import { logOf } from '../../shared/log';
import {
	readAccount,
	readApp,
	subscribeAccount,
	writeApp,
	type AppSubscription,
} from '../../subscriptions/subscriptionsApi';
import { otherOverrides, findCallbackOwner, verifyTokenFor } from './callbackOwner';
import { isSameTrigger } from '../../subscriptions/callbackUrl';
import { overrideTargetFor } from '../../subscriptions/callbackOverride';
import {
	missingFieldsError,
	callbackInUseError,
	respondsToVerification,
	subscriptionNotVisibleError,
	unknownFieldsError,
	otherAppError,
	callbackOwnedByOtherTriggerError,
} from './registrationErrors';
import type { RegistrationState, CallbackOwner, TriggerConfig } from './types';

const union = (...lists: string[][]): string[] => [...new Set(lists.flat())].sort();
const missingFrom = (present: string[], required: string[]): string[] =>
	required.filter((field) => !present.includes(field));

/** Called before a change at Meta, so that it can be undone even after an error. */
type BeforeWrite = () => void;

/** What is known of a trigger's earlier registration in this app. */
export interface EarlierRegistration {
	/** n8n may have moved away from it. */
	callbackUrl?: string;
	/** The trigger's own fields then. */
	own?: string[];
	/** When it ended, in ms since 1970; undefined if it did not. */
	endedAt?: number;
}

/** ms. n8n registers a trigger again right after it has removed it; later, others may have added the same fields. */
const REPUBLISHED = 60_000;

/** Fields of the app that are there because of this trigger, or will be. They may go with it. */
export function ownFields(
	config: Pick<TriggerConfig, 'callbackUrl' | 'fields'>,
	present: AppSubscription | undefined,
	{ own, endedAt }: EarlierRegistration,
): string[] {
	const there = present?.fields ?? [];
	const hasCallback = present !== undefined && isSameTrigger(present.callback, config.callbackUrl);
	const isKnown = own !== undefined && (endedAt === undefined || hasCallback || Date.now() - endedAt < REPUBLISHED);
	// A test run does not know what the published workflow has added.
	const assumed = hasCallback && own === undefined ? config.fields : [];
	return union(
		(isKnown ? own : assumed).filter((field) => there.includes(field)),
		missingFrom(there, config.fields),
	);
}

/** @returns the app's subscription if Meta's configuration already includes everything that a trigger needs */
export async function findRegistered(config: TriggerConfig): Promise<AppSubscription | undefined> {
	const app = await readApp(config.app, config.appId);
	return app !== undefined && (await isComplete(config, app)) ? app : undefined;
}

async function isComplete(config: TriggerConfig, app: AppSubscription): Promise<boolean> {
	const { account, wabaId, appId, listenOn, callbackUrl } = config;
	if (!app.active || missingFrom(app.fields, config.fields).length > 0) return false;
	if (listenOn === 'app' && app.callback !== callbackUrl) return false;
	if (account && !(await readAccount(account, wabaId, appId)).subscribed) return false;
	return listenOn === 'app' || !account || (await overrideTargetFor(account, config).read()) === callbackUrl;
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

async function setApp(config: TriggerConfig, callback: string, fields: string[]): Promise<void> {
	try {
		await writeApp(config.app, config.appId, { callback, fields, verifyToken: verifyTokenFor(config, callback) ?? '' });
	} catch (thrown) {
		throw unknownFieldsError(thrown, fields) ?? thrown;
	}
	const result = await readApp(config.app, config.appId);
	if (result?.callback !== callback)
		throw subscriptionNotVisibleError(
			`webhooks of the app go to ${result === undefined ? 'no URL' : `'${result.callback}'`}`,
		);
	const missing = missingFrom(result.fields, fields);
	if (missing.length > 0) throw subscriptionNotVisibleError(`the app is not subscribed to ${missing.join(', ')}`);
}

/** Whether a test run temporarily replaces another trigger's callback and restores it afterwards. */
const isTemporary = ({ test }: TriggerConfig, { kind }: CallbackOwner): boolean =>
	test && (kind === 'sameTrigger' || kind === 'otherTrigger');

/** @throws RegistrationError if the app's callback must not be replaced */
async function checkReplaceable(config: TriggerConfig, owner: CallbackOwner, callback: string): Promise<void> {
	if (config.takeOver) return;
	if (owner.kind === 'external') throw callbackInUseError('app', callback);
	if (owner.kind !== 'otherTrigger') return;
	// A trigger with its own override does not need the app's callback; it has it only because there was none.
	if (!(await otherOverrides(config)).includes(callback))
		throw callbackOwnedByOtherTriggerError(config, callback, owner.workflow);
}

/** Sets the app's callback to this trigger. */
async function claimApp(
	config: TriggerConfig,
	state: RegistrationState,
	present: AppSubscription | undefined,
	beforeWrite: BeforeWrite,
	earlier?: string,
): Promise<void> {
	const owner = await findCallbackOwner(config, present?.callback, earlier);
	const callback = present?.callback ?? '';
	await checkReplaceable(config, owner, callback);
	if (owner.kind === 'own' && present?.active && state.added.length === 0) return;
	if (isTemporary(config, owner)) state.previousApp = callback;
	if (owner.kind === 'external') warnReplaced(config, callback);
	beforeWrite();
	await setApp(config, config.callbackUrl, union(present?.fields ?? [], config.fields));
}

/** Subscribes the app to the fields. If the app has no callback, sets it to this trigger. */
async function claimFields(
	config: TriggerConfig,
	state: RegistrationState,
	present: AppSubscription | undefined,
	beforeWrite: BeforeWrite,
): Promise<void> {
	if (present?.active && state.added.length === 0) return;
	const owner = await findCallbackOwner(config, present?.callback);
	const callback = present?.callback ?? config.callbackUrl;
	const fields = union(present?.fields ?? [], config.fields);
	if (owner.kind === 'external') throw missingFieldsError(callback, state.added);
	beforeWrite();
	// A URL that no longer responds was left over from an interrupted test run.
	if (owner.kind === 'otherTrigger' || owner.kind === 'sameTrigger') {
		if (await respondsToVerification(async () => await setApp(config, callback, fields))) return;
	}
	await setApp(config, config.callbackUrl, fields);
}

/** Sets the callback of the account or number to this trigger. */
async function claimOverride(
	config: TriggerConfig,
	state: RegistrationState,
	beforeWrite: BeforeWrite,
	earlier?: string,
): Promise<void> {
	if (!config.account) return;
	const target = overrideTargetFor(config.account, config);
	const present = await target.read();
	const owner = await findCallbackOwner(config, present, earlier);
	if (owner.kind === 'own' || present === config.callbackUrl) return;
	const callback = present ?? '';
	if (owner.kind === 'external' && !config.takeOver) throw callbackInUseError(config.listenOn, callback);
	if (owner.kind === 'otherTrigger' && !config.takeOver)
		throw callbackOwnedByOtherTriggerError(config, callback, owner.workflow);
	if (isTemporary(config, owner)) state.previousOverride = present;
	if (owner.kind === 'external') warnReplaced(config, callback);
	beforeWrite();
	await target.write(config.callbackUrl, verifyTokenFor(config, config.callbackUrl) ?? '');
	const result = await target.read();
	if (result !== config.callbackUrl)
		throw subscriptionNotVisibleError(`its webhooks go to '${result ?? 'the callback URL of the app'}'`);
}

function warnReplaced({ context }: TriggerConfig, callback: string): void {
	logOf(context).warn(
		`WhatsApp Trigger '${context.getNode().name}' took over webhooks that went to '${callback}', because 'Take Over Existing Webhook' is on. To restore them, register that URL again in the other software.`,
	);
}

/**
 * Registers a trigger with Meta without replacing callbacks of others.
 * @param state receives what was there before
 * @param beforeWrite called before each change
 * @param earlier this trigger's earlier registration
 * @throws RegistrationError, NodeApiError
 */
export async function register(
	config: TriggerConfig,
	state: RegistrationState,
	beforeWrite: BeforeWrite,
	earlier: EarlierRegistration = {},
): Promise<void> {
	await subscribeToAccount(config);
	const app = await readApp(config.app, config.appId);
	state.added = missingFrom(app?.fields ?? [], config.fields);
	state.own = ownFields(config, app, earlier);
	if (config.listenOn === 'app') {
		await claimApp(config, state, app, beforeWrite, earlier.callbackUrl);
		return;
	}
	await claimFields(config, state, app, beforeWrite);
	await claimOverride(config, state, beforeWrite, earlier.callbackUrl);
}
