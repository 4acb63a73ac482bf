import { DAY, MINUTE, type CodeTable, type KnownCode } from './types';

const NEW_TOKEN =
	'Create a new token under Business Settings > System users (these do not expire) and save it in the credential.';
const SLOW_DOWN = "Wait, then send fewer requests: lower 'Messages per Second' or run the workflow less often.";

/** Subcodes of code 190 (Meta documentation: Graph API > Handling errors). */
export const TOKEN_SUBCODES: CodeTable = {
	460: {
		retry: 'never',
		title: 'The access token ended because the password of its user was changed',
		advice: NEW_TOKEN,
		cause: 'credential-invalid',
	},
	463: {
		retry: 'never',
		title: 'The access token has expired',
		advice: `Tokens from the API Setup page last 24 hours at most. ${NEW_TOKEN}`,
		cause: 'credential-invalid',
	},
	467: {
		retry: 'never',
		title: 'The access token is no longer valid',
		advice: `It was revoked, or its user logged out. ${NEW_TOKEN}`,
		cause: 'credential-invalid',
	},
};

/** Code 100 with subcode 33 (Meta documentation: Graph API > Handling errors). */
export const UNKNOWN_OBJECT: KnownCode = {
	retry: 'never',
	title: 'Meta does not know this ID, or the access token may not use it',
	advice:
		'Check the ID (phone number ID, media ID or WABA ID, not the phone number itself), and that the system user of the token has this WhatsApp account among its assets.',
	cause: 'configuration-invalid',
};

/** Codes 200 to 299 that have no entry of their own. */
export const PERMISSION_RANGE: KnownCode = {
	retry: 'never',
	title: 'The access token lacks a permission for this',
	advice:
		'Give the system user whatsapp_business_messaging and whatsapp_business_management and assign the WhatsApp account to it, then create a new token.',
	cause: 'configuration-invalid',
};

