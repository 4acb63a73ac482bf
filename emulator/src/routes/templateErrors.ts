import { GraphError, parameterError } from '../errors';
import { length, type Json } from '../messages/checks';

/** An error response of template management: code 100 with a subcode, and user-facing texts. Meta docs: Error codes. */
export function templateError(subcode: number, title: string, text: string): GraphError {
	return new GraphError(400, {
		message: 'Invalid parameter',
		type: 'OAuthException',
		code: 100,
		error_subcode: subcode,
		is_transient: false,
		error_user_title: title,
		error_user_msg: text,
	});
}

export const tooLong = (what: string, max: number): GraphError =>
	templateError(2388040, 'Character Limit Exceeded', `The ${what} has a limit of ${max} characters.`);

export const upper = (value: unknown): string => String(value ?? '').toUpperCase();

/** The text of a required part. @throws GraphError */
export function text(part: Json, what: string, max: number): string {
	if (typeof part.text !== 'string' || part.text === '') throw parameterError(`The ${what} needs a text.`);
	if (length(part.text) > max) throw tooLong(what, max);
	return part.text;
}
