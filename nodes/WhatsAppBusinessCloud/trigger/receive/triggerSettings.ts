import type { IWebhookFunctions } from 'n8n-workflow';
import { InputError, withPath } from '../../shared/inputError';
import { readDefaultCountry } from '../../shared/input/phone';
import { parseUser, type Recipient } from '../../shared/input/recipient';
import { logOf } from '../../shared/log';
import { trimInvisible } from '../../shared/input/parameterValues';
import { expandEvents, OPT_OUTS, STATUSES } from '../webhookFields';
import { readCombineSettings, type CombineSettings } from '../combine/combineSettings';
import { readPauseSettings, type PauseSettings } from '../pause/pauseSettings';
import { defaultOptInWords, defaultOptOutWords } from './optOutWords';
import type { OptOutWords } from './optOuts';
import { number, part, text } from '../../shared/untrustedJson';
import { normalizeWord } from '../../shared/normalizeWord';
import { compilePattern, type Matcher } from './pattern';

export const OUTPUTS = ['events', 'bundle', 'raw'] as const;
export type Output = (typeof OUTPUTS)[number];

/** The node's parameters, read for one delivery. Empty sets match everything. */
export interface Settings {
	updates: ReadonlySet<string>;
	/** Selected statuses; undefined if none are. */
	statuses?: ReadonlySet<string>;
	phoneNumberIds: ReadonlySet<string>;
	messageTypes: ReadonlySet<string>;
	senders: readonly Recipient[];
	interactiveIds: readonly string[];
	/** In lower case. */
	textContains?: string;
	/** The compiled pattern of 'Text Matches'. */
	textMatcher?: Matcher;
	ignoreEchoes: boolean;
	/** ms */
	maxAge?: number;
	output: Output;
	skipDuplicates: boolean;
	statusesInOrder: boolean;
	/** Whether Send and Wait replies also start the workflow. */
	startOnReplies: boolean;
	/** Words of 'Opt-Out and Opt-In'; undefined if the trigger does not listen to it. */
	optOutWords?: OptOutWords;
	/** 'Combine Messages'; undefined if it is off. */
	combine?: CombineSettings;
	/** 'Pause While a Person Answers'; undefined if it is off. */
	pause?: PauseSettings;
	/** Invalid parameters. They filter nothing: an extra message does less harm than a lost one. */
	errors: InputError[];
}

/** The node's parameters with resolved expressions. */
export interface TriggerParameters {
	updates?: unknown;
	advancedUpdates?: unknown;
	output?: unknown;
	filters?: unknown;
	options?: unknown;
}

/**
 * Reads the parameters that receiving needs.
 * @param onNoValue called with the name of each parameter whose expression has no value; it gets its default
 */
export function readParameters(
	context: { getNodeParameter(name: string, fallback?: unknown): unknown },
	onNoValue: (name: string) => void,
): TriggerParameters {
	const read = (name: string, fallback?: unknown): unknown => {
		try {
			return context.getNodeParameter(name, fallback);
		} catch {
			onNoValue(name);
			return fallback;
		}
	};
	return {
		updates: read('updates', ['messages']),
		advancedUpdates: read('advancedUpdates', []),
		output: read('output'),
		filters: read('filters'),
		options: read('options'),
	};
}

/** Entries of a list: an array, or text separated by commas, semicolons or line breaks. */
function entries(value: unknown): string[] {
	const list = Array.isArray(value) ? value : (text(value) ?? '').split(/[,;\n]/);
	return list.map((one) => (text(one) ?? '').trim()).filter((one) => one !== '');
}

/**
 * Parses the accepted senders like recipients. If an entry is invalid, it is added to `errors` and the filter is not
 * applied.
 */
function sendersOf(value: unknown, defaultCountry: unknown, errors: InputError[]): Recipient[] {
	const field = 'Senders';
	const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;\n]/) : [value];
	const filled = list.filter(
		(one) => one !== undefined && one !== null && !(typeof one === 'string' && trimInvisible(one) === ''),
	);
	try {
		const reading = { country: readDefaultCountry(defaultCountry) };
		const parse = (one: unknown): Recipient => parseUser(one, field, reading);
		return filled.map((one, index) =>
			filled.length === 1 ? parse(one) : withPath(['entry', index + 1], () => parse(one)),
		);
	} catch (cause) {
		errors.push(cause as InputError);
		return [];
	}
}

