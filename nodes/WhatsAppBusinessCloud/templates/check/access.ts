import { z } from 'zod';
import { checkInput } from '../../shared/input/parseInput';
import { optionalText } from '../../shared/input/parameterValues';
import type { Part } from '../types';

/** The type, format or kind of a part, in capitals: Meta accepts both cases. */
export const kind = (value: unknown): string => (typeof value === 'string' ? value.trim().toUpperCase() : '');

/** The text of a part. @returns '' when missing @throws InputError when it is not a text */
export const textOf = (value: unknown, field: string): string => optionalText(value, field) ?? '';

const part = z.object({}).passthrough().nullish();
const list = z.array(z.unknown()).nullish();
const options = { names: {}, advice: 'Check the JSON' };

/** An object in a part; `{}` when missing. @throws InputError when it is not an object */
export const objectOf = (value: unknown, field: string): Part => checkInput(part, value, field, options) ?? {};

/** A list of objects in a part; `[]` when missing. @throws InputError when it is not such a list */
export const partsOf = (value: unknown, field: string): Part[] =>
	(checkInput(list, value, field, options) ?? []).map((entry) => objectOf(entry, field));

/** Whether two lists have the same entries in the same order. */
export const same = (one: string[], other: string[]): boolean =>
	one.length === other.length && one.every((entry, index) => entry === other[index]);
