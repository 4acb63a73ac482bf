/**
 * What a function throws; undefined when it does not. Rethrowing from here is up to the caller: n8n's rules want its own error classes in
 * every catch, and errors that steer the checks are none that people see.
 */
export function catchError(work: () => void): Error | undefined {
	try {
		work();
		return undefined;
	} catch (thrown) {
		return thrown as Error;
	}
}
