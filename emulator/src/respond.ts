import { traceId } from './errors';
import type { InjectedFault } from './faults';
import type { RouteResponse, RequestContext } from './requestContext';

let serial = 0;

/**
 * Headers of every Graph response: usage in percent, trace IDs, the version that served the request (Meta docs: Graph
 * API > Rate limits).
 */
function commonHeaders(ctx: RequestContext): Record<string, string | number> {
	serial += 1;
	const type = ctx.segments[1] === 'messages' ? 'messages' : 'whatsapp_business_management';
	if (type !== 'messages') ctx.state.usage.note();
	const usage = `"call_count":${ctx.state.usage.percent()},"total_cputime":1,"total_time":1`;
	return {
		'facebook-api-version': ctx.version,
		'x-fb-trace-id': `E${serial.toString(36).padStart(10, '0')}`,
		'x-fb-rev': '1030000001',
		'X-App-Usage': `{${usage}}`,
		'X-Business-Use-Case-Usage': `{"${ctx.state.seed.wabaId}":[{"type":"${type}",${usage},"estimated_time_to_regain_access":0}]}`,
	};
}

/**
 * Sends a response. `cutShort` announces the full length but sends only half of the bytes, then ends the connection.
 */
export function send(ctx: RequestContext, response: RouteResponse, cutShort: boolean): void {
	const { res } = ctx;
	if (res.destroyed || res.writableEnded) return;
	const status = response.status ?? 200;
	ctx.record.status = status;
	if (response.stream) {
		sendStream(ctx, response, response.stream, cutShort);
		return;
	}
	const body = response.text ?? (response.json === undefined ? '' : JSON.stringify(response.json));
	res.writeHead(status, {
		...commonHeaders(ctx),
		'Content-Type': response.text === undefined ? 'application/json; charset=UTF-8' : 'text/html; charset=utf-8',
		'Content-Length': Buffer.byteLength(body),
		...response.headers,
	});
	// Node.js writes headers and text at once, but headers and a buffer one after the other.
	if (!cutShort) res.end(body);
	else {
		const bytes = Buffer.from(body);
		res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.destroy());
	}
}

function sendStream(
	ctx: RequestContext,
	response: RouteResponse,
	stream: NonNullable<RouteResponse['stream']>,
	cutShort: boolean,
): void {
	const { res } = ctx;
	res.writeHead(response.status ?? 200, {
		'x-fb-trace-id': traceId(),
		'Content-Length': stream.length,
		...response.headers,
	});
	const source = stream.from();
	let left = cutShort ? Math.floor(stream.length / 2) : Infinity;
	res.on('close', () => source.destroy());
	source.on('error', () => res.destroy());
	source.on('end', () => res.end());
	source.on('data', (chunk: Buffer) => {
		const part = chunk.length > left ? chunk.subarray(0, left) : chunk;
		left -= part.length;
		if (left <= 0) {
			source.pause();
			res.write(part, () => res.destroy());
			return;
		}
		if (!res.write(part)) {
			source.pause();
			res.once('drain', () => source.resume());
		}
	});
}

/** The response that a fault substitutes; undefined when it keeps the real one. */
export function faultResponse(fault: InjectedFault): RouteResponse | undefined {
	switch (fault.kind) {
		case 'html':
			return {
				status: fault.status ?? 502,
				text:
					fault.body ??
					'<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>',
				headers: fault.headers,
			};
		case 'empty':
			return { status: fault.status ?? 500, text: fault.body ?? '', headers: fault.headers };
		case 'redirect':
			return { status: fault.status ?? 302, text: '', headers: { Location: fault.location } };
		default:
			return undefined;
	}
}
