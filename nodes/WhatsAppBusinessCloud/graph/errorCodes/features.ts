import { DAY, type CodeTable } from './types';

const CALL_LIMIT = 'GET call_permissions shows the limits of this person and when they end.';
const FLOW_STATE = 'Look at the validation messages and the status of the Flow; drafts can be changed, published Flows cannot.';

/** Calling, Flows, block list and groups. */
export const FEATURES: CodeTable = {
	138000: {
		retry: 'never',
		title: 'Calling is not enabled for this phone number',
		advice: "Enable it in the number's call settings.",
		cause: 'configuration-invalid',
	},
	138001: {
		retry: 'never',
		class: 'never',
		title: 'The recipient cannot be called',
		advice: 'The number may not be on WhatsApp, may have an old version, or does not accept calls.',
	},
	138002: {
		retry: 'later',
		title: 'The number has as many calls going on as it may',
		advice: 'Wait until some of its 1,000 concurrent calls have ended.',
		cause: 'quota-exhausted',
	},
	138003: {
		retry: 'never',
		title: 'A call with this person is going on already',
		advice: 'End that call first.',
	},
	138004: {
		retry: 'backoff',
		maxRetries: 0,
		title: 'The call could not be connected',
		advice: 'Check the session description (SDP) and call again.',
	},
	138005: {
		retry: 'later',
		title: 'Calls are started too fast',
		advice: 'Start fewer calls per second.',
		cause: 'rate-limited',
	},
	138006: {
		retry: 'never',
		title: 'The recipient has not allowed calls from this business',
		advice: 'Send a call permission request and wait for the answer.',
	},
	138007: {
		retry: 'never',
		title: 'The call was not connected in time',
		advice: 'Send the session answer (SDP) sooner.',
	},
	138009: {
		retry: 'later',
		waitMs: DAY,
		title: 'This person was asked for permission to call too often',
		advice: 'One request in 24 hours and two in 7 days are allowed; a connected call resets the count.',
		cause: 'quota-exhausted',
	},
	138010: { retry: 'later', generic: true, title: 'A limit of calling is reached', advice: CALL_LIMIT, cause: 'quota-exhausted' },
	138011: { retry: 'later', generic: true, title: 'A limit of calling is reached', advice: CALL_LIMIT, cause: 'quota-exhausted' },
	138012: {
		retry: 'later',
		waitMs: DAY,
		title: 'This person was called as often as allowed within 24 hours',
		advice: CALL_LIMIT,
		cause: 'quota-exhausted',
	},
	138013: {
		retry: 'later',
		title: 'Call permissions were read too often',
		advice: 'Ask less often, and keep the answer.',
		cause: 'rate-limited',
	},
	138018: {
		retry: 'never',
		title: 'Calling cannot be enabled for this phone number',
		advice: 'Its requirements are not met, among them a messaging limit of 2,000 or more.',
	},
	139000: {
		retry: 'never',
		title: 'Flows are blocked for this account',
		advice: 'See Business Support Home for the reason and how to appeal.',
	},
	139001: { retry: 'never', title: 'The Flow could not be updated', advice: FLOW_STATE },
	139002: { retry: 'never', title: 'The Flow could not be published', advice: FLOW_STATE },
	139003: { retry: 'never', title: 'The Flow could not be deprecated', advice: 'Only published Flows can be deprecated.' },
	139004: { retry: 'never', title: 'The Flow could not be deleted', advice: 'Only drafts can be deleted; deprecate a published Flow.' },
	4233041: {
		retry: 'never',
		title: 'A Flow of this name exists in the target account',
		advice: 'Rename one of the two Flows.',
	},
	139100: {
		retry: 'never',
		title: 'Some of the users could not be blocked or unblocked',
		advice: "The answer's 'failed_users' names them. Only people who wrote in the last 24 hours can be blocked.",
	},
	139101: { retry: 'never', title: 'The block list is full', advice: 'Unblock users who no longer need to be on it.' },
	139102: {
		retry: 'backoff',
		title: 'The block list is being changed by another request',
		advice: 'Change the block list with one request at a time.',
	},
	139103: { retry: 'backoff', title: 'The block list could not be changed for the moment', advice: 'Try again.' },
	130501: {
		retry: 'never',
		title: 'This type of message cannot be sent to a group',
		advice: 'Choose another message type, or write to the people one by one.',
	},
	131020: {
		retry: 'never',
		title: 'The group is not valid, or nobody else is in it',
		advice: 'Check the group ID, and invite participants first.',
	},
	131041: { retry: 'never', title: 'The group does not exist', advice: 'Check the group ID.', cause: 'configuration-invalid' },
	131201: {
		retry: 'never',
		title: 'The change succeeded for some participants only',
		advice: 'The answer names the others; repeat the request for them.',
	},
	131202: { retry: 'never', title: 'A participant is named twice', advice: 'Name each participant once.' },
	131203: {
		retry: 'never',
		class: 'never',
		title: "The recipient has not accepted WhatsApp's terms",
		advice: 'Ask the person to open WhatsApp and accept them.',
	},
	131204: { retry: 'never', title: 'Too many participants', advice: 'A group holds 8 participants at most.' },
	131207: {
		retry: 'never',
		title: 'The group is suspended',
		advice: 'See Business Support Home for the reason and how to appeal.',
	},
	131208: {
		retry: 'later',
		automatic: true,
		title: 'Too many requests for groups in a short time',
		advice: 'Wait, then send fewer requests.',
		cause: 'rate-limited',
	},
	131209: { retry: 'never', title: "The group's picture is not square", advice: 'Crop the picture.' },
	131210: {
		retry: 'never',
		title: "The group's picture is too small",
		advice: 'Use a picture of at least 192 by 192 pixels.',
	},
	131211: {
		retry: 'never',
		title: 'The number has as many groups as it may',
		advice: 'Delete groups that are no longer needed; 10,000 per number are allowed.',
		cause: 'quota-exhausted',
	},
	131212: { retry: 'never', title: 'The person is not in the group', advice: "Read the group's participants again." },
	131213: {
		retry: 'never',
		title: 'The request to join does not exist',
		advice: 'Read the join requests again; it may have been answered or withdrawn.',
	},
	131214: {
		retry: 'later',
		waitMs: 7 * DAY,
		title: 'The number may not create groups for the moment',
		advice: 'Wait 7 days.',
		cause: 'quota-exhausted',
	},
	131215: {
		retry: 'never',
		title: 'The phone number may not use groups',
		advice: 'Groups are for Official Business Accounts.',
	},
};
