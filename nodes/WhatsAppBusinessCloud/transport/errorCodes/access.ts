import type { CodeTable, ErrorCodeInfo } from './types';

const NEW_TOKEN =
	'Create a new token under Business Settings > System users (these do not expire) and save it in the credential.';
const ON_FACEBOOK = 'Sign in on facebook.com as that user, and do what it asks. A new token does not help before that.';

/** Subcodes of codes 190 and 102 (Meta docs: Graph API > Handling errors). */
export const TOKEN_SUBCODES: CodeTable = {
	458: {
		subject: 'app',
		retry: 'never',
		title: "The app was removed from the account of the access token's user",
		advice: `Sign in with the app again. ${NEW_TOKEN}`,
		cause: 'credential-invalid',
	},
	459: {
		subject: 'app',
		retry: 'never',
		title: "Facebook asks the access token's user to sign in and confirm something",
		advice: ON_FACEBOOK,
		cause: 'credential-invalid',
	},
	460: {
		subject: 'app',
		retry: 'never',
		title: 'The access token is invalid because its user changed the password',
		advice: NEW_TOKEN,
		cause: 'credential-invalid',
	},
	463: {
		subject: 'app',
		retry: 'never',
		title: 'The access token has expired',
		advice: `Tokens from the API Setup page last 24 hours at most. ${NEW_TOKEN}`,
		cause: 'credential-invalid',
	},
	464: {
		subject: 'app',
		retry: 'never',
		title: "The access token's user is not confirmed",
		advice: ON_FACEBOOK,
		cause: 'credential-invalid',
	},
	467: {
		subject: 'app',
		retry: 'never',
		title: 'The access token is no longer valid',
		advice: `It was revoked, or its user logged out. ${NEW_TOKEN}`,
		cause: 'credential-invalid',
	},
	492: {
		subject: 'app',
		retry: 'never',
		title: "The access token's user no longer has a role on the Facebook Page",
		advice: `Give the user a role on the Page. ${NEW_TOKEN}`,
		cause: 'credential-invalid',
	},
};

/** Code 100 with subcode 33 (Meta docs: Graph API > Handling errors). */
export const UNKNOWN_OBJECT: ErrorCodeInfo = {
	subject: 'app',
	retry: 'never',
	title: 'Meta does not know this ID, or the access token may not use it',
	advice:
		'Check the ID (phone number ID, media ID or WABA ID, not the phone number itself), and that the system user of the token has this WhatsApp account among its assets.',
	cause: 'configuration-invalid',
	blocksPooledSender: true,
};

/** Codes 200 to 299 that have no entry of their own (Meta docs: Support > Error codes > Authorization errors). */
export const PERMISSION_RANGE: ErrorCodeInfo = {
	subject: 'app',
	retry: 'never',
	title: 'The access token lacks a permission for this',
	advice:
		'Give the system user whatsapp_business_messaging and whatsapp_business_management and assign the WhatsApp account to it, then create a new token.',
	cause: 'configuration-invalid',
};

/** Authorization and integrity (Meta docs: Support > Error codes; 102: Graph API > Handling errors). */
export const ACCESS: CodeTable = {
	0: {
		subject: 'app',
		retry: 'never',
		title: 'Meta could not authenticate the app user',
		advice: NEW_TOKEN,
		cause: 'credential-invalid',
	},
	3: {
		subject: 'app',
		retry: 'never',
		title: 'The app lacks a capability or permission for this call',
		advice: 'Check the products and permissions of the app in the App Dashboard.',
		cause: 'configuration-invalid',
	},
	10: {
		subject: 'app',
		retry: 'never',
		title: 'The access token is missing a permission',
		advice:
			'Give the system user whatsapp_business_messaging and assign the WhatsApp account to it. A test number must also have the recipient in its list of allowed numbers.',
		cause: 'configuration-invalid',
	},
	33: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number or object was deleted, or its ID is unknown',
		advice: 'Correct the ID. WhatsApp Manager > Phone numbers shows those that exist.',
		cause: 'configuration-invalid',
		blocksPooledSender: true,
	},
	102: {
		subject: 'app',
		retry: 'never',
		title: 'The access token is invalid, expired or revoked',
		advice: NEW_TOKEN,
		cause: 'credential-invalid',
	},
	190: {
		subject: 'app',
		retry: 'never',
		title: 'The access token is invalid, expired or revoked',
		advice: NEW_TOKEN,
		cause: 'credential-invalid',
	},
	368: {
		subject: 'account',
		retry: 'later',
		title: 'The WhatsApp account is blocked for a while for breaking a policy',
		advice: 'See Business Support Home for the reason, the duration and how to appeal.',
		blocksSender: true,
	},
	130497: {
		subject: 'recipient',
		retry: 'never',
		title: 'The business may not message users in this country',
		advice: "See which countries WhatsApp's Business Messaging Policy allows for this kind of business.",
	},
	131005: {
		subject: 'app',
		retry: 'never',
		title: 'Access denied: a permission is missing, or terms have to be accepted',
		advice:
			'Follow the details: accept the terms that they name, or give the token whatsapp_business_messaging and whatsapp_business_management.',
		cause: 'configuration-invalid',
	},
	131031: {
		subject: 'account',
		retry: 'never',
		title: 'The WhatsApp account is locked, or data such as the PIN could not be verified',
		advice: 'See Business Support Home for the reason and appeal there. If a PIN was sent, correct it.',
		blocksSender: true,
	},
};
