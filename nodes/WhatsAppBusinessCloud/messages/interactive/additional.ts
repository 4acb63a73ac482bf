import type { Parameters } from '../../shared/input/parameters';
import { group } from '../../shared/input/parameterValues';

/** What is set in a type's Additional Fields. @throws InputError when they hold something else */
export const additional = (parameters: Parameters): Record<string, unknown> =>
	group(parameters.additionalFields, 'Additional Fields');
