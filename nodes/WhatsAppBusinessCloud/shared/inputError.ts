/**
 * Something the person filled in cannot be sent. The dispatcher turns it into n8n's own error, adding the item.
 * `message` says what is wrong and quotes the field's display name in single quotes; `advice` says what to do.
 */
export class InputError extends Error {
	constructor(
		/** Display name of the field, as the person sees it. */
		readonly field: string,
		message: string,
		readonly advice?: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}
