import type { ParameterChanges } from './parameters';

type Fields = Record<string, unknown>;

const object = (value: unknown): Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

/**
 * The built-in trigger outputs every status unless its option is present; here, without the option, it outputs none.
 */
function statuses({ parameters, changes, notes }: ParameterChanges): void {
	const options = object(parameters.options);
	const { updates } = parameters;
	const tellsMessages = isExpression(updates) || (Array.isArray(updates) && updates.includes('messages'));
	if (!tellsMessages) return;
	const chosen = options.messageStatusUpdates;
	if (chosen === undefined) {
		parameters.options = { ...options, messageStatusUpdates: ['all'] };
		changes.push("Every status of a message still starts the workflow: 'Message Status Updates' is set to 'All'");
		notes.push("To start the workflow for messages only, remove the option 'Message Status Updates'.");
		return;
	}
	if (!Array.isArray(chosen) || chosen.length === 0 || chosen.includes('all')) return;
	notes.push('If WhatsApp sends several statuses in one change, the item now contains the selected ones only.');
	if (chosen.includes('failed'))
		notes.push("A failed payment no longer counts as the status 'Failed'. Select 'Payment' too if you need it.");
}

/** 'Trigger On' of the built-in node lists webhook fields; here, all but the messages are in 'Advanced Events'. */
function splitEvents({ parameters, changes }: ParameterChanges, updates: unknown[]): void {
	const isPlain = (value: unknown): boolean => value === 'messages';
	const advanced = updates.filter((value) => !isPlain(value));
	if (advanced.length === 0) return;
	parameters.updates = updates.filter(isPlain);
	parameters.advancedUpdates = advanced;
	changes.push(`The events ${advanced.map((value) => `'${String(value)}'`).join(', ')} are now in 'Advanced Events'`);
}

/**
 * Converts the parameters of a built-in trigger: same names and values, set so that the same events start the workflow
 * with the same items.
 */
export function carryOverTrigger(given: Fields): ParameterChanges {
	const result: ParameterChanges = { parameters: structuredClone(given), changes: [], notes: [] };
	const { parameters, changes, notes } = result;
	delete parameters.whatsAppNotice;
	parameters.authenticateWith = 'oAuth2';
	const { updates } = parameters;
	if (!isExpression(updates) && !(Array.isArray(updates) && updates.length > 0)) {
		// n8n omits default values from its files, and the default differs here.
		parameters.updates = [];
		notes.push("No events were selected. Select them in 'Trigger On'.");
	}
	if (Array.isArray(updates)) splitEvents(result, updates);
	parameters.output = 'raw';
	changes.push("'Output' is set to 'Raw', so that the items keep the format that the following nodes expect");
	statuses(result);
	notes.push(
		'Unpublish the old workflow before you publish this one. When the built-in trigger is unpublished, it removes the subscription of the entire app.',
		"Duplicate events from WhatsApp no longer start the workflow. To change that, turn off the option 'Ignore Duplicate Events'.",
	);
	return result;
}
