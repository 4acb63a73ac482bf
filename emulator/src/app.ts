import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { controlApi } from './controlApi';
import { Cdn } from './flows/client/media';
import { fail } from './exchange';
import { addGraphApi } from './graphApi';
import { homePage } from './homePage';
import { phoneApp } from './phoneApi/app';
import type { RequestContext } from './requestContext';
import type { State } from './state';
import { pathWithoutVersion } from './versions';

/** What every request has: Node.js' request and response, and, to the Graph API, its context. */
export interface Env {
	Bindings: HttpBindings;
	Variables: { call: RequestContext };
}

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Everything that the emulator serves: the Graph API, the calls that control it, and its pages. */
export function emulatorApp(state: State): Hono<Env> {
	const app = new Hono<Env>({ getPath: (_request, options) => pathWithoutVersion(options!.env!.incoming.url) });
	app.use(async (c, next) => {
		// Prevents a web page from reaching this server under its own host name (DNS rebinding).
		if (!state.options.allowAnyHost && !loopbackHost.test(c.env.incoming.headers.host ?? ''))
			return c.text('This emulator answers to loopback addresses only.\n', 403);
		await next();
		if (c.req.method !== 'GET') state.changeCount += 1;
		return undefined;
	});
	app.get(`${Cdn.path}*`, (c) => encryptedFile(state, c));
	app.get('/', async (c, next) => (isForPeople(c) ? homePage(state, c) : await next()));
	app.route('/', phoneApp(state));
	app.route('/_emulator', controlApi(state));
	addGraphApi(app, state);
	app.onError((error, c) => {
		const call = c.get('call') as RequestContext | undefined;
		if (call) return fail(call, error);
		console.error(error);
		return c.body(null, 500);
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
