import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_MAX_RETRIES, DEFAULT_MESSAGES_PER_SECOND, DEFAULT_TIMEOUT } from '../graph/client';
import type { UnknownOutcome } from '../graph/types';
import { InputError } from '../inputError';

/** Enough for 80 messages per second while each takes up to 600 ms. */
const DEFAULT_PARALLEL = 50;

/** The time-out in the unit of its field. */
const DEFAULT_SECONDS = DEFAULT_TIMEOUT / 1000;

/** Settings of a whole run, checked. */
export interface RunOptions {
	parallel: number;
	messagesPerSecond: number;
	maxRetries: number;
	/** ms */
	timeout: number;
	onUnknownOutcome: UnknownOutcome;
	dryRun: boolean;
	checkLinks: boolean;
}

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
	description:
		'Whether to check everything and send nothing. The output shows the requests that would have gone out.',
};

const messagesPerSecond: INodeProperties = {
	displayName: 'Messages per Second',
	name: 'messagesPerSecond',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 1 },
	default: DEFAULT_MESSAGES_PER_SECOND,
	description:
		'How many messages one sending number sends per second at most. Meta allows 80, or 1,000 after an upgrade, or 20 for numbers that are also in the WhatsApp Business app. 0 means no limit.',
};

const onUnknownOutcome: INodeProperties = {
	displayName: 'On Unknown Outcome',
	name: 'onUnknownOutcome',
	type: 'options',
	options: [
		{
			name: 'Fail the Item',
			value: 'fail',
			description: 'Nothing is sent twice; the item says that the message may or may not have gone out',
		},
		{
			name: 'Send Again',
			value: 'sendAgain',
			description: 'Nothing is lost; the person may get the message twice',
		},
	],
	default: 'fail',
	description:
		'What to do when a message went out but no answer came back, so that nobody knows whether WhatsApp accepted it',
};

const parallel: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallel',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: DEFAULT_PARALLEL,
	description:
		'How many items are worked on at the same time. Messages to the same recipient always leave one after the other.',
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
	options: [checkLinks, dryRun, messagesPerSecond, onUnknownOutcome, parallel, retries, timeout],
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

function numberOption(value: unknown, field: string, fallback: number, min: number, max = Infinity): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = typeof value === 'boolean' ? NaN : Number(value);
	if (!(number >= min && number <= max)) {
		const range = max === Infinity ? `${min} or more` : `from ${min} to ${max}`;
		throw new InputError(field, `'${field}' must be a number, ${range}`, `Set '${field}' under Options, or remove it.`);
	}
	return number;
}

/**
 * Reads the Options group, which holds for the whole run: expressions in it are those of the first item.
 * @throws InputError when an option is not what it must be
 */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const given = (context.getNodeParameter('options', 0, {}) ?? {}) as Record<string, unknown>;
	return {
		parallel: Math.floor(numberOption(given.parallel, 'Parallel Requests', DEFAULT_PARALLEL, 1, 500)),
		messagesPerSecond: numberOption(
			given.messagesPerSecond,
			'Messages per Second',
			DEFAULT_MESSAGES_PER_SECOND,
			0,
		),
		maxRetries: Math.floor(numberOption(given.maxRetries, 'Retries', DEFAULT_MAX_RETRIES, 0, 20)),
		timeout: numberOption(given.timeout, 'Timeout', DEFAULT_SECONDS, 1) * 1000,
		onUnknownOutcome: given.onUnknownOutcome === 'sendAgain' ? 'sendAgain' : 'fail',
		dryRun: given.dryRun === true,
		checkLinks: given.checkLinks !== false,
	};
}
