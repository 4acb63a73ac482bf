import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { State } from './state';
import type { Token } from './tokens';
import type { RecordedRequest } from './types';

/** The response of a route: JSON, or bytes that are streamed. */
export interface RouteResponse {
	status?: number;
	json?: unknown;
	text?: string;
	stream?: { from: () => Readable; length: number };
	headers?: Record<string, string>;
}

/** One request on its way through the emulator. */
export interface RequestContext {
	req: IncomingMessage;
	res: ServerResponse;
	state: State;
	method: string;
	/** Path without the version and without leading and trailing slashes. */
	segments: string[];
	/** The version that serves the request, such as v25.0, and the one in the path ('' when there was none). */
	version: string;
	versionInPath: string;
	/** Scheme and host that the caller used to reach the emulator. */
	origin: string;
	query: Record<string, string>;
	/** Query and body merged, as Graph reads them; the body takes precedence. */
	params: Record<string, unknown>;
	/** Set before a route runs. */
	token: Token;
	record: RecordedRequest;
}

export type Handler = (ctx: RequestContext, nodeId: string) => RouteResponse | Promise<RouteResponse>;
