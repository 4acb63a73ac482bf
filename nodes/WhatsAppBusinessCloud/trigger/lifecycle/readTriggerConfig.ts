import type { IHookFunctions } from 'n8n-workflow';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { createGraphClient } from '../../transport/client';
import { checkBaseUrl } from '../../transport/hosts';
import { part } from '../../shared/untrustedJson';
import { isLoopback } from '../../shared/publicHost';
import { connection, parseCredential } from '../../shared/credentials';
import { appCredentialOf, requireMetaApp } from '../../shared/metaApp';
import { ACCOUNT_CREDENTIAL, ACCOUNT_CREDENTIAL_SHOWN } from '../authenticationFields';
import type { GraphClient, GraphCredential } from '../../transport/types';
import { checkTriggerParameters, readParameters } from '../receive/triggerSettings';
import { isSentToOverride, fieldsFor, PAUSE_FIELDS } from '../webhookFields';
import { findCallbackUrlProblem } from '../../subscriptions/callbackUrl';
import { RegistrationError } from './registrationErrors';
import type { ListenOn } from '../../subscriptions/listening';
import type { TriggerConfig } from './types';

const TOKEN: GraphCredential = 'whatsAppBusinessCloudApi';

/** A user or n8n's startup waits for this. Meta's verification request alone takes up to about 10 seconds. */
const LIMITS = { maxRetries: 3, timeout: 30_000 };

async function client(context: IHookFunctions, credential: GraphCredential, asApp = false): Promise<GraphClient> {
	return (await createGraphClient(context, { credential, asApp, ...LIMITS }))(0);
}

/** The callback URL for Meta: the test URL in a test run. @throws RegistrationError if n8n provides none */
export function webhookUrlOf(context: IHookFunctions): string {
	const callbackUrl = context.getNodeWebhookUrl('default');
	if (callbackUrl === undefined)
		throw new RegistrationError('n8n provides no webhook URL for this trigger', 'Save the workflow and try again');
	return callbackUrl;
}

/**
 * Whether the node has the credential of the account. With OAuth2, n8n does not read one that the form does not show;
 * the node may still have it from before.
 */
function hasAccount(context: IHookFunctions): boolean {
	return (
		context.getNode().credentials?.[TOKEN] !== undefined &&
		context.getNodeParameter(ACCOUNT_CREDENTIAL, '') === ACCOUNT_CREDENTIAL_SHOWN
	);
}

/** The two Graph clients that both registering and unregistering need. @throws InputError */
export async function openAccess(
	context: IHookFunctions,
): Promise<Pick<TriggerConfig, 'context' | 'app' | 'appId' | 'appSecret' | 'account' | 'wabaId' | 'local'>> {
	const credential = appCredentialOf(context);
	const data = await context.getCredentials(credential);
	const { id, secret } = requireMetaApp(credential, data);
	const { baseUrl } = parseCredential(connection, data);
	const account = hasAccount(context) ? await client(context, TOKEN) : undefined;
	return {
		context,
		app: await client(context, credential, credential === TOKEN),
		appId: id,
		appSecret: secret,
		local: isLoopback(new URL(checkBaseUrl(baseUrl)).hostname),
		...(account && { account }),
		wabaId: account?.businessAccountId ?? '',
	};
}

const LISTEN_ON: ListenOn[] = ['app', 'businessAccount', 'phoneNumber'];

function requiredFields(context: IHookFunctions, listenOn: ListenOn): string[] {
	const selected = ['updates', 'advancedUpdates'].map((name) => context.getNodeParameter(name, []));
	const { pauseWhileAnswered } = part(context.getNodeParameter('options', {}));
	const pauses = part(pauseWhileAnswered).settings !== undefined;
	const fields = [...new Set([...fieldsFor(selected.flat()), ...(pauses ? PAUSE_FIELDS : [])])].sort();
	// An expression can return fields that the form does not offer.
	const required = listenOn === 'app' ? fields : fields.filter(isSentToOverride);
	if (required.length > 0) return required;
	if (listenOn !== 'app' && fields.length > 0) {
		throw new RegistrationError(
			`Meta sends ${fields.map((field) => `'${field}'`).join(', ')} to the app only, never to one account or number`,
			"Choose 'Entire App' under 'Listen On', or other events under 'Trigger On'",
		);
	}
	throw new RegistrationError("'Trigger On' is empty", 'Choose at least one kind of event');
}

/**
 * Rejects parameters that receiving could not use. If a parameter's expression has no value yet, it is ignored, as it
 * is when receiving, which also logs it.
 */
async function checkReceiving(context: IHookFunctions): Promise<void> {
	await checkTriggerParameters(readParameters(context, () => {}));
}

function listeningNumber(context: IHookFunctions): string {
	return checkPhoneNumberId(context.getNodeParameter('phoneNumberId', '', { extractValue: true }), 'Phone Number');
}

/**
 * Reads the parameters and validates them and the callback URL before calling the Graph API.
 * @throws RegistrationError or InputError
 */
export async function readTriggerConfig(context: IHookFunctions): Promise<TriggerConfig> {
	const listenOn = context.getNodeParameter('listenOn', 'app') as ListenOn;
	if (!LISTEN_ON.includes(listenOn))
		throw new RegistrationError("'Listen On' has an unknown value", 'Choose one of the options');
	const callbackUrl = webhookUrlOf(context);
	const fields = requiredFields(context, listenOn);
	await checkReceiving(context);
	const phoneNumberId = listenOn === 'phoneNumber' ? listeningNumber(context) : '';
	if (listenOn !== 'app' && !hasAccount(context)) {
		throw new RegistrationError(
			'To listen to one account or number, the WhatsApp Business Cloud API credential is required too',
			"Select it in the trigger, or choose 'API Key' under 'Authentication' or 'Entire App' under 'Listen On'",
		);
	}
	const access = await openAccess(context);
	const problem = findCallbackUrlProblem(callbackUrl, { override: listenOn !== 'app', local: access.local });
	if (problem) throw new RegistrationError(problem.message, problem.advice);
	return {
		...access,
		listenOn,
		phoneNumberId,
		callbackUrl,
		fields,
		takeOver: context.getNodeParameter('options.takeOverWebhook', false) === true,
		test: context.getMode() === 'manual',
	};
}
