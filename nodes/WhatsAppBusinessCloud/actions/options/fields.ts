import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_MAX_RETRIES, DEFAULT_PARALLEL, DEFAULT_TIMEOUT } from '../../transport/client';
import { docsLink } from '../../shared/docs';

/** Default timeout in the unit of its field. */
export const DEFAULT_SECONDS = DEFAULT_TIMEOUT / 1000;

export const campaign: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'string',
	default: '',
	placeholder: 'e.g. Spring sale 2026',
	description:
		'Sends each message at most once, even if n8n crashes. Use the same name to resume a run, and a new name for each campaign and for each part that runs at the same time. Messages that an earlier run sent are output with acceptedEarlier: true.',
	hint: docsLink('large-runs.md#campaigns', 'What a campaign guarantees'),
};

export const messageKey: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description:
		"Identifies a message within 'Campaign', together with its recipient. By default the content of the message does. Set it if the content changes with every run, for example because it contains the time.",
};

export const summary: INodeProperties = {
	displayName: 'Output Summary',
	name: 'summary',
	type: 'options',
	options: [
		{ name: 'Results', value: 'results', description: 'One item per input item' },
		{
			name: 'Results and Summary',
			value: 'resultsAndSummary',
			description: 'One item per input item, followed by a summary item',
		},
		{
			name: 'Summary Only',
			value: 'summary',
			description: 'Only a summary item. Failed items still go to the error output if the node has one.',
		},
	],
	// Someone who adds the option wants a summary.
	default: 'resultsAndSummary',
	description:
		'What to output: the result of each message, a summary of accepted and failed messages with the reasons, or both',
};

export const progressToName = 'Send Progress To';

export const progressTo: INodeProperties = {
	displayName: progressToName,
	name: 'progressTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. +49 151 23456789',
	description:
		'WhatsApp number that receives a short message from the same sender phone number when 25, 50, 75 and 100% of the items are finished. It must have written to that number in the last 24 hours. The messages count in the rate limit.',
	hint: docsLink('large-runs.md#progress', 'About progress and summaries'),
};

export const checkLinks: INodeProperties = {
	displayName: 'Check Media Links',
	name: 'checkLinks',
	type: 'boolean',
	default: true,
	description:
		'Whether to check that each media link works before sending the message. Turn off if WhatsApp can reach the URL but n8n cannot.',
};

export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to validate the items without sending anything. The output contains the requests that would be sent.',
};

/** A slower run would keep its execution open for longer than users expect. */
export const MIN_MESSAGES_PER_SECOND = 0.1;

export const messagesPerSecond: INodeProperties = {
	displayName: 'Messages per Second',
	name: 'messagesPerSecond',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 1 },
	default: 80,
	description:
		'Maximum number of messages that this run sends per second from one number (at least 0.1, or 0 for no limit). Default: the limit of the number, which is 80, 1,000 after an upgrade by Meta, or 20 if the number is also used in the WhatsApp Business app.',
	hint: docsLink('large-runs.md#rate-limits', 'How rate limits work'),
};

export const onUnknownOutcome: INodeProperties = {
	displayName: 'On Unknown Outcome',
	name: 'onUnknownOutcome',
	type: 'options',
	options: [
		{
			name: 'Fail the Item',
			value: 'fail',
			description: 'The message is not sent again. The error says that it may or may not have been sent.',
		},
		{
			name: 'Send Again',
			value: 'sendAgain',
			description: 'No message is lost, but a recipient can get it twice',
		},
		{
			name: 'Skip the Item',
			value: 'skip',
			description:
				"The message is not sent again, and the item does not fail. It is output with 'outcome' set to 'unknown'.",
		},
	],
	default: 'fail',
	description:
		'What to do with a message that may or may not have been sent, because the connection broke before Meta responded',
	hint: docsLink('reliability.md#what-is-guaranteed', 'When this happens'),
};

export const parallel: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallel',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: DEFAULT_PARALLEL,
	description:
		'Maximum number of items to process at the same time. Default: 50, or more for several numbers and for those that can send over 80 messages per second. Messages to the same recipient are always sent one at a time.',
};

export const retries: INodeProperties = {
	displayName: 'Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 20 },
	default: DEFAULT_MAX_RETRIES,
	description:
		'Maximum number of retries, with increasing delays, when Meta limits requests or cannot be reached. A message is sent again only if Meta certainly did not accept it.',
};

export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_SECONDS,
	description: 'How long to wait for a response from Meta, in seconds',
};
