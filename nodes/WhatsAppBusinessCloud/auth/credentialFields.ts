import type { INodeProperties } from 'n8n-workflow';
import { ACCOUNT_ID_FIELD } from '../shared/credentials';
import { DEFAULT_API_VERSION } from '../transport/graphVersions';
import { DEFAULT_BASE_URL } from '../transport/hosts';

export const accessTokenField: INodeProperties = {
	displayName: 'Access Token',
	name: 'accessToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	placeholder: 'e.g. EAAJB...',
	hint: 'App Dashboard: WhatsApp > API Setup (valid for 24 hours), or Business settings > System users > Generate new token (never expires)',
	description: 'A token with the permissions whatsapp_business_messaging and whatsapp_business_management',
};

export const businessAccountIdField: INodeProperties = {
	displayName: ACCOUNT_ID_FIELD,
	name: 'businessAccountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 215589313241560',
	hint: 'App Dashboard: WhatsApp > API Setup, below the phone number. Some pages call it Messaging account ID. It is not the ID of the business portfolio.',
};

/** What the two optional fields of the app are for. */
export const appNotice: INodeProperties = {
	displayName:
		'Optional: with App ID and App Secret, this credential also receives messages (WhatsApp Trigger) and checks the webhook setup',
	name: 'appNotice',
	type: 'notice',
	default: '',
};

export const appIdField: INodeProperties = {
	displayName: 'App ID',
	name: 'appId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 145678901234567',
	hint: 'App Dashboard: App settings > Basic',
	description: 'The ID of the app that the access token belongs to',
};

/** @param description what this credential uses the secret for */
export function appSecretField(description: string): INodeProperties {
	return {
		displayName: 'App Secret',
		name: 'appSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. 614fc2afde15eee07a26b2fe3eaee9b9',
		hint: 'App Dashboard: App settings > Basic > App secret > Show',
		description,
	};
}

export const apiVersionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'string',
	default: DEFAULT_API_VERSION,
	placeholder: `e.g. ${DEFAULT_API_VERSION}`,
	hint: 'Leave it as it is, unless Meta no longer supports this version',
	description: 'The Graph API version to use. Meta supports each version for about two years.',
};

export const baseUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: DEFAULT_BASE_URL,
	placeholder: `e.g. ${DEFAULT_BASE_URL}`,
	hint: 'Leave it as it is. For the emulator, enter the URL that npm start prints.',
	description:
		'The base URL of the Graph API. Change it only for a proxy or a local emulator, because the access token is sent to it. Must start with https://, or with http:// for localhost.',
};

/** @returns a field that n8n does not show */
export const hidden = (displayName: string, name: string, value: INodeProperties['default']): INodeProperties => ({
	displayName,
	name,
	type: 'hidden',
	default: value,
});

/**
 * n8n adds a choice of this name to each credential type that has none. It is not needed: `authenticate` sends the token
 * to Meta's hosts only.
 */
export const allowedDomainsField = hidden('Allowed HTTP Request Domains', 'allowedHttpRequestDomains', 'all');

/**
 * An expression that is true in an execution, and false when n8n tests a credential, loads a list or registers a
 * webhook.
 */
export const IN_EXECUTION = '/^\\d+$/.test($execution.id)';

/** n8n runs a credential's preAuthentication when a hidden field of this kind is empty: outside executions only. */
export const testHookField: INodeProperties = {
	...hidden('Test Hook', 'testHook', `={{ ${IN_EXECUTION} ? "unused" : "" }}`),
	typeOptions: { expirable: true },
};
