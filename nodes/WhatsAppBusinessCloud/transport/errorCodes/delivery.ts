import { DAY, type CodeTable } from './types';

const SEND_TEMPLATE = 'Send an approved template message; a reply opens a new 24-hour window.';
const BILLING = 'Check payment method, currency, time zone and account status under WhatsApp Manager > Billing.';

/**
 * Delivery of messages (Meta docs: Support > Error codes). 131035, 131036: No Storage; 1026: Address messages; 137000:
 * Phone numbers; 2046, 2047: Payments; 131044: Calling > Troubleshooting; 130470: changelog of 2022; 131061 to 131070:
 * changelog of 2026.
 */
export const DELIVERY: CodeTable = {
	470: {
		subject: 'message',
		retry: 'never',
		title: 'More than 24 hours have passed since the recipient last wrote',
		advice: SEND_TEMPLATE,
	},
	1026: {
		subject: 'message',
		retry: 'never',
		title: "The recipient's WhatsApp cannot show this kind of message",
		advice: 'Send the content as a plain text message.',
	},
	2046: {
		subject: 'message',
		retry: 'never',
		title: 'The order cannot change to this status',
		advice: 'Completed and canceled orders keep their status; the details say which status is possible.',
	},
	2047: {
		subject: 'message',
		retry: 'never',
		title: 'The order cannot be canceled because it is paid',
		advice: 'Refund the payment, or complete the order.',
	},
	130470: {
		subject: 'message',
		retry: 'never',
		title: 'More than 24 hours have passed since the recipient last wrote',
		advice: SEND_TEMPLATE,
	},
	130472: {
		subject: 'recipient',
		retry: 'later',
		scope: 'marketing',
		title: 'Not sent: the recipient is part of a marketing experiment of Meta',
		advice:
			'Reach this recipient through another channel. The message was not billed; sending it again soon has the same result.',
	},
	131026: {
		subject: 'recipient',
		retry: 'never',
		title: 'The message cannot be delivered to this recipient',
		advice:
			"Check the number. The recipient may not use WhatsApp, may have an old version, has not accepted WhatsApp's terms, or has blocked the business: contact them through another channel.",
	},
	131030: {
		subject: 'number',
		retry: 'never',
		title: "The recipient is not in the test number's list of allowed numbers",
		advice:
			'Add the recipient under App Dashboard > WhatsApp > API Setup > To (5 numbers at most), or send from a real number.',
	},
	131035: {
		subject: 'number',
		retry: 'never',
		title: 'An incoming message was dropped: its webhook could not be delivered in time',
		advice:
			'The phone number stores no messages (No Storage), so Meta retries for a short time only. Keep n8n reachable, and ask customers to write again.',
	},
	131036: {
		subject: 'message',
		retry: 'never',
		title: "The message did not reach the recipient's main device",
		advice:
			'The phone number stores no messages (No Storage), so WhatsApp could not deliver it again. Send it again if it matters; linked devices may then show it twice.',
	},
	131037: {
		subject: 'number',
		retry: 'never',
		title: "The number's display name is not approved yet",
		advice: 'Ask for approval under WhatsApp Manager > Phone numbers, and wait for it.',
		cause: 'configuration-invalid',
		blocksPooledSender: true,
	},
	131042: {
		subject: 'account',
		retry: 'never',
		title: 'Not sent because of the payment settings of the business',
		advice: BILLING,
		cause: 'configuration-invalid',
		blocksPooledSender: true,
	},
	131044: {
		subject: 'account',
		retry: 'never',
		title: 'The call was rejected because of the payment settings of the business',
		advice: BILLING,
	},
	131045: {
		subject: 'number',
		retry: 'never',
		title: "The phone number's registration is not complete",
		advice: 'Register the number again, then send the request again.',
		cause: 'configuration-invalid',
		blocksPooledSender: true,
	},
	131047: {
		subject: 'message',
		retry: 'never',
		title: 'More than 24 hours have passed since the recipient last wrote',
		advice: SEND_TEMPLATE,
	},
	131049: {
		subject: 'recipient',
		retry: 'later',
		scope: 'marketing',
		title: 'Not delivered: WhatsApp limits how much marketing one recipient gets',
		advice:
			'Wait at least 24 hours, and longer each time. Sending again at once lowers the chance further, and Meta may restrict the account for it.',
		waitMs: DAY,
	},
	131050: {
		subject: 'recipient',
		retry: 'never',
		scope: 'marketing',
		title: 'The recipient has opted out of marketing messages from this business',
		advice: "Take the recipient off the list until they resume marketing messages (webhook field 'user_preferences').",
	},
	131051: {
		subject: 'message',
		retry: 'never',
		title: 'WhatsApp does not support this type of message',
		advice: 'Choose another message type.',
	},
	131052: {
		subject: 'message',
		retry: 'never',
		title: "WhatsApp could not download the sender's file",
		advice:
			'Ask the sender to send the file again, or through another channel than WhatsApp: it may have been too large or have expired.',
	},
	131053: {
		subject: 'message',
		retry: 'never',
		title: 'WhatsApp could not fetch or process the file to be sent',
		advice:
			'Check that the link is public and responds quickly, and that the media type and size are allowed for this kind of message.',
	},
	131055: {
		subject: 'message',
		retry: 'never',
		title: 'This call is not allowed for this message or phone number',
		advice:
			'The Marketing Messages API accepts marketing templates only: send other messages through the ordinary Message resource. A phone number with SIP enabled accepts calls over SIP only.',
	},
	131059: {
		subject: 'message',
		retry: 'never',
		title: 'The page marker of the list is no longer valid',
		advice: 'Read the list again from its start.',
	},
	131060: {
		subject: 'message',
		retry: 'never',
		title: 'The content of this message is not available to the Cloud API',
		advice:
			'It may come from a linked device that does not work beside the WhatsApp Business app, such as WhatsApp for Windows. Ask the sender to send it again from the phone.',
	},
	131061: {
		subject: 'message',
		retry: 'never',
		title: 'A template with a maximum price cannot be sent over the Cloud API',
		advice: 'Send it over the Marketing Messages API.',
	},
	131062: {
		subject: 'message',
		retry: 'never',
		title: 'This template cannot be sent to a business-scoped user ID',
		advice: "Put the recipient's phone number in 'Recipient' instead.",
	},
	131063: {
		subject: 'account',
		retry: 'never',
		title: 'This account may not send marketing templates over the Cloud API',
		advice: 'Send them over the Marketing Messages API.',
	},
	131065: {
		subject: 'message',
		retry: 'never',
		title: "A maximum price is not available in the recipient's country",
		advice: 'Send a template without a maximum price there.',
	},
	131070: {
		subject: 'message',
		retry: 'never',
		title: 'Another app or agent handles the conversation with this user',
		advice:
			"Send a template, which is always possible; wait until the conversation is passed to you or released; or, as the escalation partner, take it over with 'Thread Control' > 'Take'.",
	},
	137000: {
		subject: 'message',
		retry: 'never',
		title: "The recipient's identity has changed",
		advice: 'Verify the recipient again, then send with the identity hash of their newest message.',
	},
};
