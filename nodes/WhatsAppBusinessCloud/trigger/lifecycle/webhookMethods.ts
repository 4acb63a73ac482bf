import type { IHookFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { OneByOne } from '../../shared/concurrency/keyedMutex';
import {
	markUnfinished,
	clearRegistration,
	clearUnfinished,
	saveRegistration,
	loadRegistration,
	popUnfinished,
} from './registrationState';
import { hookError } from './registrationErrors';
import { isRegistered, register } from './register';
import { unregister } from './unregister';
import type { RegistrationState, TriggerConfig } from './types';
import { addressOf, openAccess, readTriggerConfig } from './readTriggerConfig';

// n8n calls checkExists, then create. If either throws, it calls delete as if the registration had been made
// (test-webhooks.js, active-workflow-manager.js, webhook-trigger-registrar.js), so delete must know what was changed.

/**
 * Serializes changes to an app's subscriptions: n8n activates several workflows at the same time, and each writes the
 * app's complete list of fields.
 */
const apps = new OneByOne();

const heldBy = ({ address, test, appId, wabaId, listenOn, phoneNumberId }: TriggerConfig): RegistrationState => ({
	address,
	test,
	appId,
	wabaId,
	listenOn,
	phoneNumberId,
	added: [],
});

/**
 * Whether Meta uses this trigger's callback URL and sends the events it needs.
 * @throws NodeOperationError or NodeApiError
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	let address = '';
	try {
		address = addressOf(this);
		const wish = await readTriggerConfig(this);
		const exists = await apps.run(wish.appId, async () => await isRegistered(wish));
		clearUnfinished(this, address);
		if (exists && loadRegistration(this)?.address !== address) saveRegistration(this, heldBy(wish));
		return exists;
	} catch (thrown) {
		markUnfinished(this, address);
		throw hookError(this.getNode(), thrown, address);
	}
}

/** Registers the trigger. @throws NodeOperationError or NodeApiError with advice; n8n then calls remove */
export async function create(this: IHookFunctions): Promise<boolean> {
	let address = '';
	let held: RegistrationState | undefined;
	let changed = false;
	try {
		address = addressOf(this);
		const wish = await readTriggerConfig(this);
		const mine = heldBy(wish);
		held = mine;
		await apps.run(
			wish.appId,
			async () => await register(wish, mine, () => (changed = true), loadRegistration(this)?.address),
		);
		saveRegistration(this, mine);
		return true;
	} catch (thrown) {
		markUnfinished(this, address, changed ? held : undefined);
		throw hookError(this.getNode(), thrown, address);
	}
}

/**
 * n8n's `delete`: undoes this registration only.
 * @throws NodeOperationError or NodeApiError in production, where n8n retries. Does not throw after a test run, because
 * n8n would stop there.
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const address = addressOf(this);
	const attempt = popUnfinished(this, address);
	const held = attempt ? attempt.held : loadRegistration(this);
	if (held === undefined) return true;
	try {
		const access = await openAccess(this);
		if (access.appId !== held.appId) {
			logOf(this).warn(
				`WhatsApp Trigger '${this.getNode().name}' now has the credential of another app; its callback in the app ${held.appId} stays there.`,
			);
		} else {
			const releaser = { ...access, wabaId: held.wabaId || access.wabaId, address: held.address };
			await apps.run(held.appId, async () => await unregister(releaser, held));
		}
		clearRegistration(this);
		return true;
	} catch (thrown) {
		const told = hookError(this.getNode(), thrown, address);
		if (!held.test) throw hookError(this.getNode(), thrown, address);
		logOf(this).error(
			`WhatsApp Trigger '${this.getNode().name}' could not give back what its test run took: ${told.message}`,
		);
		return false;
	}
}
