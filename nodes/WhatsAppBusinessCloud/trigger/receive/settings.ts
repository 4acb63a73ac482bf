import { InputError, withPath } from '../../shared/inputError';
import { parseRecipient, type Recipient } from '../../shared/input/recipient';
import { trimInvisible } from '../../shared/input/parameterValues';
import { STATUSES } from '../webhookFields';
import { number, part, text } from '../../shared/untrustedJson';
import { compilePattern } from './pattern';
import { TextFilter } from './textFilter';

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
	/** For the messages of one delivery. */
	textFilter?: TextFilter;
	ignoreEchoes: boolean;
	/** ms */
	maxAge?: number;
	output: Output;
	skipRepeats: boolean;
	statusesInOrder: boolean;
	startOnAnswers: boolean;
	/** Invalid parameters. They filter nothing: an extra message does less harm than a lost one. */
	faults: InputError[];
}

/** The node's parameters with resolved expressions. */
export interface TriggerParameters {
	updates?: unknown;
	output?: unknown;
	filters?: unknown;
	options?: unknown;
}

/** Entries of a list: an array, or text separated by commas, semicolons or line breaks. */
function entries(value: unknown): string[] {
	const list = Array.isArray(value) ? value : (text(value) ?? '').split(/[,;\n]/);
	return list.map((one) => (text(one) ?? '').trim()).filter((one) => one !== '');
}

/**
 * Parses the accepted senders like recipients. If an entry is invalid, it goes into `faults` and the filter is not
 * applied.
 */
function sendersOf(value: unknown, faults: InputError[]): Recipient[] {
	const field = 'Senders';
	const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;\n]/) : [value];
	const filled = list.filter(
		(one) => one !== undefined && one !== null && !(typeof one === 'string' && trimInvisible(one) === ''),
	);
	try {
		const parse = (one: unknown): Recipient => parseRecipient(one, 'phone', field);
		return filled.map((one, index) =>
			filled.length === 1 ? parse(one) : withPath(['entry', index + 1], () => parse(one)),
		);
	} catch (cause) {
		faults.push(cause as InputError);
		return [];
	}
}

function textFilterOf(value: unknown, faults: InputError[]): TextFilter | undefined {
	const source = text(value);
	if (source === undefined) return undefined;
	try {
		return new TextFilter(compilePattern(source, 'Text Matches'));
	} catch (cause) {
		faults.push(cause as InputError);
		return undefined;
	}
}

/** Selected statuses: from 'Message Status', or from the option that the built-in trigger has. */
function statusesOf(updates: ReadonlySet<string>, given: unknown): Settings['statuses'] {
	if (Array.isArray(given))
		return updates.has(STATUSES) || updates.has('messages') ? new Set(entries(given)) : undefined;
	return updates.has(STATUSES) ? new Set(['all']) : undefined;
}

/** Reads the node's parameters. Does not throw: errors go into `faults`. */
export function readTriggerSettings(parameters: TriggerParameters): Settings {
	const filters = part(parameters.filters);
	const options = part(parameters.options);
	const updates = new Set(entries(parameters.updates));
	const faults: InputError[] = [];
	const minutes = number(filters.maxAge);
	return {
		updates,
		statuses: statusesOf(updates, options.messageStatusUpdates),
		phoneNumberIds: new Set(entries(filters.phoneNumberIds)),
		messageTypes: new Set(entries(filters.messageTypes)),
		senders: sendersOf(filters.senders, faults),
		interactiveIds: entries(filters.interactiveIds),
		textContains: text(filters.textContains)?.toLowerCase(),
		textFilter: textFilterOf(filters.textPattern, faults),
		ignoreEchoes: filters.ignoreEchoes === true,
		maxAge: minutes !== undefined && minutes > 0 ? minutes * 60_000 : undefined,
		output: OUTPUTS.find((one) => one === parameters.output) ?? 'events',
		skipRepeats: options.skipRepeats !== false,
		statusesInOrder: options.statusOrder === 'inOrder',
		startOnAnswers: options.answers === 'resumeAndStart',
		faults,
	};
}

/**
 * Validates the parameters on activation, when a user can see the error.
 * @throws InputError naming the field
 */
export function checkTriggerParameters(parameters: TriggerParameters): void {
	const { updates, faults } = readTriggerSettings(parameters);
	if (updates.size === 0)
		throw new InputError(
			'Trigger On',
			'is empty, so nothing would start the workflow',
			'Choose at least one kind of event',
		);
	if (faults.length > 0) throw faults[0];
}
