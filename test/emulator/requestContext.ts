import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { State } from './state';
import type { Token } from './tokens';
import type { RecordedRequest } from './types';

/** What an edge answers with: JSON, or bytes that are streamed. */
export interface Answer {
	status?: number;
	json?: unknown;
	text?: string;
	stream?: { from: () => Readable; length: number };
	headers?: Record<string, string>;
}

/** One request on its way through the emulator. */
export interface Exchange {
	req: IncomingMessage;
	res: ServerResponse;
	state: State;
	method: string;
	/** Path without the version and without slashes at the ends. */
	segments: string[];
	/** The version that serves the request, such as v25.0, and how the path named it ('' when it did not). */
	version: string;
	versionInPath: string;
	/** Scheme and host under which the caller reached the emulator. */
	origin: string;
	query: Record<string, string>;
	/** Query and body together, as Graph reads them; the body wins. */
	params: Record<string, unknown>;
	/** Set before an edge runs. */
	token: Token;
	record: RecordedRequest;
}

export type Handler = (x: Exchange, nodeId: string) => Answer | Promise<Answer>;
