import type { HttpBindings } from '@hono/node-server';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { controlApi } from './controlApi';
import { exchange } from './exchange';
import { Cdn } from './flows/client/media';
import { businessApp } from './businessApi/app';
import { showPage } from './pages/serve';
import { phoneApp } from './phoneApi/app';
import { serveSampleFiles } from './sampleFiles';
import type { State } from './state';
import { pathWithoutVersion } from './versions';

/** What every request to the pages and the control calls has: Node.js' request and response. */
export interface Env {
	Bindings: HttpBindings;
}

type Listener = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Everything that the emulator serves: the Graph API, the calls that control it, and its pages. */
export function emulatorListener(state: State): Listener {
	const graph: Listener = async (req, res) => await exchange(state, req, res);
	const app = pages(state, graph);
	// The globals stay those of Node.js: the emulator runs in the processes of tests, too. Routes read the rest of a body.
	const others = getRequestListener(app.fetch, { overrideGlobalObjects: false, autoCleanupIncoming: false });
	const roots = new Set(app.routes.map(({ path }) => firstSegment(path)));
	return async (req, res) => {
		// Prevents a web page from reaching this server under its own host name (DNS rebinding).
		if (!state.options.allowAnyHost && !loopbackHost.test(req.headers.host ?? '')) {
			res.writeHead(403, { 'Content-Type': 'text/plain' }).end('This emulator responds at loopback addresses only.\n');
			return;
		}
		const isOfPages = roots.has(firstSegment(pathWithoutVersion(req.url)));
		try {
			await (isOfPages ? others(req, res) : graph(req, res));
		} catch (error) {
			if (!res.destroyed) respondToFailure(res, error);
		}
		if (req.method !== 'GET') state.changeCount += 1;
	};
}

/** Shows an error of the emulator itself, and responds 500, or closes the connection when a response has begun. */
function respondToFailure(res: ServerResponse, error: unknown): void {
	console.error(error);
	if (res.headersSent) res.destroy();
	else res.writeHead(500).end();
}

const firstSegment = (path: string): string => /^\/([^/]*)/.exec(path)?.[1] ?? '';

/** The pages and the control calls. */
function pages(state: State, graph: Listener): Hono<Env> {
	const app = new Hono<Env>({ getPath: (_request, options) => pathWithoutVersion(options!.env!.incoming.url) });
	app.get(`${Cdn.path}*`, (c) => encryptedFile(state, c));
	app.get('/', async (c, next) =>
		isForPeople(c) ? showPage(c, 'business', 'WhatsApp Cloud API emulator') : await next(),
	);
	serveSampleFiles(app);
	app.route('/', businessApp(state));
	app.route('/', phoneApp(state));
	app.route('/_emulator', controlApi(state));
	app.notFound(async ({ env }) => {
		await graph(env.incoming, env.outgoing);
		return RESPONSE_ALREADY_SENT;
	});
	app.onError((error, { env }) => {
		respondToFailure(env.outgoing, error);
		return RESPONSE_ALREADY_SENT;
	});
	return app;
}

/**
 * Whether a request is for the page for people: a browser asks for HTML and sends no access token. Requests of the Graph
 * API to the same path get Meta's error.
 */
function isForPeople({ req, env }: Context<Env>): boolean {
	// Also `/v25.0/` is routed to `/`.
	if (!/^\/(?:\?|$)/.test(env.incoming.url ?? '')) return false;
	const types = (req.header('accept') ?? '').split(',');
	return req.header('authorization') === undefined && types.some((type) => type.trim().startsWith('text/html'));
}

/** A file of the CDN: open to anyone, unlike everything else here. */
function encryptedFile(state: State, c: Context<Env>): Response {
	const file = state.flowSessions.cdn.get(c.req.path);
	if (!file) return c.body(null, 404);
	return c.body(new Uint8Array(file), 200, {
		'Content-Type': 'application/octet-stream',
		'Content-Length': String(file.length),
	});
}
