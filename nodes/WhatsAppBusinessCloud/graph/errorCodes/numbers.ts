import { MINUTE, type CodeTable } from './types';

const USER_MESSAGE = "Do what Meta's message says; WhatsApp Manager > Phone numbers shows the state of the number.";

/** Registration and migration of phone numbers, onboarding, usernames, in-app sign-ups and thread control. */
export const NUMBERS: CodeTable = {
	133000: {
		retry: 'backoff',
		title: 'An earlier registration or deregistration is not complete',
		advice: 'Deregister the number once more, then register it.',
	},
	133004: {
		retry: 'backoff',
		title: 'The registration service is unavailable for the moment',
		advice: 'Try again in a few minutes.',
		cause: 'temporarily-unavailable',
	},
	133005: {
		retry: 'never',
		title: 'The PIN for two-step verification is wrong',
		advice: 'Correct the PIN, or switch two-step verification off in WhatsApp Manager and set a new one.',
	},
	133006: {
		retry: 'never',
		title: 'The phone number must be verified again',
		advice: 'Request a code, verify the number with it, then register.',
	},
	133008: {
		retry: 'later',
		title: 'The PIN was wrong too often',
		advice: 'Wait as long as the details say, then use the right PIN.',
	},
	133009: {
		retry: 'later',
		title: 'The PIN was tried again too soon',
		advice: 'Wait as long as the details say, then use the right PIN.',
	},
	133010: {
		retry: 'never',
		title: 'The phone number is not registered with the Cloud API',
		advice: 'Register the number with its PIN, then repeat the request.',
		cause: 'configuration-invalid',
	},
	133015: {
		retry: 'later',
		waitMs: 5 * MINUTE,
		title: 'The phone number was deleted a short time ago and that is not finished',
		advice: 'Wait at least 5 minutes, then try again.',
	},
	2388001: {
		retry: 'never',
		title: 'The phone number cannot be added or moved',
		advice: USER_MESSAGE,
	},
	2388012: {
		retry: 'never',
		title: 'The phone number is in your list already',
		advice: 'Use the existing entry of the number.',
	},
	2388091: {
		retry: 'later',
		title: 'No verification code can be sent to the phone number now',
		advice: USER_MESSAGE,
	},
	2388093: {
		retry: 'later',
		title: 'The verification code is wrong or was tried too often',
		advice: 'Check the code; after too many tries wait, and request a new one.',
	},
	2388103: {
		retry: 'never',
		title: 'The phone number cannot be moved to this account',
		advice: USER_MESSAGE,
	},
	2494100: {
		retry: 'later',
		title: 'The phone number is in maintenance',
		advice: 'Try again later.',
		cause: 'temporarily-unavailable',
	},
	1752041: {
		retry: 'never',
		title: 'The same onboarding request was made before',
		advice: 'Wait for the first one to finish.',
	},
	2593079: {
		retry: 'never',
		generic: true,
		title: 'Meta refused this change to the WhatsApp Business account',
		advice: "Do what Meta's message says.",
	},
	2593085: {
		retry: 'never',
		generic: true,
		title: 'Meta refused this change to the WhatsApp Business account',
		advice: "Do what Meta's message says.",
	},
	2593107: {
		retry: 'never',
		title: 'The synchronisation was requested before, or its 24 hours are over',
		advice: 'To start again, the business has to disconnect the number and be onboarded anew.',
	},
	2593108: {
		retry: 'never',
		generic: true,
		title: 'The data of the WhatsApp Business app cannot be synchronised',
		advice: "Do what Meta's message says.",
	},
	2593109: {
		retry: 'never',
		title: 'The business declined to share its chat history',
		advice: 'The history stays unavailable; go on with new messages.',
	},
	147001: { retry: 'never', title: 'The username is not available', advice: 'Choose another username.' },
	147002: {
		retry: 'never',
		title: 'The account may not have a username yet',
		advice: 'A higher messaging limit is needed first.',
	},
	147003: {
		retry: 'never',
		title: 'The username belongs to a Facebook Page that is not linked',
		advice: 'Link the Page to the business, then try again.',
	},
	147004: {
		retry: 'never',
		title: 'The username belongs to an Instagram account that is not linked',
		advice: 'Link the Instagram account to the business, then try again.',
	},
	147005: {
		retry: 'never',
		title: 'The username has to be transferred from another number',
		advice: "Repeat the request with 'transfer_action'.",
	},
	2494164: { retry: 'never', title: 'The in-app sign-up does not exist', advice: 'Check its ID.' },
	2494165: {
		retry: 'never',
		title: 'In-app sign-ups are not enabled for this account',
		advice: 'Ask Meta for access.',
	},
	2494166: {
		retry: 'never',
		title: 'The text of the in-app sign-up holds an unknown placeholder',
		advice: 'Use the placeholders that Meta documents.',
	},
	2494167: {
		retry: 'never',
		title: 'The text of the in-app sign-up needs a promotion code',
		advice: "Fill in 'promo_code'.",
	},
	2494168: {
		retry: 'never',
		title: 'The terms of in-app sign-ups are not accepted',
		advice: "Send 'policy' with the request, or accept the terms in WhatsApp Manager.",
	},
	2494176: {
		retry: 'never',
		title: 'The terms of in-app sign-ups are accepted already',
		advice: "Leave 'policy' out of the request.",
	},
	2494177: {
		retry: 'never',
		title: 'The address of the terms of in-app sign-ups is wrong',
		advice: "Correct the address in 'policy'.",
	},
	2494179: {
		retry: 'never',
		title: 'The website of the in-app sign-up has no https address',
		advice: 'Give an address that begins with https://.',
	},
	2494191: {
		retry: 'never',
		title: 'This business may not take over the conversation',
		advice: 'Ask the app that holds the conversation to hand it over.',
	},
};
