import { InputError } from '../../shared/inputError';
import { atPath } from '../../shared/input/errorPath';
import { parsePerson, type Person } from '../../shared/input/person';
import { trimInvisible } from '../../shared/input/parameterValues';
import { STATUSES } from '../webhookFields';
import { number, part, text } from '../../shared/untrustedJson';
import { compilePattern } from './pattern';
import { TextFilter } from './textFilter';

export const OUTPUTS = ['events', 'bundle', 'raw'] as const;
export type Output = (typeof OUTPUTS)[number];

/** The node's parameters, read for one delivery. Empty sets let everything through. */
export interface Settings {
	updates: ReadonlySet<string>;
	/** Statuses that come through; undefined = none were asked for. */
	statuses?: ReadonlySet<string>;
	phoneNumberIds: ReadonlySet<string>;
	messageTypes: ReadonlySet<string>;
	senders: readonly Person[];
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
	/** What is wrong with a parameter. It filters nothing then: a message too many does less harm than one lost. */
	faults: InputError[];
}

/** The parameters as the node has them, expressions resolved. */
export interface TriggerParameters {
	updates?: unknown;
	output?: unknown;
	filters?: unknown;
	options?: unknown;
}

/** The entries of a list: an array, or text with commas or line breaks between them. */
function entries(value: unknown): string[] {
	const list = Array.isArray(value) ? value : (text(value) ?? '').split(/[,;\n]/);
	return list.map((one) => (text(one) ?? '').trim()).filter((one) => one !== '');
}

/** The senders to accept, parsed like recipients. An entry that cannot be read goes into `faults`, and the filter is not applied. */
function sendersOf(value: unknown, faults: InputError[]): Person[] {
	const field = 'Senders';
	const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;\n]/) : [value];
	const filled = list.filter(
		(one) => one !== undefined && one !== null && !(typeof one === 'string' && trimInvisible(one) === ''),
	);
	try {
		return filled.map((one, index) =>
			filled.length === 1 ? parsePerson(one, field) : atPath(`entry ${index + 1}`, () => parsePerson(one, field)),
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

/** Which statuses were asked for: by 'Message Status', or by the option that the built-in trigger has. */
function statusesOf(updates: ReadonlySet<string>, given: unknown): Settings['statuses'] {
	if (Array.isArray(given))
		return updates.has(STATUSES) || updates.has('messages') ? new Set(entries(given)) : undefined;
	return updates.has(STATUSES) ? new Set(['all']) : undefined;
}

/** Reads the node's parameters. Does not throw: what cannot be used is in `faults`. */
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
 * Checks the parameters when the trigger is switched on, when somebody is there to read it.
 * @throws InputError naming the field
 */
export function checkTriggerParameters(parameters: TriggerParameters): void {
	const { updates, faults } = readTriggerSettings(parameters);
	if (updates.size === 0)
		throw new InputError(
			'Trigger On',
			"'Trigger On' is empty, so nothing would start the workflow",
			'Choose at least one kind of event',
		);
	if (faults.length > 0) throw faults[0];
}
