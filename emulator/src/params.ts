import { z } from 'zod';
import { parameterError } from './errors';
import { at, length } from './messages/checks';

/** The message of every problem of a schema, as it follows the name of the parameter. */
export const says = (message: string) => ({ errorMap: () => ({ message }) });

/** Parameters arrive as JSON, or as text in a query or form. */
const fromText = (value: unknown): unknown => {
	if (value === 'true' || value === 'false') return value === 'true';
	if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
};

/** A text of a number of characters, as Graph counts them. Numbers pass as text. */
export const text = (max: number, min = 1) =>
	z
		.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string(says('must be a string')))
		.refine((value) => length(value) >= min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
		.refine((value) => length(value) <= max, `must be at most ${max} characters long`);

/** One of some texts. */
export const oneOf = <T extends string>(...values: readonly [T, ...T[]]) =>
	z.enum(values, says(`must be one of {${values.join(', ')}}`));

export const flag = z.preprocess(fromText, z.boolean(says('must be a boolean')));

/** A list, also as JSON in a text. */
export const list = <T extends z.ZodTypeAny>(entry: T, max = Infinity, min = 0) =>
	z.preprocess(
		fromText,
		z
			.array(entry, { invalid_type_error: 'must be an array' })
			.min(min, `must have at least ${min} element${min === 1 ? '' : 's'}`)
			.max(max, `must have at most ${max} elements`),
	);

/** An object, also as JSON in a text. */
export const part = <T extends z.ZodRawShape>(shape: T) =>
	z.preprocess(fromText, z.object(shape, { invalid_type_error: 'must be a JSON object' }));

export const whatsapp = oneOf('whatsapp');

export const httpsUrl = z
	.string(says('must be a string'))
	.refine((value) => URL.canParse(value) && new URL(value).protocol === 'https:', 'must be a valid https URL');

const valueAt = (value: unknown, path: Array<string | number>): unknown =>
	path.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], value);

/**
 * The parameters of a request, as a schema reads them. Others are ignored, as Graph does.
 * @throws Meta's error 100 for the first one that is missing or wrong
 */
export function paramsOf<T>(params: Record<string, unknown>, schema: z.ZodType<T, z.ZodTypeDef, unknown>): T {
	const result = schema.safeParse(params);
	if (result.success) return result.data;
	const [{ path, message }] = result.error.issues;
	const [first = '', ...rest] = path;
	const place = at(String(first), ...rest);
	const isMissing = path.length > 0 && [undefined, null].includes(valueAt(params, path) as undefined);
	throw parameterError(isMissing ? `The parameter ${place} is required.` : `Param ${place} ${message}.`);
}
