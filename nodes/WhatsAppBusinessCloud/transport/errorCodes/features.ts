import { DAY, type CodeTable } from './types';

const FLOW_STATE =
	'Look at the validation messages and the status of the Flow; drafts can be changed, published Flows cannot.';

/** Flows, block list and groups (Meta docs: Flows > Error codes; Block users; Groups > Error codes). */
export const FEATURES: CodeTable = {
	139000: {
		subject: 'account',
		retry: 'never',
		title: 'Flows are blocked for this account',
		advice: 'See Business Support Home for the reason and how to appeal.',
	},
	139001: {
		subject: 'flow',
		retry: 'never',
		title: 'The Flow could not be updated',
		advice: `${FLOW_STATE} If Meta saved the Flow JSON without processing it, send the same request once more.`,
	},
	139002: { subject: 'flow', retry: 'never', title: 'The Flow could not be published', advice: FLOW_STATE },
	139003: {
		subject: 'flow',
		retry: 'never',
		title: 'The Flow could not be deprecated',
		advice: 'Only published Flows can be deprecated.',
	},
	139004: {
		subject: 'flow',
		retry: 'never',
		title: 'The Flow could not be deleted',
		advice: 'Only drafts can be deleted; deprecate a published Flow.',
	},
	139006: {
		subject: 'flow',
		retry: 'never',
		title: 'There is too little data for this metric of the Flow',
		advice: 'Meta shows numbers once enough people have used the Flow.',
	},
	4233041: {
		subject: 'flow',
		retry: 'never',
		title: 'A Flow of this name exists in the target account',
		advice: 'Rename one of the two Flows.',
	},
	139100: {
		subject: 'message',
		retry: 'never',
		title: 'Some of the users could not be blocked or unblocked',
		advice: "The response lists them in 'failed_users'. Only users who wrote in the last 24 hours can be blocked.",
	},
	139101: {
		subject: 'number',
		retry: 'never',
		title: 'The block list is full',
		advice: 'Unblock users who no longer need to be on it.',
	},
	139102: {
		subject: 'number',
		retry: 'never',
		title: 'The block list changed while it was read',
		advice: 'Read the list again from its start.',
	},
	139103: {
		subject: 'meta',
		retry: 'backoff',
		title: 'The block list could not be changed for the moment',
		advice: 'Try again.',
	},
	130501: {
		subject: 'message',
		retry: 'never',
		title: 'This type of message cannot be sent to a group',
		advice: 'Choose another message type, or write to the participants one by one.',
	},
	131020: {
		subject: 'group',
		retry: 'never',
		title: 'The group is not valid, or has no other participants',
		advice: 'Check the group ID, and invite participants first.',
	},
	131041: {
		subject: 'group',
		retry: 'never',
		title: 'The group does not exist',
		advice: 'Check the group ID.',
		cause: 'configuration-invalid',
	},
	131201: {
		subject: 'group',
		retry: 'never',
		title: 'The change succeeded for some participants only',
		advice: 'The response names the others; send the request again for them.',
	},
	131202: {
		subject: 'group',
		retry: 'never',
		title: 'A participant is named twice',
		advice: 'Name each participant once.',
	},
	131203: {
		subject: 'recipient',
		retry: 'never',
		title: "The recipient has not accepted WhatsApp's terms",
		advice: 'Ask the recipient to open WhatsApp and accept them.',
	},
	131204: {
		subject: 'group',
		retry: 'never',
		title: 'Too many participants',
		advice: 'A group can have at most 8 participants.',
	},
	131207: {
		subject: 'group',
		retry: 'never',
		title: 'The group is suspended',
		advice: 'See Business Support Home for the reason and how to appeal.',
	},
	131208: {
		subject: 'number',
		retry: 'later',
		title: 'Too many requests for groups in a short time',
		advice: 'Wait, then send fewer requests.',
		automatic: true,
		cause: 'rate-limited',
	},
	131209: { subject: 'group', retry: 'never', title: "The group's picture is not square", advice: 'Crop the picture.' },
	131210: {
		subject: 'group',
		retry: 'never',
		title: "The group's picture is too small",
		advice: 'Use a picture of at least 192 by 192 pixels.',
	},
	131211: {
		subject: 'number',
		retry: 'never',
		title: 'The number has reached its limit of groups',
		advice: 'Delete groups that are no longer needed; 10,000 per number are allowed.',
		cause: 'quota-exhausted',
	},
	131212: {
		subject: 'group',
		retry: 'never',
		title: 'This user is not in the group',
		advice: "Read the group's participants again.",
	},
	131213: {
		subject: 'group',
		retry: 'never',
		title: 'The request to join the group does not exist',
		advice: 'Read the join requests again; it may have been answered or withdrawn.',
	},
	131214: {
		subject: 'account',
		retry: 'later',
		title: 'The account may not create groups for the moment',
		advice: 'It sent too many marketing messages within service windows. Wait 7 days.',
		waitMs: 7 * DAY,
		cause: 'quota-exhausted',
	},
	131215: {
		subject: 'number',
		retry: 'never',
		title: 'The phone number may not use groups',
		advice: 'Groups are for Official Business Accounts.',
	},
};
