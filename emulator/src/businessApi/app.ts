import { Hono } from 'hono';
import { z } from 'zod';
import { checked } from '../checked';
import { eventStream, ownOnly, serveBundle } from '../pages/serve';
import type { State } from '../state';
import { decide } from './decide';
import { changeable, type BusinessView } from './types';
import { businessView } from './view';

const API = '/_emulator/business';

/** How often an open page looks for changes, in ms. */
const EVERY = 250;

const decision = z.object({ decision: z.enum(['approve', 'reject', 'pause']) }).strict();
const settings = z.object(Object.fromEntries(changeable.map((name) => [name, z.unknown()]))).strict();

/** The page of the business: what it calls. The page itself is at `/`, for browsers. */
export function businessApp(state: State): Hono {
	const app = new Hono();
	for (const path of ['/business/*', API, `${API}/*`]) app.use(path, ownOnly);
	app.onError((error, c) => {
		if (error instanceof RangeError || error instanceof SyntaxError) return c.json({ problem: error.message }, 400);
		throw error;
	});
	serveBundle(app, 'business');
	app.get(`${API}/state`, (c) => c.json(businessView(state)));
	app.get(`${API}/events`, (c) => eventStream<BusinessView>(c, (tell) => watch(state, tell)));
	app.post(`${API}/templates/:id`, async (c) => {
		decide(state, c.req.param('id'), checked(decision, await c.req.json()).decision);
		return c.json({ success: true });
	});
	app.post(`${API}/settings`, async (c) => {
		state.change(checked(settings, await c.req.json()));
		return c.json(businessView(state).settings);
	});
	app.post(`${API}/reset`, (c) => {
		state.reset();
		return c.json({ success: true });
	});
	return app;
}

/** Tells the view at once, and whenever something in it has changed. */
function watch(state: State, tell: (view: BusinessView) => void): () => void {
	let shown: unknown[] = [];
	const look = (): void => {
		const seen = marks(state);
		if (seen.every((mark, index) => mark === shown[index])) return;
		shown = seen;
		tell(businessView(state));
	};
	look();
	const timer = setInterval(look, EVERY);
	return () => clearInterval(timer);
}

/** Values of which at least one changes with the view. */
function marks({ changeCount, requestCount, messages, webhooks, templates, flows, clock, seed }: State): unknown[] {
	return [
		changeCount,
		requestCount,
		messages.length,
		webhooks.deliveries.length,
		webhooks.targetUrl,
		templates.all().length,
		flows.of(seed.wabaId).length,
		clock.offset,
	];
}
