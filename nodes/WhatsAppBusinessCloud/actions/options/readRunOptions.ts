import { isResourceLocatorValue, type IExecuteFunctions } from 'n8n-workflow';
import { DEFAULT_MAX_RETRIES } from '../../transport/client';
import type { UnknownOutcome } from '../../transport/types';
import { InputError } from '../../shared/inputError';
import { readDefaultCountry } from '../../shared/input/phone';
import { parseUser, type Recipient } from '../../shared/input/recipient';
import { optionCollectionNames } from '../../shared/optionCollections';
import { DEFAULT_SECONDS, MIN_MESSAGES_PER_SECOND, progressToName } from './fields';

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
	/** The recipient of progress messages; absent if none are sent. */
	progressTo?: Recipient;
}

/** Whether a summary item is output: not at all, as the last item, or as the only one. */
export type SummaryForm = 'results' | 'resultsAndSummary' | 'summary';

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
		throw new InputError(field, `must be a number, ${range}`, `Change '${field}', or remove it.`);
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
		"Enter a name that is the same for every attempt, such as the campaign's ID, or remove 'Campaign' under Large Runs.",
	);
}

/** @throws InputError when the option is set, but not to a phone number */
function progressRecipient({ progressTo: value, defaultCountry }: Record<string, unknown>): Recipient | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const country = readDefaultCountry(isResourceLocatorValue(defaultCountry) ? defaultCountry.value : defaultCountry);
	return parseUser(value, progressToName, { country, warn: () => undefined });
}

/** The values of all collections together. */
function readValues(context: IExecuteFunctions): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const name of Object.keys(optionCollectionNames))
		Object.assign(values, context.getNodeParameter(name, 0, {}) ?? {});
	return values;
}

/**
 * Reads the options, which apply to the entire run: expressions in them are evaluated for the first item.
 * @throws InputError when an option is invalid
 */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const values = readValues(context);
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
