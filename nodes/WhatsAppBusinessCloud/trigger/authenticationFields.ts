import type { INodeProperties } from 'n8n-workflow';

/**
 * Name and value of a hidden parameter that tells n8n to show the account credential. `displayOptions` cannot express
 * "with an API key, or with OAuth2 if the trigger makes calls for the account": all entries of `show` must match.
 */
export const ACCOUNT_CREDENTIAL = 'accountCredential';
export const ACCOUNT_CREDENTIAL_SHOWN = 'shown';

const authentication: INodeProperties = {
	displayName: 'Authentication',
	// n8n's editor hides a parameter named `authentication`, and one whose values all appear in the credentials'
	// `displayOptions.show`. With it, it hides every other parameter that credentials depend on.
	name: 'authenticateWith',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'API Key',
			value: 'apiKey',
			description: 'The WhatsApp Business Cloud API credential, with App ID and App Secret',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: "The WhatsApp Business Cloud App OAuth2 API credential, as in n8n's built-in WhatsApp Trigger",
		},
	],
	default: 'oAuth2',
};

const forVersion = (version: number, value: string): INodeProperties => ({
	...authentication,
	default: value,
	displayOptions: { show: { '@version': [version] } },
});

/**
 * Version 1 is OAuth2 by default, so that a built-in trigger's JSON runs with its type and credential replaced. New nodes
 * have version 2: there, it is the credential that the user already has for sending.
 */
export const authenticationFields: INodeProperties[] = [
	forVersion(1, 'oAuth2'),
	forVersion(2, 'apiKey'),
	{
		displayName: 'The account credential registers the account or number, downloads files and marks messages as read',
		name: 'accountNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authenticateWith: ['oAuth2'], [ACCOUNT_CREDENTIAL]: [ACCOUNT_CREDENTIAL_SHOWN] } },
	},
	// n8n's editor shows the credentials in place of this field; without it, above Authentication.
	{ displayName: 'Credentials', name: 'credentials', type: 'credentials', default: '' },
];

const shown = (show: Record<string, Array<string | boolean>>): INodeProperties => ({
	displayName: 'Account Credential',
	name: ACCOUNT_CREDENTIAL,
	type: 'hidden',
	// The editor of n8n 1.x takes a field for that of the authentication if credentials depend on all of its options, also
	// if it has none, and then hides it and all fields that it depends on.
	options: [
		{ name: 'Shown', value: ACCOUNT_CREDENTIAL_SHOWN },
		{ name: 'Hidden', value: 'hidden' },
	],
	default: ACCOUNT_CREDENTIAL_SHOWN,
	displayOptions: { show },
});

/** When the account credential is shown. n8n cannot make it depend on options, as it resolves collections last. */
export const accountCredentialFields: INodeProperties[] = [
	shown({ authenticateWith: ['apiKey'] }),
	shown({ authenticateWith: ['oAuth2'], listenOn: ['businessAccount', 'phoneNumber'] }),
];

/** Shows an option of a collection only beside a credential that has an access token. */
export const withAccountCredential: INodeProperties['displayOptions'] = {
	show: { [`/${ACCOUNT_CREDENTIAL}`]: [ACCOUNT_CREDENTIAL_SHOWN] },
};
