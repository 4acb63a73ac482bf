import { MINUTE, type CodeTable } from './types';

const USER_MESSAGE = "Follow Meta's message; WhatsApp Manager > Phone numbers shows the state of the number.";

/**
 * Registration, verification and migration of phone numbers, and usernames (Meta docs: Support > Error codes; Business
 * phone numbers).
 */
export const NUMBERS: CodeTable = {
	133000: {
		subject: 'number',
		retry: 'never',
		title: 'An earlier deregistration of the phone number failed',
		advice: 'Deregister the number first, then register it.',
	},
	133004: {
		subject: 'meta',
		retry: 'backoff',
		title: 'The registration service is unavailable for the moment',
		advice: 'Try again in a few minutes.',
		cause: 'temporarily-unavailable',
	},
	133005: {
		subject: 'number',
		retry: 'never',
		title: 'The PIN for two-step verification is wrong',
		advice: 'Correct the PIN, or switch two-step verification off in WhatsApp Manager and set a new one.',
	},
	133006: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number must be verified again',
		advice: 'Request a code, verify the number with it, then register.',
	},
	133008: {
		subject: 'number',
		retry: 'later',
		title: 'The PIN was wrong too often',
		advice: 'Wait as long as the details say, then use the right PIN.',
	},
	133009: {
		subject: 'number',
		retry: 'later',
		title: 'The PIN was tried again too soon',
		advice: 'Wait as long as the details say, then use the right PIN.',
	},
	133010: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number is not registered with the Cloud API',
		advice: 'Register the number with its PIN, then send the request again.',
		cause: 'configuration-invalid',
		blocksPooledSender: true,
	},
	133015: {
		subject: 'number',
		retry: 'later',
		title: 'The phone number was deleted a short time ago and that is not finished',
		advice: 'Wait at least 5 minutes, then try again.',
		waitMs: 5 * MINUTE,
	},
	136024: {
		subject: 'number',
		retry: 'never',
		title: 'No verification code was sent to the phone number',
		advice: "Follow Meta's message. A number that is verified already needs no code: register it.",
		generic: true,
	},
	136025: {
		subject: 'number',
		retry: 'never',
		title: 'The verification code was not accepted',
		advice: 'Check the code, or request a new one.',
		generic: true,
	},
	2388001: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number cannot be added or moved',
		advice: USER_MESSAGE,
	},
	2388012: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number is in your list already',
		advice: 'Use the existing entry of the number.',
	},
	2388091: {
		subject: 'number',
		retry: 'never',
		title: 'No verification code can be sent: the phone number is not being moved',
		advice: 'Register and verify the number the regular way.',
		carriedBy: [100, 136024],
	},
	2388093: {
		subject: 'number',
		retry: 'never',
		title: 'No verification code can be checked: the phone number is not being moved',
		advice: 'Register and verify the number the regular way.',
		carriedBy: [100, 136025],
	},
	2388103: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number cannot be moved to this account',
		advice: USER_MESSAGE,
	},
	2494100: {
		subject: 'number',
		retry: 'backoff',
		title: 'The phone number is in maintenance',
		advice: 'Try again in a few minutes.',
		waitMs: MINUTE,
		cause: 'temporarily-unavailable',
		carriedBy: [100, 131057],
	},
	147001: {
		subject: 'number',
		retry: 'never',
		title: 'The username is not available',
		advice: 'Choose another username.',
	},
	147002: {
		subject: 'number',
		retry: 'never',
		title: 'The account may not have a username yet',
		advice: 'A higher messaging limit is needed first.',
	},
	147003: {
		subject: 'number',
		retry: 'never',
		title: 'The username belongs to a Facebook Page that is not linked',
		advice: 'Link the phone number to the Facebook Page that has the name, then try again.',
	},
	147004: {
		subject: 'number',
		retry: 'never',
		title: 'The username belongs to an Instagram account that is not linked',
		advice: 'Link the phone number to the Instagram account that has the name, then try again.',
	},
	147005: {
		subject: 'number',
		retry: 'never',
		title: 'The username has to be transferred from another number',
		advice: "Send the request again with 'transfer_action'.",
	},
};
