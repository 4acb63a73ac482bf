import type { z } from 'zod';

/** A place in a value, as it is written in code: `phoneNumbers[0].id`. */
const placeOf = (path: Array<string | number>): string =>
	path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');

/**
 * A value that fits a schema.
 * @throws RangeError that names each place that does not, and says why
 */
export function checked<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, value: unknown): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const problems = result.error.issues.map(({ path, message }) =>
		path.length === 0 ? message : `'${placeOf(path)}': ${message}`,
	);
	throw new RangeError(problems.join('; '));
}
