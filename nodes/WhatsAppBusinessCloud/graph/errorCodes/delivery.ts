import { DAY, HOUR, MINUTE, type CodeTable } from './types';

const SEND_TEMPLATE = 'Send an approved template message; a reply opens a new 24-hour window.';
const BILLING = 'Check payment method, currency, time zone and account status under WhatsApp Manager > Billing.';

/** Message delivery, sending of templates and the Marketing Messages API. */
export const DELIVERY: CodeTable = {
	470: { retry: 'never', title: 'More than 24 hours have passed since the recipient last wrote', advice: SEND_TEMPLATE },
	1026: {
		retry: 'never',
		title: "The recipient's WhatsApp cannot show this kind of message",
		advice: 'Send the content as a plain text message.',
	},
	130472: {
		retry: 'never',
		class: 'later',
		scope: 'marketing',
		title: 'Not sent: the recipient is part of a marketing experiment of Meta',
		advice: 'Reach this person another way. The message was not billed.',
	},
	131026: {
		retry: 'never',
		class: 'never',
		title: 'The message cannot be delivered to this recipient',
		advice:
			"Check the number. The person may not use WhatsApp, may have an old version, has not accepted WhatsApp's terms, or has blocked the business: ask them over another channel.",
	},
	131030: {
		retry: 'never',
		title: "The recipient is not in the test number's list of allowed numbers",
		advice: 'Add the recipient under App Dashboard > WhatsApp > API Setup > To (5 numbers at most), or send from a real number.',
	},
	131037: {
		retry: 'never',
		title: "The number's display name is not approved yet",
		advice: 'Ask for approval under WhatsApp Manager > Phone numbers, and wait for it.',
		cause: 'configuration-invalid',
	},
	131042: {
		retry: 'never',
		title: 'Not sent because of the payment settings of the business',
		advice: BILLING,
		cause: 'configuration-invalid',
	},
	131044: { retry: 'never', title: 'The call was refused because of the payment settings of the business', advice: BILLING },
	131045: {
		retry: 'never',
		title: "The phone number's registration is not complete",
		advice: 'Register the number again, then repeat the request.',
		cause: 'configuration-invalid',
	},
	131047: { retry: 'never', title: 'More than 24 hours have passed since the recipient last wrote', advice: SEND_TEMPLATE },
	131049: {
		retry: 'later',
		scope: 'marketing',
		waitMs: DAY,
		title: 'Not delivered: WhatsApp limits how much marketing one person gets',
		advice: 'Wait at least 24 hours, and longer each time. Sending again at once lowers the chance further.',
	},
	131050: {
		retry: 'never',
		class: 'never',
		scope: 'marketing',
		title: 'The recipient has opted out of marketing messages from this business',
		advice: "Take the person off the list until they resume marketing messages (webhook field 'user_preferences').",
	},
	131051: {
		retry: 'never',
		title: 'WhatsApp does not support this type of message',
		advice: 'Choose another message type.',
	},
	131052: {
		retry: 'never',
		title: "WhatsApp could not download the sender's file",
		advice: 'Ask the person to send it again; it may have been too large or have expired.',
	},
	131053: {
		retry: 'never',
		title: 'WhatsApp could not fetch or process the file to be sent',
		advice:
			'Check that the link is public and answers at once, and that the media type and size are allowed for this kind of message.',
	},
	131055: {
		retry: 'never',
		title: 'This call is not allowed for this message',
		advice: 'Send through the ordinary Message resource; the Marketing Messages API takes marketing templates only.',
	},
	131059: {
		retry: 'never',
		title: 'The page marker of the list is no longer valid',
		advice: 'Read the list again from its start.',
	},
	131060: {
		retry: 'never',
		title: 'The content of this message is not available',
		advice: 'Ask the sender to send it again.',
	},
	131062: {
		retry: 'never',
		title: 'This template cannot be sent to a business-scoped user ID',
		advice: "Put the recipient's phone number in 'Recipient' instead.",
	},
	131063: {
		retry: 'never',
		title: 'This account may not send marketing templates over the Cloud API',
		advice: 'Send them over the Marketing Messages API.',
	},
	137000: {
		retry: 'never',
		title: "The recipient's identity has changed",
		advice: 'Verify the person again, then send with the identity hash of their newest message.',
	},
	132000: {
		retry: 'never',
		title: 'The number of variables does not match the template',
		advice:
			'Fill in each variable of the template once, no more and no fewer. If the template was changed since the form was made: open the form in n8n and refresh its fields.',
	},
	132001: {
		retry: 'never',
		title: 'No approved template with this name and language',
		advice:
			'Check name and language code in WhatsApp Manager, and that the sending number belongs to the same WhatsApp account. After an approval or a change it takes some minutes. If the template was changed: open the form in n8n and refresh its fields.',
	},
	132005: {
		retry: 'never',
		title: 'The text of the template is too long once its variables are filled in',
		advice: 'Shorten the values of the variables.',
	},
	132007: {
		retry: 'never',
		title: "The template's content breaks a WhatsApp policy",
		advice: 'Edit the template in WhatsApp Manager.',
	},
	132008: {
		retry: 'never',
		title: 'A template variable has the wrong format',
		advice: 'Compare type and format of each variable with the template.',
	},
	132012: {
		retry: 'never',
		title: 'A template variable has the wrong format',
		advice:
			'Compare type and format of each variable, the header included, with the template. If the template was changed since the form was made: open the form in n8n and refresh its fields.',
	},
	132015: {
		retry: 'later',
		waitMs: 3 * HOUR,
		title: 'The template is paused because of low quality',
		advice: 'Edit it, or wait until the pause is over (3 hours the first time, 6 the second).',
	},
	132016: {
		retry: 'never',
		title: 'The template is disabled for good because of low quality',
		advice: 'Create a new template with other content.',
	},
	132018: {
		retry: 'never',
		title: "The template's variables or buttons do not match the request",
		advice:
			'Compare the variables of header, body and each button with the template. If the template was changed since the form was made: open the form in n8n and refresh its fields.',
	},
	132021: {
		retry: 'never',
		title: 'A template of this name exists already',
		advice: 'Send with another template name.',
	},
	132068: {
		retry: 'never',
		title: 'The Flow is blocked',
		advice: "Mend the Flow's endpoint; Flows > Details in WhatsApp Manager shows what is wrong.",
	},
	132069: {
		retry: 'later',
		title: 'The Flow is limited to 10 messages an hour',
		advice: "Mend the Flow's endpoint: it is slow or unreachable too often.",
		cause: 'quota-exhausted',
	},
	134011: {
		retry: 'never',
		title: 'The terms of WhatsApp payments are not accepted',
		advice: 'Accept them in WhatsApp Manager.',
	},
	134100: {
		retry: 'never',
		title: 'The Marketing Messages API sends marketing templates only',
		advice: 'Send this message through the ordinary Message resource.',
	},
	134101: {
		retry: 'backoff',
		waitMs: 10 * MINUTE,
		title: 'The template is still being made ready for the Marketing Messages API',
		advice: 'Wait up to 10 minutes after creating it.',
		cause: 'temporarily-unavailable',
	},
	134102: {
		retry: 'backoff',
		title: 'The template is not available in the Marketing Messages API for the moment',
		advice: 'Try again later, or send it through the ordinary Message resource.',
		cause: 'temporarily-unavailable',
	},
	139200: {
		retry: 'never',
		title: 'Direct Send is blocked for this business',
		advice: 'Send an approved template instead.',
	},
};
