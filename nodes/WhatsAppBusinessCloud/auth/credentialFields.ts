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
		"For a token that does not expire: Business settings > System users > Generate new token, with whatsapp_business_messaging and whatsapp_business_management. For a first try: the one-day token under WhatsApp > API Setup in the app's dashboard.",
};

export const businessAccountIdField: INodeProperties = {
	displayName: 'Business Account ID',
	name: 'businessAccountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 102290129340398',
	description:
		"The WhatsApp Business Account ID, shown under WhatsApp > API Setup in the app's dashboard. Not the ID of the business portfolio.",
};

export const apiVersionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'string',
	default: DEFAULT_API_VERSION,
	placeholder: `e.g. ${DEFAULT_API_VERSION}`,
	description: 'The Graph API version that all calls use. Meta keeps each one for about two years.',
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
		'Where the Graph API is reached. Change it for a proxy or a local emulator only: the access token goes there. Must start with https://; http:// is for this machine only.',
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
