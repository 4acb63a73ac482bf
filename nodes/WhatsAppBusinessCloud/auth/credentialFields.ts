import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_API_VERSION, DEFAULT_BASE_URL } from '../transport/hosts';

export const accessTokenField: INodeProperties = {
	displayName: 'Access Token',
	name: 'accessToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'To create a token that does not expire, go to Business settings > System users > Generate new token and select whatsapp_business_messaging and whatsapp_business_management. For testing, use the 24-hour token from WhatsApp > API Setup in the App Dashboard.',
};

export const businessAccountIdField: INodeProperties = {
	displayName: 'Business Account ID',
	name: 'businessAccountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 102290129340398',
	description:
		'The WhatsApp Business Account ID from WhatsApp > API Setup in the App Dashboard, not the ID of the business portfolio',
};

export const apiVersionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'string',
	default: DEFAULT_API_VERSION,
	placeholder: `e.g. ${DEFAULT_API_VERSION}`,
	description: 'The Graph API version to use. Meta supports each version for about two years.',
};

/** @param why where to find the secret, and what this credential uses it for */
export function appSecretField(why: string): INodeProperties {
	return {
		displayName: 'App Secret',
		name: 'appSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: why,
	};
}

export const baseUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: DEFAULT_BASE_URL,
	placeholder: `e.g. ${DEFAULT_BASE_URL}`,
	description:
		'The base URL of the Graph API. Change it only for a proxy or a local emulator, because the access token is sent to it. Must start with https://, or with http:// for localhost.',
};

/**
 * An expression that is true in an execution, and false when n8n tests a credential, loads a list or registers a
 * webhook.
 */
export const IN_EXECUTION = '/^\\d+$/.test($execution.id)';

/** n8n runs a credential's preAuthentication when a hidden field of this kind is empty: outside executions only. */
export const testHookField: INodeProperties = {
	displayName: 'Test Hook',
	name: 'testHook',
	type: 'hidden',
	typeOptions: { expirable: true },
	default: `={{ ${IN_EXECUTION} ? "unused" : "" }}`,
};
