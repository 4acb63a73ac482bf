import { MINUTE, type CodeTable } from './types';

/**
 * Sending templates and Flows, and the Marketing Messages API (Meta docs: Support > Error codes; for 132015 also
 * Templates > Template pacing and Portfolio pacing; 134103: changelog of 20 May 2025).
 */
export const TEMPLATE_SENDING: CodeTable = {
	132000: {
		subject: 'message',
		retry: 'never',
		title: 'The number of variables does not match the template',
		advice:
			'Fill in each variable of the template once, no more and no fewer. If the template was changed since the form was made: open the form in n8n and refresh its fields.',
	},
	132001: {
		subject: 'template',
		retry: 'never',
		title: 'No approved template with this name and language',
		advice:
			'Check name and language code in WhatsApp Manager, and that the sending number belongs to the same WhatsApp account. After an approval or a change it takes a few minutes. If the template was changed: open the form in n8n and refresh its fields.',
	},
	132005: {
		subject: 'message',
		retry: 'never',
		title: 'The text of the template is too long once its variables are filled in',
		advice: 'Shorten the values of the variables.',
	},
	132007: {
		subject: 'template',
		retry: 'never',
		title: "The template's content breaks a WhatsApp policy",
		advice: 'Edit the template in WhatsApp Manager.',
	},
	132008: {
		subject: 'message',
		retry: 'never',
		title: 'A template variable has the wrong format',
		advice: 'Compare type and format of each variable with the template.',
	},
	132012: {
		subject: 'message',
		retry: 'never',
		title: 'A template variable has the wrong format',
		advice:
			'Compare type and format of each variable, the header included, with the template. If the template was changed since the form was made: open the form in n8n and refresh its fields.',
	},
	132015: {
		subject: 'template',
		retry: 'later',
		title: 'The template is paused',
		advice:
			'Meta paused it for low quality: edit it, or wait until the pause is over (3 hours the first time, 6 the second). Or Meta stopped a large campaign to check it (pacing): see Business Support Home.',
	},
	132016: {
		subject: 'template',
		retry: 'never',
		title: 'The template is permanently disabled because of low quality',
		advice: 'Create a new template with other content.',
	},
	132018: {
		subject: 'message',
		retry: 'never',
		title: "The template's variables or buttons do not match the request",
		advice:
			'Compare the variables of header, body and each button with the template. If the template was changed since the form was made: open the form in n8n and refresh its fields.',
	},
	132021: {
		subject: 'template',
		retry: 'never',
		title: 'A template of this name exists already',
		advice: 'Send with another template name.',
	},
	132068: {
		subject: 'flow',
		retry: 'never',
		title: 'The Flow is blocked',
		advice: "Fix the Flow's endpoint; Flows > Details in WhatsApp Manager shows what is wrong.",
	},
	132069: {
		subject: 'flow',
		retry: 'later',
		title: 'The Flow is limited to 10 messages an hour',
		advice: "Fix the Flow's endpoint: it is often slow or unreachable.",
		cause: 'quota-exhausted',
	},
	134011: {
		subject: 'account',
		retry: 'never',
		title: 'The terms of WhatsApp payments are not accepted',
		advice: "Accept them under the link in Meta's message, then send again.",
		cause: 'configuration-invalid',
	},
	134100: {
		subject: 'message',
		retry: 'never',
		title: 'The Marketing Messages API sends marketing templates only',
		advice: 'Send this message through the ordinary Message resource.',
	},
	134101: {
		subject: 'template',
		retry: 'backoff',
		title: 'The template is still being prepared for the Marketing Messages API',
		advice: 'Wait up to 10 minutes after creating it.',
		waitMs: 10 * MINUTE,
		cause: 'temporarily-unavailable',
	},
	134102: {
		subject: 'template',
		retry: 'never',
		title: 'The template cannot be sent over the Marketing Messages API',
		advice:
			'Check that the account is onboarded (marketing_messages_onboarding_status), or send it through the ordinary Message resource.',
		cause: 'configuration-invalid',
	},
	134103: {
		subject: 'template',
		retry: 'never',
		title: 'The Marketing Messages API rejected the template',
		advice: "Follow Meta's message, or send it through the ordinary Message resource.",
		generic: true,
	},
	139200: {
		subject: 'account',
		retry: 'never',
		title: 'Direct Send is blocked for this business',
		advice: 'Send an approved template instead.',
	},
};
