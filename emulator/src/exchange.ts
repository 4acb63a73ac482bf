import type { IncomingMessage } from 'node:http';
import { BodyTooLarge, parseParams, readBody } from './body';
import { GraphError } from './errors';
import { faultError, type InjectedFault } from './faults';
import { respond } from './graphApi';
import { recordHeaders, withoutSecrets } from './record';
import type { RequestContext, RouteResponse } from './requestContext';
import { faultResponse, send } from './respond';
import type { State } from './state';
import type { RecordedRequest } from './types';
import { readVersion } from './versions';

/**
 * One request to the Graph API: records it, reads its parameters, lets the route respond unless a fault does, and sends
 * the response. Directly on Node.js' request and response: each layer between costs benchmarks a share of the
 * throughput.
 */
export async function exchange(state: State, req: IncomingMessage, res: RequestContext['res']): Promise<void> {
	const call = newCall(state, req, res);
	try {
		if (!readsOwnBody(call)) await readParams(call);
	} catch (error) {
		if (error instanceof BodyTooLarge) res.writeHead(413, { Connection: 'close' }).end();
		else if (req.complete) throw error;
		return;
	}
	const { path } = call.record;
	const fault = state.faults.take({ method: call.method, path, to: recipientOf(call.params) });
	if (fault) call.record.fault = fault.kind;
	if (fault?.kind === 'delay') await state.timers.wait(fault.delayMs);
	const response = await respondUnlessCut(call, fault);
	if (!response) {
		req.socket.destroy();
		return;
	}
	// Unread bytes of a body would hold the connection.
	if (!req.complete) req.resume();
	send(call, response, fault?.kind === 'half');
	if (!state.settings.quiet) console.log(summary(call.record));
}

function newCall(state: State, req: IncomingMessage, res: RequestContext['res']): RequestContext {
	const target = req.url ?? '/';
	const mark = target.indexOf('?');
	const path = mark === -1 ? target : target.slice(0, mark);
	const query: Record<string, string> =
		mark === -1 ? {} : Object.fromEntries(new URLSearchParams(target.slice(mark + 1)));
	const record = recordRequest(state, req, path, query);
	const scheme = 'encrypted' in req.socket ? 'https' : 'http';
	return {
		req,
		res,
		state,
		record,
		query,
		method: record.method,
		segments: [],
		version: 'v21.0',
		versionInPath: '',
		origin: `${scheme}://${req.headers.host ?? ''}`,
		params: query,
		token: state.tokens.none,
	};
}

/** Whether the route of a request reads the body itself, as it arrives. */
const readsOwnBody = ({ method, req, record }: RequestContext): boolean =>
	method === 'POST' &&
	(/^multipart\/form-data/i.test(req.headers['content-type'] ?? '') || record.path.includes('/upload:'));

/** Records a request, without its body. */
function recordRequest(
	state: State,
	req: IncomingMessage,
	path: string,
	query: Record<string, string>,
): RecordedRequest {
	state.requestCount += 1;
	const keep = state.settings.recordBodies;
	const record: RecordedRequest = {
		id: state.requestCount,
		at: state.clock.now(),
		method: req.method ?? 'GET',
		path,
		query: keep ? (withoutSecrets(query, state.tokens) as Record<string, string>) : {},
		headers: keep ? recordHeaders(req, state.tokens) : {},
	};
	state.requests.push(record);
	return record;
}

/** A request on one line: method, path, status, error code. */
function summary({ method, path, status, errorCode }: RecordedRequest): string {
	return `${method} ${path} ${status ?? ''}${errorCode === undefined ? '' : ` code ${errorCode}`}`;
}

/** The response of a request; undefined when a fault cuts the connection, before or after the request took effect. */
async function respondUnlessCut(
	ctx: RequestContext,
	fault: InjectedFault | undefined,
): Promise<RouteResponse | undefined> {
	if (fault?.kind === 'cut') return undefined;
	await halfWay(ctx.state);
	const response = fault ? await respondWithFault(ctx, fault) : await respondWithRoute(ctx);
	await halfWay(ctx.state);
	const isAccepted = (response.status ?? 200) < 400;
	return fault?.kind === 'cutAfterAcceptance' && isAccepted ? undefined : response;
}

async function readParams(ctx: RequestContext): Promise<void> {
	const raw = await readBody(ctx.req);
	if (raw.length === 0) return;
	const body = parseParams(raw, ctx.req.headers['content-type'] ?? '');
	ctx.params = Object.keys(ctx.query).length === 0 ? body : { ...ctx.query, ...body };
	if (ctx.state.settings.recordBodies) ctx.record.body = withoutSecrets(body, ctx.state.tokens);
}

function recipientOf(params: Record<string, unknown>): string | undefined {
	const to = params.to ?? params.recipient;
	return to === undefined ? undefined : String(to);
}

async function respondWithFault(ctx: RequestContext, fault: InjectedFault): Promise<RouteResponse> {
	const instead = fault.kind === 'error' ? errorResponse(ctx, faultError(fault)) : faultResponse(fault);
	if (instead && !fault.afterAcceptance) return instead;
	const real = await respondWithRoute(ctx);
	return instead ?? real;
}

/** The response of the route, or what it threw. An error of the emulator itself is shown, and becomes a 500. */
async function respondWithRoute(ctx: RequestContext): Promise<RouteResponse> {
	try {
		Object.assign(ctx, readVersion(ctx.record.path));
		return await respond(ctx);
	} catch (error) {
		if (error instanceof GraphError) return errorResponse(ctx, error);
		// A client that disconnected in the middle of its request.
		if (!ctx.res.destroyed) console.error(error);
		return { status: 500, text: '' };
	}
}

function errorResponse(ctx: RequestContext, error: GraphError): RouteResponse {
	const { code } = error.fields;
	ctx.record.errorCode = code;
	ctx.state.phone.delivery.rejected(ctx.record, ctx.params, error);
	ctx.state.rejected.set(String(code), (ctx.state.rejected.get(String(code)) ?? 0) + 1);
	return { status: error.status, json: error.body(), headers: error.headers };
}

/**
 * Half of the latency passes before the request is processed, half after: requests arrive less evenly than they were
 * sent.
 */
async function halfWay(state: State): Promise<void> {
	const ms = latency(state.settings.latencyMs) / 2;
	if (ms > 0) await state.timers.wait(ms);
}

function latency(setting: number | { min: number; max: number }): number {
	return typeof setting === 'number' ? setting : setting.min + Math.random() * (setting.max - setting.min);
}
