/** Operations of the built-in node that this package's node also has, with the same parameters. */
const converted: Record<string, readonly string[]> = {
	message: ['send', 'sendAndWait', 'sendTemplate'],
	media: ['mediaUpload', 'mediaUrlGet', 'mediaDelete'],
};

/** Display names of the built-in node's operations. */
const names: Record<string, string> = {
	send: 'Message > Send',
	sendTemplate: 'Message > Send Template',
	sendAndWait: 'Message > Send and Wait for Response',
	mediaUpload: 'Media > Upload',
	mediaUrlGet: 'Media > Download',
	mediaDelete: 'Media > Delete',
};

/** The built-in node's own defaults: n8n omits default values from its files. */
const defaultResource = 'message';
const defaultOperations: Record<string, string> = { message: 'sendTemplate', media: 'mediaUpload' };

export interface ChosenOperation {
	resource: string;
	operation: string;
	/** Display name in the editor. */
	label: string;
	supported: boolean;
}

const textOr = (value: unknown, fallback: string): string =>
	value === undefined || value === null || value === '' ? fallback : String(value);

/** The operation of a built-in node, with defaults applied. */
export function chosenOperation(parameters: Record<string, unknown>): ChosenOperation {
	const resource = textOr(parameters.resource, defaultResource);
	const operation = textOr(parameters.operation, defaultOperations[resource] ?? '');
	return {
		resource,
		operation,
		label: names[operation] ?? `${resource} > ${operation}`,
		supported: Object.hasOwn(converted, resource) && converted[resource].includes(operation),
	};
}
