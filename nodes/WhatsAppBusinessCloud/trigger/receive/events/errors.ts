import { z } from 'zod';
import { number, optionalObject, text, texts } from '../../../shared/lenientSchemas';
import { objects } from '../../../shared/untrustedJson';

const errorSchema = z.object({
	code: number,
	...texts('title', 'message', 'details'),
	error_data: optionalObject({ details: text }),
});

/** Whether there is an error in a list of Meta's error objects. */
export const hasErrors = (errors: unknown): boolean => objects(errors).length > 0;

/** Flattens the first of Meta's error objects. WhatsApp docs: Error codes > Webhooks. */
export function errorFields(errors: unknown) {
	const [first] = objects(errors);
	if (first === undefined) return {};
	const { code, title, message, details, error_data } = errorSchema.parse(first);
	return {
		errorCode: code,
		errorTitle: title,
		errorMessage: message,
		errorDetails: error_data?.details ?? details,
	};
}
