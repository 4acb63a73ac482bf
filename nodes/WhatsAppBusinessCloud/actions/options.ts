import { isResourceLocatorValue, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { DEFAULT_MAX_RETRIES, DEFAULT_PARALLEL, DEFAULT_TIMEOUT } from '../transport/client';
import type { UnknownOutcome } from '../transport/types';
import { InputError } from '../shared/inputError';
import { defaultCountryField, readDefaultCountry } from '../shared/input/phone';
import { parseUser, type Recipient } from '../shared/input/recipient';

/** Default timeout in the unit of its field. */
const DEFAULT_SECONDS = DEFAULT_TIMEOUT / 1000;

/** Settings of an entire run, validated. */
export interface RunOptions {
	/** Absent: as many as the number's throughput needs. */
	parallel?: number;
	/** Absent: what Meta allows the number. */
	messagesPerSecond?: number;
	maxRetries: number;
	/** In ms. */
	timeout: number;
	onUnknownOutcome: UnknownOutcome;
	dryRun: boolean;
	checkLinks: boolean;
	/** The campaign that the run is part of; absent if the run does not have to survive a crash of n8n. */
	campaign?: string;
	summary: SummaryForm;
	/** Who receives the progress of the run; absent: nobody. */
	progressTo?: Recipient;
}

/** Whether a summary item is output: not at all, as the last item, or as the only one. */
export type SummaryForm = 'results' | 'resultsAndSummary' | 'summary';

const campaign: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'string',
	default: '',
	placeholder: 'e.g. Spring sale 2026',
	description:
		'Sends each message at most once, even if n8n crashes. Use the same name to resume a run, and a new name for each campaign and for each part that runs at the same time. Messages that an earlier run sent are output with acceptedEarlier: true.',
};

const messageKey: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description:
		"Identifies a message within 'Campaign', together with its recipient. By default the content of the message does. Set it if the content changes with every run, for example because it contains the time.",
};

const summary: INodeProperties = {
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
	default: 'results',
	description:
		'What to output: the result of each message, a summary of accepted and failed messages with the reasons, or both',
};

export const progressToName = 'Send Progress To';

const progressTo: INodeProperties = {
	displayName: progressToName,
	name: 'progressTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. +49 151 23456789',
	description:
		'WhatsApp number that receives a short message from the same sender phone number when 25, 50, 75 and 100% of the items are finished. It must have written to that number in the last 24 hours. The messages count in the rate limit.',
};

const checkLinks: INodeProperties = {
	displayName: 'Check Media Links',
	name: 'checkLinks',
	type: 'boolean',
	default: true,
	description:
		'Whether to check that each media link works before sending the message. Turn off if WhatsApp can reach the URL but n8n cannot.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to validate the items without sending anything. The output contains the requests that would be sent.',
};

/** A slower run would keep its execution open for longer than users expect. */
const MIN_MESSAGES_PER_SECOND = 0.1;

const messagesPerSecond: INodeProperties = {
	displayName: 'Messages per Second',
	name: 'messagesPerSecond',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 1 },
	default: 80,
	description:
		'Maximum number of messages that this run sends per second from one number (at least 0.1, or 0 for no limit). Default: the limit of the number, which is 80, 1,000 after an upgrade by Meta, or 20 if the number is also used in the WhatsApp Business app.',
};

const onUnknownOutcome: INodeProperties = {
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
};

const parallel: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallel',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: DEFAULT_PARALLEL,
	description:
		'Maximum number of items to process at the same time. Default: 50, or more for numbers that can send over 80 messages per second. Messages to the same recipient are always sent one at a time.',
};

const retries: INodeProperties = {
	displayName: 'Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 20 },
	default: DEFAULT_MAX_RETRIES,
	description:
		'Maximum number of retries, with increasing delays, when Meta limits requests or cannot be reached. A message is sent again only if Meta certainly did not accept it.',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_SECONDS,
	description: 'How long to wait for a response from Meta, in seconds',
};

/** The Options of operations that send messages. */
export const sendOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		campaign,
		checkLinks,
		defaultCountryField,
		dryRun,
		messageKey,
		messagesPerSecond,
		onUnknownOutcome,
		summary,
		parallel,
		retries,
		progressTo,
		timeout,
	],
};

