import type { CodeTable } from './types';

/**
 * Onboarding, coexistence, in-app sign-ups and thread control (Meta docs: Support > Error codes; Embedded Signup;
 * Conversation Routing).
 */
export const ONBOARDING: CodeTable = {
	1752041: {
		subject: 'account',
		retry: 'never',
		title: 'The business was already invited to onboard, by you or by another partner',
		advice: 'No action is needed: all its eligible accounts are onboarded with that invitation.',
	},
	2593079: {
		subject: 'account',
		retry: 'never',
		title: 'Meta rejected this change to the WhatsApp Business account',
		advice: "Follow Meta's message.",
		generic: true,
	},
	2593085: {
		subject: 'account',
		retry: 'never',
		title: 'Meta rejected this change to the WhatsApp Business account',
		advice: "Follow Meta's message.",
		generic: true,
	},
	2593107: {
		subject: 'number',
		retry: 'never',
		title: 'The synchronization was requested before',
		advice:
			'It works once for contacts and once for history. To start again, the business has to disconnect the number and be onboarded again.',
	},
	2593108: {
		subject: 'number',
		retry: 'never',
		title: 'The 24 hours for synchronizing the WhatsApp Business app are over',
		advice: 'To start again, the business has to disconnect the number and be onboarded again.',
	},
	2593109: {
		subject: 'number',
		retry: 'never',
		title: 'The business declined to share its chat history',
		advice: 'The history stays unavailable; continue with new messages.',
	},
	2494191: {
		subject: 'message',
		retry: 'never',
		title: 'Only the escalation partner can take over a conversation',
		advice:
			'Assign this role to the app in Meta Business Suite, or have the owner of the conversation pass or release it.',
		cause: 'configuration-invalid',
	},
	2494164: { subject: 'account', retry: 'never', title: 'The in-app sign-up does not exist', advice: 'Check its ID.' },
	2494165: {
		subject: 'account',
		retry: 'never',
		title: 'In-app sign-ups are not enabled for this account',
		advice: 'Ask Meta for access.',
	},
	2494166: {
		subject: 'account',
		retry: 'never',
		title: 'The text of the in-app sign-up contains an unknown placeholder',
		advice: 'Use the placeholders that Meta documents.',
	},
	2494167: {
		subject: 'account',
		retry: 'never',
		title: 'The text of the in-app sign-up needs a promotion code',
		advice: "Fill in 'promo_code'.",
	},
	2494168: {
		subject: 'account',
		retry: 'never',
		title: 'The terms of in-app sign-ups are not accepted',
		advice: "Send 'policy' with the request, or accept the terms in WhatsApp Manager.",
	},
	2494176: {
		subject: 'account',
		retry: 'never',
		title: 'The terms of in-app sign-ups are accepted already',
		advice: "Leave 'policy' out of the request.",
	},
	2494177: {
		subject: 'account',
		retry: 'never',
		title: 'The URL of the terms of in-app sign-ups is wrong',
		advice: "Correct the URL in 'policy'.",
	},
	2494179: {
		subject: 'account',
		retry: 'never',
		title: 'The website of the in-app sign-up has no https URL',
		advice: 'Enter a URL that starts with https://.',
	},
};
