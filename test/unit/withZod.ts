/** The versions of zod that n8n provides. */
export const ZODS = ['zod/v3', 'zod/v4'] as const;

/**
 * Loads modules with a version of zod.
 * @param load calls jest.requireActual
 */
export function withZod<T>(version: (typeof ZODS)[number], load: () => T): T {
	const loaded: T[] = [];
	jest.isolateModules(() => {
		jest.doMock('zod', () => jest.requireActual<object>(version));
		loaded.push(load());
	});
	jest.dontMock('zod');
	return loaded[0];
}
