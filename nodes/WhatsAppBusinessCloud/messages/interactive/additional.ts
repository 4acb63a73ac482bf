import type { Parameters } from '../../shared/input/parameters';
import { readCollection } from '../../shared/input/parameterValues';

/** What is set in a type's Additional Fields. @throws InputError when they hold something else */
export const additional = (parameters: Parameters): Record<string, unknown> =>
	readCollection(parameters.additionalFields, 'Additional Fields');
