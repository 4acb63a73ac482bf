import type { INode, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { cleanError, GraphApiError } from '../../transport/errors';
import { docsLink } from '../../shared/docs';
import { InputError } from '../../shared/inputError';
import { KNOWN_FIELDS } from '../webhookFields';
import { isSameHost } from '../../subscriptions/callbackUrl';
import type { ListenOn } from '../../subscriptions/listening';
import { describeTriggerWorkflow, type TriggerWorkflow } from '../../subscriptions/triggerWorkflow';
import type { TriggerConfig } from './types';

/** A reason for not registering, with a message for the user. */
export class RegistrationError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** Meta's error code for a callback that failed verification. WhatsApp docs: Webhooks > Verification requests. */
const VERIFICATION_FAILED = 2200;

function isVerificationFailed(thrown: unknown): boolean {
	return thrown instanceof GraphApiError && thrown.response?.code === VERIFICATION_FAILED;
}

/**
 * Runs a change that triggers Meta's verification request.
 * @returns whether the callback URL passed verification
 * @throws any other error
 */
export async function respondsToVerification(change: () => Promise<void>): Promise<boolean> {
	const thrown = await change().then(
		() => undefined,
		(cause: Error) => cause,
	);
	if (thrown !== undefined && !isVerificationFailed(thrown)) throw thrown;
	return thrown === undefined;
}

const TARGET: Record<ListenOn, string> = {
	app: 'the app',
	businessAccount: 'the business account',
	phoneNumber: 'the phone number',
};

/** The callback belongs to other software. */
export function callbackInUseError(listenOn: ListenOn, callback: string): RegistrationError {
	return new RegistrationError(
		`Webhooks of ${TARGET[listenOn]} go to '${callback}', which does not belong to a WhatsApp Trigger of this app, so it was not changed`,
		"To replace it, turn on 'Take Over Existing Webhook'. To keep it, choose a phone number or a business account under 'Listen On', or use another app",
	);
}

/** Where another trigger is: its workflow as users know it, or the URL if the trigger does not report its workflow. */
function otherTriggerAt(callback: string, ownAddress: string, workflow: TriggerWorkflow | undefined): string {
	if (workflow === undefined) return `at '${callback}'`;
	const elsewhere = isSameHost(callback, ownAddress) ? '' : ` at '${callback}'`;
	return `in the ${describeTriggerWorkflow(workflow)}${elsewhere}`;
}

/** The callback belongs to another trigger. */
export function callbackOwnedByOtherTriggerError(
	{ listenOn, callbackUrl, account }: Pick<TriggerConfig, 'listenOn' | 'callbackUrl' | 'account'>,
	callback: string,
	workflow: TriggerWorkflow | undefined,
): RegistrationError {
	const place = otherTriggerAt(callback, callbackUrl, workflow);
	if (listenOn === 'app') {
		return new RegistrationError(
			`Another WhatsApp Trigger of this app listens ${place}, and Meta sends the webhooks of an app to one URL only`,
			account !== undefined
				? "Unpublish the other workflow. Or choose one account or number under 'Listen On', in this or the other trigger. Or start both workflows from one trigger"
				: "Choose one account or number under 'Listen On', in this or the other trigger. If the other trigger does that already, choose 'API Key' under 'Authentication' of this one, so that it can check this",
		);
	}
	return new RegistrationError(
		`Another WhatsApp Trigger listens to ${TARGET[listenOn]} ${place}, and Meta sends its webhooks to one URL only`,
		"Start both workflows from one trigger, stop the other one, or choose something else under 'Listen On'",
	);
}

/** Fields that only the owner of the app's callback can add. */
export function missingFieldsError(callback: string, missing: string[]): RegistrationError {
	const names = missing.map((field) => `'${field}'`).join(', ');
	return new RegistrationError(
		`The app is not subscribed to ${names}, and its webhooks go to '${callback}', which belongs to other software`,
		`In the app's dashboard, under WhatsApp > Configuration > Webhook fields, subscribe to ${names}; then try again`,
	);
}

/** Meta accepted the change but returns something else. */
export function subscriptionNotVisibleError(what: string): RegistrationError {
	return new RegistrationError(
		`Meta accepted the subscription but does not show it: ${what}`,
		'Wait a minute and try again',
	);
}

const INVALID_PARAMETER = 100;

/**
 * Meta rejects a whole subscription because of one field that it does not have.
 * @param fields the fields of the rejected subscription
 * @returns undefined for any other error
 */
export function unknownFieldsError(thrown: unknown, fields: string[]): RegistrationError | undefined {
	if (!(thrown instanceof GraphApiError) || thrown.response?.code !== INVALID_PARAMETER) return undefined;
	const { message, details } = thrown.response;
	const words = new Set(`${message} ${details ?? ''}`.match(/\w+/g));
	const quoted = fields.filter((field) => words.has(field));
	// A list of all fields that Meta has names the right ones.
	const named = quoted.length < fields.length || fields.length === 1 ? quoted : [];
	const unknown = fields.filter((field) => !KNOWN_FIELDS.has(field));
	const suspects = unknown.length > 0 ? unknown : named;
	if (suspects.length === 0) return undefined;
	const names = suspects.map((field) => `'${field}'`).join(', ');
	return new RegistrationError(
		`Meta has no webhook field ${names} for this app, so it rejected the whole subscription: ${message}`,
		"Remove it from 'Trigger On' and 'Advanced Events', or from the fields that the app is subscribed to",
	);
}

/** The access token belongs to a different app than app ID and secret. */
export function otherAppError(appId: string, apps: string[]): RegistrationError {
	const subscribed = apps.length > 0 ? ` Subscribed are: ${apps.join(', ')}.` : '';
	return new RegistrationError(
		`The account was subscribed with 'Access Token', but not to the app ${appId}: the token belongs to another app.${subscribed}`,
		`Generate 'Access Token' for the app ${appId}, or enter ID and secret of the app that issued the token`,
	);
}

/**
 * Converts any thrown value to an n8n error. n8n shows only the message when publishing fails, so it includes the
 * advice.
 */
export function hookError(node: INode, thrown: unknown, callbackUrl: string): NodeApiError | NodeOperationError {
	if (isVerificationFailed(thrown)) {
		const { messages } = thrown as NodeApiError;
		return plain(
			node,
			`Meta called '${callbackUrl}' to verify it and did not get the expected response: ${messages?.[0] ?? ''}`,
			'Open the URL in a browser outside your network. If n8n does not respond there, correct WEBHOOK_URL, the proxy or the tunnel: it must pass GET and POST requests on unchanged',
		);
	}
	if (thrown instanceof RegistrationError) return plain(node, thrown.message, thrown.advice);
	if (thrown instanceof InputError) return plain(node, thrown.message, thrown.advice ?? '');
	const known = thrown as NodeApiError;
	if (known?.name === 'NodeApiError' || known?.name === 'NodeOperationError') return cleanError(known);
	return cleanError(new NodeOperationError(node, thrown instanceof Error ? thrown : String(thrown)));
}

function plain(node: INode, message: string, advice: string): NodeOperationError {
	const sentences = [message, advice]
		.filter(Boolean)
		.map((sentence) => sentence.replace(/\.$/, ''))
		.join('. ');
	const description = docsLink('receiving.md#when-it-does-not-work', 'When registering does not work');
	const error = new NodeOperationError(node, sentences, { level: 'warning', description });
	// n8n replaces messages that contain a system error code, which a URL might.
	error.message = `${sentences}.`;
	return cleanError(error);
}
