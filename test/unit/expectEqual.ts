import { isDeepStrictEqual } from 'node:util';

/**
 * expect(actual).toEqual(expected), for checks of random inputs that run many thousand times: expect() builds all its
 * matchers for each call.
 */
export function expectEqual(actual: unknown, expected: unknown): void {
	if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
