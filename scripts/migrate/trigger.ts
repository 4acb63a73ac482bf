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
		notes.push("If only messages are to start the workflow, remove the option 'Message Status Updates'.");
		return;
	}
	if (!Array.isArray(chosen) || chosen.length === 0 || chosen.includes('all')) return;
	notes.push('Where WhatsApp tells several statuses in one change, only the chosen ones are in the item now.');
	if (chosen.includes('failed'))
		notes.push("A payment that failed does not count as the status 'Failed': choose 'Payment' too if you need it.");
}

/**
 * Converts the parameters of a built-in trigger: same names and values, set so that the same events start the workflow
 * with the same items.
 */
export function carryOverTrigger(given: Fields): ParameterChanges {
	const result: ParameterChanges = { parameters: structuredClone(given), changes: [], notes: [] };
	const { parameters, changes, notes } = result;
	delete parameters.whatsAppNotice;
	const { updates } = parameters;
	if (!isExpression(updates) && !(Array.isArray(updates) && updates.length > 0)) {
		// n8n omits default values from its files, and the default differs here.
		parameters.updates = [];
		notes.push("No events were chosen: choose them in 'Trigger On'.");
	}
	parameters.output = 'raw';
	changes.push("'Output' is set to 'Raw', so that the items stay what the nodes behind expect");
	statuses(result);
	notes.push(
		'Unpublish the old workflow before you publish this one: when the built-in trigger ends, it removes the subscription of the whole app.',
		"An event that WhatsApp delivers again does not start the workflow again; to have that, switch off the option 'Ignore Duplicate Events'.",
	);
	return result;
}
