import type { State } from '../state';
import type { RecordedRequest } from '../types';
import type { Details } from './types';

/**
 * What is behind a message: the request that came in, and the webhooks that went out about it.
 * @throws RangeError when there is no such message
 */
export function detailsOf(state: State, id: string): Details {
	const entry = state.phone.entry(id);
	const request = entry.request === undefined ? undefined : state.requests[entry.request - 1];
	const needle = JSON.stringify(id);
	return {
		entry,
		...(request && { request: { ...shown(request), curl: curl(request, state.flowSessions.origin) } }),
		deliveries: state.webhooks.deliveries.filter(({ body }) => JSON.stringify(body).includes(needle)),
	};
}

function shown({
	at,
	method,
	path,
	headers,
	body,
	status,
	errorCode,
	fault,
}: RecordedRequest): Omit<NonNullable<Details['request']>, 'curl'> {
	return { at, method, path, headers, body, status, errorCode, fault };
}

/** A text in single quotes for a shell. */
const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;

/** The request as a shell command. The token is a variable, because records hold no secrets. */
function curl({ method, path, body }: RecordedRequest, origin: string): string {
	return [
		`curl -X ${method} ${quoted(origin + path)}`,
		`  -H "Authorization: Bearer $ACCESS_TOKEN"`,
		...(body === undefined
			? []
			: [`  -H 'Content-Type: application/json'`, `  -d ${quoted(JSON.stringify(body, null, 2))}`]),
	].join(' \\\n');
}