/** The Options of operations that change something other than a chat. */
export const writeOptions: INodeProperties = {
	...sendOptions,
	options: [dryRun, parallel, retries, timeout],
};

/** The same, for operations with phone numbers of users. */
export const writeUserOptions: INodeProperties = {
	...sendOptions,
	options: [defaultCountryField, dryRun, parallel, retries, timeout],
};

/** The Options of an operation that makes no request. */
export const tokenOptions: INodeProperties = { ...sendOptions, options: [defaultCountryField] };

/** The Options of operations that only read. */
export const readOptions: INodeProperties = {
	...sendOptions,
	options: [parallel, retries, timeout],
};

function numberOption<T extends number | undefined>(
	value: unknown,
	field: string,
	fallback: T,
	min: number,
	max = Infinity,
): number | T {
	if (value === undefined || value === null || value === '') return fallback;
	const number = typeof value === 'boolean' ? NaN : Number(value);
	if (!(number >= min && number <= max)) {
		const range = max === Infinity ? `${min} or more` : `from ${min} to ${max}`;
		throw new InputError(field, `must be a number, ${range}`, `Set '${field}' under Options, or remove it.`);
	}
	return number;
}

/** @throws InputError unless it is 0 (no limit) or at least one message per ten seconds */
function messagesPerSecondOption(value: unknown): number | undefined {
	const field = 'Messages per Second';
	const perSecond = numberOption(value, field, undefined, 0);
	if (perSecond === undefined || perSecond === 0 || perSecond >= MIN_MESSAGES_PER_SECOND) return perSecond;
	throw new InputError(
		field,
		`is too low: ${perSecond}`,
		`Enter ${MIN_MESSAGES_PER_SECOND} or more, or 0 for no limit. To leave more time between messages, use n8n's Loop Over Items and Wait nodes.`,
	);
}

function oneOf<T extends string>(value: unknown, others: T[], usual: T): T {
	return others.includes(value as T) ? (value as T) : usual;
}

/** @throws InputError when the option is set but empty: the campaign could not be found again */
function campaignName(values: Record<string, unknown>): string | undefined {
	// An expression without a result must not turn the protection off.
	if (!('campaign' in values)) return undefined;
	const name = ['string', 'number'].includes(typeof values.campaign) ? String(values.campaign).trim() : '';
	if (name !== '') return name;
	throw new InputError(
		'Campaign',
		'is empty',
		"Enter a name that is the same for every attempt, such as the campaign's ID, or remove 'Campaign' under Options.",
	);
}

/** @throws InputError when the option is set, but not to a phone number */
function progressRecipient({ progressTo: value, defaultCountry }: Record<string, unknown>): Recipient | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const country = readDefaultCountry(isResourceLocatorValue(defaultCountry) ? defaultCountry.value : defaultCountry);
	return parseUser(value, progressToName, { country, warn: () => undefined });
}

/**
 * Reads the Options, which apply to the entire run: expressions in them are evaluated for the first item.
 * @throws InputError when an option is invalid
 */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const values = (context.getNodeParameter('options', 0, {}) ?? {}) as Record<string, unknown>;
	return {
		parallel: Math.floor(numberOption(values.parallel, 'Parallel Requests', NaN, 1, 500)) || undefined,
		messagesPerSecond: messagesPerSecondOption(values.messagesPerSecond),
		maxRetries: Math.floor(numberOption(values.maxRetries, 'Retries', DEFAULT_MAX_RETRIES, 0, 20)),
		timeout: numberOption(values.timeout, 'Timeout', DEFAULT_SECONDS, 1) * 1000,
		onUnknownOutcome: oneOf<UnknownOutcome>(values.onUnknownOutcome, ['sendAgain', 'skip'], 'fail'),
		campaign: campaignName(values),
		summary: oneOf<SummaryForm>(values.summary, ['resultsAndSummary', 'summary'], 'results'),
		dryRun: values.dryRun === true,
		checkLinks: values.checkLinks !== false,
		progressTo: progressRecipient(values),
	};
}
