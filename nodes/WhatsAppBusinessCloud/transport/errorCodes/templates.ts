import { DAY, type CodeTable } from './types';

/**
 * Creating and editing templates, Direct Send templates and template insights (Meta docs: Support > Error codes;
 * Templates; Analytics).
 */
export const TEMPLATES: CodeTable = {
	2388019: {
		subject: 'account',
		retry: 'never',
		title: 'The account has reached its limit of templates',
		advice: 'Delete templates that are no longer needed.',
	},
	2388023: {
		subject: 'template',
		retry: 'later',
		title: 'A template of this name and language is being deleted',
		advice: 'Use another name; the name of a deleted template stays locked for 30 days.',
		waitMs: 30 * DAY,
	},
	2388024: {
		subject: 'template',
		retry: 'never',
		title: 'A template of this name and language exists already',
		advice: 'Use another name, or edit the existing template.',
	},
	2388040: {
		subject: 'template',
		retry: 'never',
		title: 'A text of the template is too long',
		advice: 'Shorten the component that the details name.',
	},
	2388047: {
		subject: 'template',
		retry: 'never',
		title: "The template's header has a wrong format",
		advice: 'Correct the header: no line breaks, emojis or formatting, and at most one variable.',
	},
	2388072: {
		subject: 'template',
		retry: 'never',
		title: "The template's body has a wrong format",
		advice: 'Correct the body as the details say.',
	},
	2388073: {
		subject: 'template',
		retry: 'never',
		title: "The template's footer has a wrong format",
		advice: 'Correct the footer: it cannot contain variables.',
	},
	2388293: {
		subject: 'template',
		retry: 'never',
		title: 'The template has too many variables for the length of its text',
		advice: 'Write more text around the variables, or use fewer of them.',
	},
	2388299: {
		subject: 'template',
		retry: 'never',
		title: 'The template begins or ends with a variable',
		advice: 'Put text before the first and after the last variable.',
	},
	2388318: {
		subject: 'template',
		retry: 'never',
		title: 'Templates made by Direct Send cannot be changed',
		advice: 'Create a template of your own with the new content.',
	},
	2388330: {
		subject: 'template',
		retry: 'never',
		title: 'Templates made by Direct Send cannot be deleted',
		advice: 'Leave the template out of the request.',
	},
	200005: {
		subject: 'account',
		retry: 'never',
		title: 'Template insights cannot be enabled for this account now',
		advice: 'Meta does not offer them to this account yet.',
	},
	200006: {
		subject: 'account',
		retry: 'never',
		title: 'Template insights cannot be switched off again',
		advice: 'Leave the setting as it is.',
	},
	200007: {
		subject: 'account',
		retry: 'never',
		title: 'Template insights are not enabled',
		advice: 'Confirm them once under WhatsApp Manager > Insights, or with a request that enables them.',
	},
};
