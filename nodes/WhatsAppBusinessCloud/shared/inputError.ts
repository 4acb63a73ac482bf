/**
 * A user's input cannot be sent. The dispatcher converts it to n8n's own error and adds the item. `message` says what
 * is wrong and quotes the field's display name in single quotes; `advice` says what to do.
 */
export class InputError extends Error {
	constructor(
		/** Display name of the field. */
		readonly field: string,
		message: string,
		readonly advice?: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}
