/**
 * @returns the error that the function throws; undefined when it does not throw. The caller rethrows unknown errors:
 * n8n's lint rules require its own error classes in every catch block, but errors that only control the checks never
 * reach the user.
 */
export function catchError(work: () => void): Error | undefined {
	try {
		work();
		return undefined;
	} catch (thrown) {
		return thrown as Error;
	}
}
