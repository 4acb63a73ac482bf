import type { IncomingMessage, ServerResponse } from 'node:http';
import { mainApp } from './apps';
import { BodyTooLarge, parseParams, readBody } from './body';
import { respondToControl } from './control';
import { download } from './routes/attachments';
import { downloadAsset } from './flows/assets';
import { Cdn } from './flows/client/media';
import { phoneRoute, isPhonePage } from './flows/page';
import { GraphError } from './errors';
import type { RouteResponse, RequestContext } from './requestContext';
import { faultError, type InjectedFault } from './faults';
import { isHomePage, respondWithHomePage } from './homePage';
import { recordHeaders, withoutSecrets } from './record';
import { faultResponse, send } from './respond';
import { readsOwnBody, route } from './router';
import type { State } from './state';
import type { Token } from './tokens';
import type { RecordedRequest } from './types';
import { readVersion } from './versions';

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
const noToken: Token = { kind: 'none', type: 'APP', app: mainApp, scopes: [], wabaIds: [] };

/** Answers one request. Never rejects. */
export async function handle(state: State, req: IncomingMessage, res: ServerResponse): Promise<void> {
	const host = req.headers.host ?? '';
	// Prevents a web page from reaching this server under its own host name (DNS rebinding).
	if (!state.options.allowAnyHost && !loopbackHost.test(host)) {
		res.writeHead(403, { 'Content-Type': 'text/plain' }).end('This emulator answers to loopback addresses only.\n');
		return;
	}
	const target = req.url ?? '/';
	const mark = target.indexOf('?');
	const path = mark === -1 ? target : target.slice(0, mark);
	const query: Record<string, string> =
		mark === -1 ? {} : Object.fromEntries(new URLSearchParams(target.slice(mark + 1)));
	try {
		if (path.startsWith(Cdn.path)) respondWithFile(state.flowSessions.cdn.get(path), res);
		else if (isHomePage(req, path)) respondWithHomePage(state, res);
		else if (isPhonePage(path)) await phoneRoute(state, req, res, path);
		else if (path.startsWith('/_emulator/')) await respondToControl(state, req, res, path, query);
		else await respondToGraph(state, req, res, path, query, host);
	} catch (error) {
		if (error instanceof BodyTooLarge) res.writeHead(413, { Connection: 'close' }).end();
		else if (!req.destroyed && !res.destroyed) respondToFailure(res, error);
	}
}

/** Shows an error of the emulator itself, and responds 500, or closes the connection when a response has begun. */
function respondToFailure(res: ServerResponse, error: unknown): void {
	console.error(error);
	if (!res.headersSent) res.writeHead(500).end();
	else res.destroy();
}

/** A file of the CDN: open to anyone, unlike everything else here. */
function respondWithFile(file: Buffer | undefined, res: ServerResponse): void {
	if (!file) res.writeHead(404).end();
	else res.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': file.length }).end(file);
}

async function respondToGraph(
	state: State,
	req: IncomingMessage,
	res: ServerResponse,
	path: string,
	query: Record<string, string>,
	host: string,
): Promise<void> {
	const record = recordRequest(state, req, path, query);
	const scheme = 'encrypted' in req.socket ? 'https' : 'http';
	const ctx: RequestContext = {
		req,
		res,
		state,
		record,
		query,
		method: record.method,
		segments: [],
		version: 'v21.0',
		versionInPath: '',
		origin: `${scheme}://${host}`,
		params: query,
		token: noToken,
	};
	if (!readsOwnBody(ctx)) await readParams(ctx);
	const strike = state.faults.take({ method: ctx.method, path, to: recipientOf(ctx.params) });
	if (strike) record.fault = strike.kind;
	if (strike?.kind === 'delay') await state.timers.wait(strike.delayMs);
	const response = await respondUnlessCut(ctx, path, strike);
	if (!response) {
		req.socket.destroy();
		return;
	}
	// Unread bytes of a body would hold the connection.
	if (!req.complete) req.resume();
	send(ctx, response, strike?.kind === 'half');
	if (!state.settings.quiet) console.log(summary(record));
}

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
		at: Date.now(),
		method: req.method ?? 'GET',
		path,
		query: keep ? (withoutSecrets(query) as Record<string, string>) : {},
		headers: keep ? recordHeaders(req) : {},
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
	path: string,
	strike: InjectedFault | undefined,
): Promise<RouteResponse | undefined> {
	if (strike?.kind === 'cut') return undefined;
	await halfWay(ctx.state);
	const response = await respondWithFault(ctx, path, strike);
	await halfWay(ctx.state);
	return strike?.kind === 'cutAfterAcceptance' ? undefined : response;
}

async function readParams(ctx: RequestContext): Promise<void> {
	const raw = await readBody(ctx.req);
	if (raw.length === 0) return;
	const body = parseParams(raw, ctx.req.headers['content-type'] ?? '');
	ctx.params = Object.keys(ctx.query).length === 0 ? body : { ...ctx.query, ...body };
	if (ctx.state.settings.recordBodies) ctx.record.body = withoutSecrets(body);
}

function recipientOf(params: Record<string, unknown>): string | undefined {
	const to = params.to ?? params.recipient;
	return to === undefined ? undefined : String(to);
}

async function respondWithFault(
	ctx: RequestContext,
	path: string,
	strike: InjectedFault | undefined,
): Promise<RouteResponse> {
	const instead =
		strike === undefined
			? undefined
			: strike.kind === 'error'
				? errorResponse(ctx, faultError(strike))
				: faultResponse(strike);
	if (instead && !strike?.afterAcceptance) return instead;
	const real = await respondWithRoute(ctx, path);
	return instead ?? real;
}

async function respondWithRoute(ctx: RequestContext, path: string): Promise<RouteResponse> {
	try {
		if (path === '/whatsapp_business/attachments/' && ctx.method === 'GET') return download(ctx);
		if (path === '/flow_assets/' && ctx.method === 'GET') return downloadAsset(ctx);
		Object.assign(ctx, readVersion(path));
		return await route(ctx);
	} catch (error) {
		if (error instanceof GraphError) return errorResponse(ctx, error);
		throw error;
	}
}

function errorResponse(ctx: RequestContext, error: GraphError): RouteResponse {
	const { code } = error.fields;
	ctx.record.errorCode = code;
	ctx.state.refused.set(String(code), (ctx.state.refused.get(String(code)) ?? 0) + 1);
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
