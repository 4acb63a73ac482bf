import type { IHookFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { KeyedMutex } from '../../shared/concurrency/keyedMutex';
import {
	markUnfinished,
	clearRegistration,
	clearUnfinished,
	saveRegistration,
	loadLeftFields,
	loadRegistration,
	saveLeftFields,
	popUnfinished,
} from './registrationState';
import { hookError } from './registrationErrors';
import { findRegistered, ownFields, register, type EarlierRegistration } from './register';
import { removeOverride, unregister } from './unregister';
import type { AppSubscription } from '../../subscriptions/subscriptionsApi';
import type { RegistrationState, TriggerConfig } from './types';
import { webhookUrlOf, openAccess, readTriggerConfig } from './readTriggerConfig';

// n8n calls checkExists, then create. If either throws, it calls delete as if the registration had been made
// (test-webhooks.js, active-workflow-manager.js, webhook-trigger-registrar.js), so delete must know what was changed.

/**
 * Serializes changes to an app's subscriptions: n8n activates several workflows at the same time, and each writes the
 * app's complete list of fields.
 */
const apps = new KeyedMutex();

const initialState = ({
	callbackUrl,
	test,
	appId,
	wabaId,
	listenOn,
	phoneNumberId,
}: TriggerConfig): RegistrationState => ({
	callbackUrl,
	test,
	appId,
	wabaId,
	listenOn,
	phoneNumberId,
	added: [],
});

/** What is known of an earlier registration in the app. */
function earlierRegistration(context: IHookFunctions, appId: string): EarlierRegistration {
	const state = loadRegistration(context);
	if (state?.appId === appId) return { callbackUrl: state.callbackUrl, own: state.own ?? state.added };
	const left = loadLeftFields(context);
	const ended = left?.appId === appId ? { own: left.fields, endedAt: left.at } : {};
	return { callbackUrl: state?.callbackUrl, ...ended };
}

/** @returns the account or number whose own callback a registration sets; '' for the app */
const placeOf = ({ listenOn, wabaId, phoneNumberId }: RegistrationState): string =>
	({ app: '', businessAccount: wabaId, phoneNumber: phoneNumberId })[listenOn];

/**
 * Removes the callback of the account or number that the trigger listened to before, if that registration could not be
 * removed. Otherwise it would stay forever.
 */
async function removeEarlierOverride(context: IHookFunctions, config: TriggerConfig): Promise<void> {
	const earlier = loadRegistration(context);
	if (earlier === undefined || earlier.appId !== config.appId || placeOf(earlier) === placeOf(initialState(config)))
		return;
	try {
		await removeOverride({ ...config, callbackUrl: earlier.callbackUrl }, earlier);
	} catch (thrown) {
		logOf(context).warn(
			`WhatsApp Trigger '${context.getNode().name}' could not remove its URL from ${placeOf(earlier)}, to which it listened before: ${hookError(context.getNode(), thrown, config.callbackUrl).message}`,
		);
	}
}

/**
 * Saves what the trigger is registered for, if that is not what static data says: n8n continues after a removal that
 * failed, and imports workflows while it is down.
 */
function updateRegistration(context: IHookFunctions, config: TriggerConfig, present: AppSubscription): void {
	const earlier = loadRegistration(context);
	const state = initialState(config);
	const { callbackUrl, appId, wabaId, listenOn, phoneNumberId } = state;
	if (earlier?.callbackUrl !== callbackUrl || earlier.appId !== appId) {
		const own = ownFields(config, present, earlierRegistration(context, appId));
		saveRegistration(context, { ...state, own });
	} else if (earlier.listenOn !== listenOn || earlier.wabaId !== wabaId || earlier.phoneNumberId !== phoneNumberId) {
		saveRegistration(context, { ...earlier, wabaId, listenOn, phoneNumberId });
	}
}

/**
 * Whether Meta uses this trigger's callback URL and sends the events it needs.
 * @throws NodeOperationError or NodeApiError
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	let callbackUrl = '';
	try {
		callbackUrl = webhookUrlOf(this);
		const config = await readTriggerConfig(this);
		const present = await apps.run(config.appId, async () => await findRegistered(config));
		clearUnfinished(this, callbackUrl);
		if (present !== undefined) {
			await removeEarlierOverride(this, config);
			updateRegistration(this, config, present);
		}
		return present !== undefined;
	} catch (thrown) {
		markUnfinished(this, callbackUrl);
		throw hookError(this.getNode(), thrown, callbackUrl);
	}
}

/** Registers the trigger. @throws NodeOperationError or NodeApiError with advice; n8n then calls remove */
export async function create(this: IHookFunctions): Promise<boolean> {
	let callbackUrl = '';
	/** Set once Meta's configuration may have been changed. */
	let written: RegistrationState | undefined;
	try {
		callbackUrl = webhookUrlOf(this);
		const config = await readTriggerConfig(this);
		const state = initialState(config);
		await apps.run(
			config.appId,
			async () => await register(config, state, () => (written = state), earlierRegistration(this, config.appId)),
		);
		await removeEarlierOverride(this, config);
		saveRegistration(this, state);
		return true;
	} catch (thrown) {
		markUnfinished(this, callbackUrl, written);
		throw hookError(this.getNode(), thrown, callbackUrl);
	}
}

/**
 * n8n's `delete`: undoes this registration only.
 * @throws NodeOperationError or NodeApiError in production, where n8n retries. Does not throw after a test run, because
 * n8n would stop there.
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const callbackUrl = webhookUrlOf(this);
	const attempt = popUnfinished(this, callbackUrl);
	const state = attempt ? attempt.state : loadRegistration(this);
	if (state === undefined) return true;
	try {
		const access = await openAccess(this);
		if (access.appId !== state.appId) {
			logOf(this).warn(
				`WhatsApp Trigger '${this.getNode().name}' now has the credential of another app; its callback in the app ${state.appId} was not removed.`,
			);
		} else {
			const unregisterContext = { ...access, wabaId: state.wabaId || access.wabaId, callbackUrl: state.callbackUrl };
			const left = await apps.run(state.appId, async () => await unregister(unregisterContext, state));
			saveLeftFields(this, state.appId, left);
		}
		clearRegistration(this);
		return true;
	} catch (thrown) {
		const error = hookError(this.getNode(), thrown, callbackUrl);
		if (!state.test) throw error;
		logOf(this).error(
			`WhatsApp Trigger '${this.getNode().name}' could not restore the callback that its test run replaced: ${error.message}`,
		);
		return false;
	}
}
