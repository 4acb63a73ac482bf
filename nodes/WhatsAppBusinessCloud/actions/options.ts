import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_MAX_RETRIES, DEFAULT_PARALLEL, DEFAULT_TIMEOUT } from '../transport/client';
import type { UnknownOutcome } from '../transport/types';
import { InputError } from '../shared/inputError';

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
		'Sends each message at most once, even if n8n crashes. Use the same name to resume a run, and a new name for each campaign and for each part that runs at the same time. Messages that an earlier run sent come out with acceptedEarlier: true.',
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
		{ name: 'Results', value: 'results', description: 'One item for each input item' },
		{
			name: 'Results and Summary',
			value: 'resultsAndSummary',
			description: 'The same, and one more item at the end that sums them up',
		},
		{
			name: 'Summary Only',
			value: 'summary',
			description:
				'One item: how many were accepted, and what failed, by reason. Failing items still go to the error output, where the node has one.',
		},
	],
	default: 'results',
	description: 'Whether an item tells how many messages were accepted and how many failed, by reason and with advice',
};

const checkLinks: INodeProperties = {
	displayName: 'Check Media Links',
	name: 'checkLinks',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask the server of each media link for the file before the message goes out. Turn off when WhatsApp can reach the address but n8n cannot.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to check everything and send nothing. The output shows the requests that would have gone out.',
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
		"How many messages this run sends per second from one number at most, 0.1 or more. Other runs are not slowed down. Without this option the number's own limit holds: 80, or 1,000 after Meta's upgrade, or 20 for numbers that are also in the WhatsApp Business app. 0 means no limit.",
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
				"The message is not sent again, and nothing fails. The item comes out with 'outcome' set to 'unknown'.",
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
		'How many items are worked on at the same time; without this option 50, and more for numbers that may send more than 80 messages per second. Messages to the same recipient always leave one after the other.',
};

const retries: INodeProperties = {
	displayName: 'Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 20 },
	default: DEFAULT_MAX_RETRIES,
	description:
		'How often to try again, with growing waits, when Meta says to come back later or cannot be reached. A message is repeated only when it is certain that it was not accepted.',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_SECONDS,
	description: 'How many seconds to wait for an answer from Meta',
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
		dryRun,
		messageKey,
		messagesPerSecond,
		onUnknownOutcome,
		summary,
		parallel,
		retries,
		timeout,
	],
};

/** The Options of operations that change something other than a chat. */
export const writeOptions: INodeProperties = {
	...sendOptions,
	options: [dryRun, parallel, retries, timeout],
};

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
function campaignName(given: Record<string, unknown>): string | undefined {
	// An expression without a result must not turn the protection off.
	if (!('campaign' in given)) return undefined;
	const name = ['string', 'number'].includes(typeof given.campaign) ? String(given.campaign).trim() : '';
	if (name !== '') return name;
	throw new InputError(
		'Campaign',
		'is empty',
		"Enter a name that is the same at every try, such as the campaign's ID, or remove 'Campaign' under Options.",
	);
}

/**
 * Reads the Options, which apply to the entire run: expressions in them are evaluated for the first item.
 * @throws InputError when an option is invalid
 */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const given = (context.getNodeParameter('options', 0, {}) ?? {}) as Record<string, unknown>;
	return {
		parallel: Math.floor(numberOption(given.parallel, 'Parallel Requests', NaN, 1, 500)) || undefined,
		messagesPerSecond: messagesPerSecondOption(given.messagesPerSecond),
		maxRetries: Math.floor(numberOption(given.maxRetries, 'Retries', DEFAULT_MAX_RETRIES, 0, 20)),
		timeout: numberOption(given.timeout, 'Timeout', DEFAULT_SECONDS, 1) * 1000,
		onUnknownOutcome: oneOf<UnknownOutcome>(given.onUnknownOutcome, ['sendAgain', 'skip'], 'fail'),
		campaign: campaignName(given),
		summary: oneOf<SummaryForm>(given.summary, ['resultsAndSummary', 'summary'], 'results'),
		dryRun: given.dryRun === true,
		checkLinks: given.checkLinks !== false,
	};
}