/** Authentication, integrity, throttling and requests in general. */
export const GENERAL: CodeTable = {
	0: { retry: 'never', title: 'Meta could not authenticate the app user', advice: NEW_TOKEN, cause: 'credential-invalid' },
	1: {
		retry: 'backoff',
		maxRetries: 1,
		generic: true,
		title: 'Meta could not process the request and gave no reason',
		advice: 'Compare the request with the documentation, and look at metastatus.com for an outage.',
	},
	2: {
		retry: 'backoff',
		title: 'The WhatsApp API is down or overloaded for the moment',
		advice: 'Try again in a few minutes. metastatus.com shows outages.',
		cause: 'temporarily-unavailable',
	},
	3: {
		retry: 'never',
		title: 'The app lacks a capability or permission for this call',
		advice: 'Check the products and permissions of the app in the App Dashboard.',
		cause: 'configuration-invalid',
	},
	4: {
		retry: 'later',
		automatic: true,
		title: 'The app has used up its API calls for now',
		advice: SLOW_DOWN,
		cause: 'rate-limited',
	},
	10: {
		retry: 'never',
		title: 'Permission was not granted, or was taken away',
		advice:
			'Give the system user whatsapp_business_messaging and assign the WhatsApp account to it. A test number must also have the recipient in its list of allowed numbers.',
		cause: 'configuration-invalid',
	},
	17: {
		retry: 'later',
		automatic: true,
		title: 'The user behind the token has used up their API calls for now',
		advice: SLOW_DOWN,
		cause: 'rate-limited',
	},
	32: {
		retry: 'later',
		automatic: true,
		title: 'The page has used up its API calls for now',
		advice: SLOW_DOWN,
		cause: 'rate-limited',
	},
	33: {
		retry: 'never',
		title: 'The phone number or object was deleted, or its ID is unknown',
		advice: 'Correct the ID. WhatsApp Manager > Phone numbers shows those that exist.',
		cause: 'configuration-invalid',
	},
	100: {
		retry: 'never',
		generic: true,
		title: 'Meta refused a parameter of the request',
		advice: 'Correct the field that the details name. A wrong ID or a missing permission gives this code as well.',
	},
	190: {
		retry: 'never',
		title: 'The access token is expired, revoked or not a token at all',
		advice: NEW_TOKEN,
		cause: 'credential-invalid',
	},
	368: {
		retry: 'later',
		stopsNumber: true,
		title: 'The WhatsApp account is blocked for a while for breaking a policy',
		advice: 'See Business Support Home for the reason, the duration and how to appeal.',
	},
	613: {
		retry: 'later',
		automatic: true,
		title: 'Too many calls of this kind',
		advice: SLOW_DOWN,
		cause: 'rate-limited',
	},
	80007: {
		retry: 'later',
		automatic: true,
		title: 'The WhatsApp Business account has reached its rate limit',
		advice: SLOW_DOWN,
		cause: 'rate-limited',
	},
	80008: {
		retry: 'later',
		automatic: true,
		title: 'The WhatsApp Business account has reached its limit of management calls',
		advice: 'Wait, and read templates, numbers and analytics less often.',
		cause: 'rate-limited',
	},
	130429: {
		retry: 'backoff',
		title: 'The phone number sends more messages per second than it may',
		advice: "Lower 'Messages per Second'. Everything else that sends from this number counts as well.",
		cause: 'rate-limited',
	},
	130497: {
		retry: 'never',
		class: 'never',
		title: 'The business may not message users in this country',
		advice: "See which countries WhatsApp's Business Messaging Policy allows for this kind of business.",
	},
	131000: {
		retry: 'backoff',
		maxRetries: 2,
		generic: true,
		title: 'WhatsApp could not process the request for an unknown reason',
		advice: 'Try again. If it stays, open a ticket with Meta Direct Support and quote the trace id.',
	},
	131005: {
		retry: 'never',
		title: 'The access token lacks a permission for this',
		advice: 'Create a token with whatsapp_business_messaging and whatsapp_business_management.',
		cause: 'configuration-invalid',
	},
	131008: {
		retry: 'never',
		generic: true,
		title: 'The request lacks a required parameter',
		advice: 'Fill in the field that the details name.',
	},
	131009: {
		retry: 'never',
		generic: true,
		title: 'A parameter has a value that is not allowed',
		advice: 'Correct the field that the details name. A phone number ID of another WhatsApp account gives this code as well.',
	},
	131016: {
		retry: 'backoff',
		title: 'A WhatsApp service is unavailable for the moment',
		advice: 'Try again in a few minutes. metastatus.com shows outages.',
		cause: 'temporarily-unavailable',
	},
	131021: {
		retry: 'never',
		title: 'Recipient and sender are the same number',
		advice: "Choose another number in 'Recipient' or in 'Sender Phone Number'.",
	},
	131031: {
		retry: 'never',
		stopsNumber: true,
		title: 'The WhatsApp account is locked, or data such as the PIN could not be verified',
		advice: 'See Business Support Home for the reason and appeal there. If a PIN was sent, correct it.',
	},
	131048: {
		retry: 'later',
		stopsNumber: true,
		title: 'Sending is limited because people blocked or reported earlier messages of this number',
		advice: "Pause, and look at the number's quality rating in WhatsApp Manager.",
		cause: 'quota-exhausted',
	},
	131056: {
		retry: 'backoff',
		waitMs: 6_000,
		title: 'Too many messages to this recipient in a short time',
		advice: 'Leave at least 6 seconds between messages to one recipient. Others may be written to meanwhile.',
		cause: 'rate-limited',
	},
	131057: {
		retry: 'backoff',
		waitMs: MINUTE,
		title: 'The phone number is in maintenance, for instance for a throughput upgrade',
		advice: 'Try again in a few minutes.',
		cause: 'temporarily-unavailable',
	},
	131064: {
		retry: 'later',
		title: 'Template messages are limited because templates were filed under a wrong category',
		advice: 'Correct the categories of the templates in WhatsApp Manager.',
		cause: 'quota-exhausted',
	},
	133016: {
		retry: 'later',
		waitMs: 3 * DAY,
		title: 'The number was registered or deregistered more than 10 times in 72 hours',
		advice: 'Stop, and wait until 72 hours have passed.',
		cause: 'quota-exhausted',
	},
	135000: {
		retry: 'never',
		generic: true,
		title: 'Meta could not use the parameters of the request',
		advice: 'Compare the request with the documentation. If it is right, open a ticket with Meta Direct Support.',
	},
};
