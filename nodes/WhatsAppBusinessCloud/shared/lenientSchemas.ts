import { z } from 'zod';
import { number as toNumber, type Data } from './untrustedJson';

/**
 * Schemas for received JSON, of which nothing may get lost because one field is not as documented: they accept any
 * value. A value of another type counts as missing. Only what zod 3 and zod 4 share is used, since the zod of n8n is
 * loaded. Zod copies what it parses: what is to be kept as received is taken from the original object.
 */

/** The last option of a union: a failed union takes ten times as long as this. */
const missing = z.unknown().transform(() => undefined);

/** A string that is not empty; any other value is an error. Not `min(1)`: zod 4 reads `length` of objects as well. */
export const filledString = z.string().regex(/[^]/, 'is empty');

/** Text that is not empty. Numbers become text. */
export const text = z.union([filledString, z.number().finite().transform(String), missing]).optional();

/** A string that is not empty. */
export const string = filledString.optional().catch(undefined);

/** A number, also as text. */
export const number = z.union([z.number().finite(), z.string().transform(toNumber), missing]).optional();

export const flag = z.boolean().optional().catch(undefined);

/** An object of this shape. The last `optional` is for speed: a missing object does not get to `catch`. */
export const optionalObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.object(shape).optional().catch(undefined).optional();

/** The shape of an object with these texts. */
export const texts = <Name extends string>(...names: Name[]) =>
	Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>;

/**
 * A function that parses an object of this shape.
 * @param read gets the parsed object, the original one, and the further arguments
 */
export function reader<Shape extends z.ZodRawShape, Further extends unknown[]>(
	shape: Shape,
	read: (parsed: z.infer<z.ZodObject<Shape>>, original: Data, ...further: Further) => Data,
): (original: Data, ...further: Further) => Data {
	const schema = z.object(shape);
	return (original, ...further) => read(schema.parse(original), original, ...further);
}
