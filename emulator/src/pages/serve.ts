import type { Context, Hono, MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import { pageBundle, type PageName } from './bundle';

const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
	"connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** How often an idle stream of events shows that it is alive. */
const ALIVE_MS = 15_000;

/**
 * Whether a request comes from a page of the emulator or from a program. Other sites, which includes other ports of
 * this machine, may not call what the pages call.
 */
function isOwn(c: Context): boolean {
	const site = c.req.header('sec-fetch-site');
	if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
	const origin = c.req.header('origin');
	return origin === undefined || (URL.canParse(origin) && new URL(origin).host === c.req.header('host'));
}

/** For what pages call: only the emulator's own pages and programs may. */
export const ownOnly: MiddlewareHandler = async (c, next) => {
	if (!isOwn(c)) return c.json({ problem: 'Only the pages of the emulator and programs can call this.' }, 403);
	await next();
	protect(c);
	return undefined;
};

/** Sets the headers that keep a page from loading or running anything that is not its own. */
function protect(c: Context): void {
	c.header('X-Content-Type-Options', 'nosniff');
	c.header('Referrer-Policy', 'no-referrer');
	if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', policy);
	if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
}

/** A page that consists of its script and style sheet, which are below `/<name>`. */
export function showPage(c: Context, name: PageName, title: string): Response {
	protect(c);
	return c.html(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/${name}/${name}.css"><script type="module" src="/${name}/${name}.js"></script></head>
<body><div id="${name}"></div></body></html>`);
}

/** Serves the script and style sheet of a page. */
export function serveBundle(app: Hono, name: PageName): void {
	app.get(`/${name}/${name}.js`, async (c) => {
		c.header('Content-Type', 'text/javascript; charset=utf-8');
		return c.body((await pageBundle(name)).script);
	});
	app.get(`/${name}/${name}.css`, async (c) => {
		c.header('Content-Type', 'text/css; charset=utf-8');
		return c.body((await pageBundle(name)).style);
	});
}

/**
 * Sends events to a page until it is closed.
 * @param listen begins to tell the events; returns a function that ends it
 */
export function eventStream<E>(c: Context, listen: (tell: (event: E) => void) => () => void): Response {
	return streamSSE(c, async (stream) => {
		let wake: (() => void) | undefined;
		const queue: E[] = [];
		const stop = listen((event) => {
			queue.push(event);
			wake?.();
		});
		stream.onAbort(() => {
			stop();
			wake?.();
		});
		await stream.writeSSE({ event: 'hello', data: '{}' });
		while (!stream.aborted) {
			for (const event of queue.splice(0)) await stream.writeSSE({ data: JSON.stringify(event) });
			if (queue.length > 0) continue;
			const alive = await new Promise<boolean>((resolve) => {
				const timer = setTimeout(() => resolve(true), ALIVE_MS);
				wake = () => {
					clearTimeout(timer);
					resolve(false);
				};
			});
			if (alive) await stream.writeSSE({ event: 'alive', data: '{}' });
		}
	});
}