async function textMatcherOf(value: unknown, errors: InputError[]): Promise<Matcher | undefined> {
	const source = text(value);
	if (source === undefined) return undefined;
	try {
		return await compilePattern(source, 'Text Matches');
	} catch (cause) {
		errors.push(cause as InputError);
		return undefined;
	}
}

/** Selected statuses: from 'Message Status', or from the option that the built-in trigger has. */
function statusesOf(updates: ReadonlySet<string>, value: unknown): Settings['statuses'] {
	if (Array.isArray(value))
		return updates.has(STATUSES) || updates.has('messages') ? new Set(entries(value)) : undefined;
	return updates.has(STATUSES) ? new Set(['all']) : undefined;
}

/** The words of 'Opt-Out and Opt-In': those of the options, by default those of the package. */
function optOutWordsOf(updates: ReadonlySet<string>, options: Record<string, unknown>): OptOutWords | undefined {
	if (!updates.has(OPT_OUTS)) return undefined;
	const read = (value: unknown): Set<string> => new Set(entries(value).flatMap((word) => normalizeWord(word) ?? []));
	return {
		out: read(options.optOutWords ?? defaultOptOutWords),
		optIn: read(options.optInWords ?? defaultOptInWords),
	};
}

/** Reads an option; if it is invalid, the error is added to `errors` and the option counts as not set. */
function orError<T>(read: () => T, errors: InputError[]): T | undefined {
	try {
		return read();
	} catch (cause) {
		errors.push(cause as InputError);
		return undefined;
	}
}

/** Parses the node's parameters. Does not throw: errors go into `errors`. */
export async function parseSettings(parameters: TriggerParameters): Promise<Settings> {
	const filters = part(parameters.filters);
	const options = part(parameters.options);
	const updates = new Set(expandEvents([...entries(parameters.updates), ...entries(parameters.advancedUpdates)]));
	const errors: InputError[] = [];
	const minutes = number(filters.maxAge);
	const output = OUTPUTS.find((one) => one === parameters.output) ?? 'events';
	return {
		updates,
		statuses: statusesOf(updates, options.messageStatusUpdates),
		phoneNumberIds: new Set(entries(filters.phoneNumberIds)),
		messageTypes: new Set(entries(filters.messageTypes)),
		senders: sendersOf(filters.senders, filters.defaultCountry, errors),
		interactiveIds: entries(filters.interactiveIds),
		textContains: text(filters.textContains)?.toLowerCase(),
		textMatcher: await textMatcherOf(filters.textPattern, errors),
		ignoreEchoes: filters.ignoreEchoes === true,
		maxAge: minutes !== undefined && minutes > 0 ? minutes * 60_000 : undefined,
		output,
		skipDuplicates: options.ignoreDuplicates !== false,
		statusesInOrder: options.statusOrder === 'inOrder',
		startOnReplies: options.answers === 'resumeAndStart',
		optOutWords: optOutWordsOf(updates, options),
		// The form offers it for this output only.
		...(output === 'events' && { combine: orError(() => readCombineSettings(options.combineMessages), errors) }),
		pause: orError(() => readPauseSettings(options.pauseWhileAnswered), errors),
		errors,
	};
}

/**
 * Validates the parameters on activation, when a user can see the error.
 * @throws InputError naming the field
 */
export async function checkTriggerParameters(parameters: TriggerParameters): Promise<void> {
	const { updates, errors } = await parseSettings(parameters);
	if (updates.size === 0)
		throw new InputError(
			'Trigger On',
			'is empty, so nothing would start the workflow',
			'Choose at least one kind of event',
		);
	if (errors.length > 0) throw errors[0];
}

/** Reads the settings for one request. An invalid parameter filters nothing; n8n's log contains a warning. */
export async function readSettings(context: IWebhookFunctions): Promise<Settings> {
	const warn = (problem: string): void => logOf(context).warn(`${context.getNode().name}: ${problem}`);
	const parameters = readParameters(context, (name) =>
		warn(`the expression in '${name}' has no value, so it is ignored`),
	);
	const settings = await parseSettings(parameters);
	for (const { message } of settings.errors) warn(`${message}, so it lets everything through`);
	return settings;
}
