import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/input/parameterValues';
import { InputError } from '../../../shared/inputError';
import { inputWarning } from '../../../shared/inputWarning';
import { LruMap } from '../../../shared/lruMap';
import { effectiveCallback } from '../../../subscriptions/effectiveCallback';
import type { OperationItem } from '../../types';

/** ms to wait for Meta: the message is more important than the check. */
const TIMEOUT = 10_000;

/** ms. A number that has a trigger is not checked again for that long. */
const REMEMBERED = 5 * 60_000;

/** Numbers that had a trigger, and when that was seen. In queue mode, each worker has its own. */
const listening = new LruMap<string, number>(1000);

/** What needs the trigger. */
export interface Listener {
	/** Display name of the field that chose it. */
	field: string;
	/** What the trigger receives. */
	what: string;
	/** What to do instead, for the end of a sentence. */
	otherwise: string;
}

const publish = ({ otherwise }: Listener): string =>
	`Publish a workflow with this package's WhatsApp Trigger on the same phone number${otherwise}`;

/** Path of a trigger's webhook, which this package's trigger shares with the built-in one. */
const TRIGGER_PATH = /\/webhook\/?$/;

function parseUrl(url: string): { host: string; path: string } {
	try {
		const { host, pathname } = new URL(url);
		return { host, path: pathname };
	} catch {
		return { host: 'an invalid URL', path: '' };
	}
}

/** @returns undefined when Meta does not say, e.g. because a permission is missing */
async function readPhone({ graph }: OperationItem, sender: string): Promise<IDataObject | undefined> {
	try {
		const query = { fields: 'webhook_configuration' };
		const phone = await graph.request({ method: 'GET', path: [sender], query, timeout: TIMEOUT });
		return isObject(phone.webhook_configuration) ? phone : undefined;
	} catch {
		return undefined;
	}
}

/** Warns that the check could not find out; the question is sent. */
function warnUnknown(item: OperationItem, listener: Listener, problem: string): void {
	item.warn(
		inputWarning(
			listener.field,
			() => problem,
			`${publish(listener)}. Without a trigger, the ${listener.what} is not received`,
		),
	);
}

/**
 * Checks before a question is sent whether a trigger receives the reply: where Meta sends the messages of the sending
 * number. The response is cached for a few minutes. What Meta does not say only warns: a missing permission, or a callback
 * on another host, which may pass webhooks on to this one.
 * @param ownUrl any URL of this n8n instance
 * @param listener what needs the trigger
 * @throws InputError when Meta sends the messages nowhere, or to something else on this n8n
 */
export async function checkTrigger(
	item: OperationItem,
	sender: string,
	ownUrl: string,
	listener: Listener,
): Promise<void> {
	const seen = listening.get(sender);
	if (seen !== undefined && Date.now() - seen < REMEMBERED) return;
	const phone = await readPhone(item, sender);
	if (phone === undefined) {
		warnUnknown(item, listener, 'Meta did not return where it sends the messages of this phone number');
		return;
	}
	const callback = effectiveCallback(phone);
	if (callback === undefined) {
		throw new InputError(
			listener.field,
			() => `No WhatsApp Trigger listens on the sender phone number, so the ${listener.what} would not be received`,
			publish(listener),
		);
	}
	const { host, path } = parseUrl(callback.callbackUrl);
	if (host !== parseUrl(ownUrl).host) {
		warnUnknown(item, listener, `Meta sends the messages of this phone number to ${host}, not to this n8n`);
		return;
	}
	if (!TRIGGER_PATH.test(path)) {
		throw new InputError(
			listener.field,
			() =>
				`Meta sends the messages of the sender phone number to '${path}' on this n8n, which is not a WhatsApp Trigger`,
			publish(listener),
		);
	}
	listening.set(sender, Date.now());
}
