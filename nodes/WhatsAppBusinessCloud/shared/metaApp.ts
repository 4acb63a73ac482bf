import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { accountCredential, appCredential, credentialText, parseCredential } from './credentials';
import { InputError } from './inputError';
import { rememberCredential, rememberSecrets } from './secrets';

/** The credentials that can name an app. */
export type AppCredential = 'whatsAppBusinessCloudApi' | 'whatsAppBusinessCloudOAuth2Api';

/** An app of Meta. */
export interface MetaApp {
	id: string;
	secret: string;
}

/** The trigger's credential with the app, by its parameter 'Authentication'. */
export function appCredentialOf(context: IHookFunctions | IWebhookFunctions): AppCredential {
	const isApiKey = context.getNodeParameter('authenticateWith', 'oAuth2') === 'apiKey';
	return isApiKey ? 'whatsAppBusinessCloudApi' : 'whatsAppBusinessCloudOAuth2Api';
}

/** @returns the app in a credential, with '' for what is missing @throws InputError when a field is not text */
export function readMetaApp(type: AppCredential, data: ICredentialDataDecryptedObject): MetaApp {
	rememberCredential(data);
	if (type === 'whatsAppBusinessCloudApi') {
		const { appId, appSecret } = parseCredential(accountCredential, data);
		return { id: credentialText(appId), secret: credentialText(appSecret) };
	}
	const { clientId, clientSecret } = parseCredential(appCredential, data);
	return { id: credentialText(clientId), secret: credentialText(clientSecret) };
}

/** @throws InputError when App ID or App Secret is missing */
export function requireMetaApp(type: AppCredential, data: ICredentialDataDecryptedObject): MetaApp {
	const app = readMetaApp(type, data);
	const isApiKey = type === 'whatsAppBusinessCloudApi';
	const missing = (field: string, meaning: string): InputError =>
		new InputError(
			field,
			`${isApiKey ? '' : `(${meaning}) `}is empty in the WhatsApp Business Cloud ${isApiKey ? 'API' : 'App OAuth2 API'} credential`,
			"Copy it from App settings > Basic in the app's dashboard",
		);
	if (app.id === '') throw missing(isApiKey ? 'App ID' : 'Client ID', 'App ID');
	if (app.secret === '') throw missing(isApiKey ? 'App Secret' : 'Client Secret', 'App Secret');
	return app;
}

/**
 * The data of an API key credential, changed so that its requests are those of the app. Graph API docs: Access tokens >
 * App access tokens. An app token needs no proof that the caller knows the secret: it contains it.
 * @throws InputError when App ID or App Secret is missing
 */
export function asAppToken(data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const { id, secret } = requireMetaApp('whatsAppBusinessCloudApi', data);
	const accessToken = `${id}|${secret}`;
	rememberSecrets(accessToken);
	return { ...data, accessToken, appSecret: '' };
}
