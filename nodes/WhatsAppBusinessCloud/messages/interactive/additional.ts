import type { Parameters } from '../../shared/input/parameters';
import { readCollection } from '../../shared/input/parameterValues';

/** The values of a type's Additional Fields. @throws InputError when it is not an object */
export const additional = (parameters: Parameters): Record<string, unknown> =>
	readCollection(parameters.additionalFields, 'Additional Fields');
