import { Hono, type Context } from 'hono';
import { Readable } from 'node:stream';
import type { FlowCall } from '../flows/client/control';
import { eventStream, ownOnly, serveBundle, showPage } from '../pages/serve';
import { samples } from '../samples';
import { sendSamples, type SampleChoice } from '../samples/send';
import type { State } from '../state';
import type { Fault } from '../types';
import { act, moveNumber } from './acts';
import { LINKS } from './content/media';
import type { CustomerChange } from './customers';
import { detailsOf } from './details';
import { flowStep } from './flow';
import { unlessTooLarge } from './limit';
import { linkedFile, previewOf } from './remote';
import type { Action, ChatPlace, PhoneEvent } from './types';
import { oggOfWebm } from './voice';

/** Path of the page, and of what it calls. */
export const PAGE = '/phone';
const API = '/_emulator/phone';

/** Meta docs: Media > Supported media types: no file is larger than a document. */
const MAX_UPLOAD = 100 * 1024 * 1024;
/** The phone of the customers: the page, and what it calls. */
export function phoneApp(state: State): Hono {
	const app = new Hono();
	for (const path of [PAGE, `${PAGE}/*`, API, `${API}/*`]) app.use(path, ownOnly);
	app.onError((error, c) => {
		if (error instanceof RangeError || error instanceof SyntaxError) return c.json({ problem: error.message }, 400);
		throw error;
	});
	pages(app);
	chats(app, state);
	customers(app, state);
	files(app, state);
	testing(app, state);
	return app;
}

function pages(app: Hono): void {
	app.get(PAGE, (c) => showPage(c, 'phone', 'Phone'));
	app.get(API, (c) => c.redirect(PAGE));
	serveBundle(app, 'phone');
}

const body = async <T>(c: Context): Promise<T> => (await c.req.json()) as T;

function chats(app: Hono, state: State): void {
	const { phone } = state;
	app.get(`${API}/state`, (c) => c.json(phone.view()));
	app.get(`${API}/chat`, (c) => {
		const { customer = '', business = '', group, last } = c.req.query();
		const lines = phone.chat({ customer, business, ...(group === undefined ? {} : { group }) });
		return c.json(last === undefined ? lines : lines.slice(-Math.max(1, Number(last) || 1)));
	});
	app.get(`${API}/details`, (c) => c.json(detailsOf(state, c.req.query('id') ?? '')));
	app.post(`${API}/opened`, async (c) => {
		phone.opened(await body<ChatPlace>(c));
		return c.json({ success: true });
	});
	app.post(`${API}/act`, async (c) => c.json({ id: act(state, await body<Action>(c)) }));
	app.post(`${API}/flow`, async (c) => {
		const step = await flowStep(state, await body<FlowCall & { customer?: string }>(c));
		return c.json(step as object);
	});
	app.get(`${API}/events`, (c) => eventStream<PhoneEvent>(c, (tell) => phone.listeners.add(tell)));
}

function customers(app: Hono, state: State): void {
	const { phone } = state;
	app.post(`${API}/customers`, async (c) => {
		const added = phone.customers.add(await body<CustomerChange>(c));
		phone.customersChanged();
		return c.json(added);
	});
	app.post(`${API}/customers/:id`, async (c) => {
		const change = await body<CustomerChange>(c);
		const id = c.req.param('id');
		const customer = phone.customers.change(id, change);
		const digits = change.number?.replace(/\D/g, '');
		if (digits !== undefined && digits !== customer.number) moveNumber(state, id, digits);
		phone.customersChanged();
		return c.json(customer);
	});
}

/** Types that the page shows or plays itself; anything else is downloaded. */
const inlineTypes = /^(?:image\/(?:png|jpeg|webp|gif)|audio\/|video\/)/i;

/** Nothing in a file runs, whatever it is. */
const filePolicy = "default-src 'none'; sandbox";

function files(app: Hono, state: State): void {
	const { media, seed } = state;
	app.post(`${API}/files`, async (c) => {
		const given = await unlessTooLarge(c.req.raw, MAX_UPLOAD);
		if (!given || given.length === 0) throw new RangeError('A file has 1 byte to 100 MB');
		const type = (c.req.header('content-type') ?? 'application/octet-stream').split(';')[0].trim();
		const isWebm = type === 'audio/webm';
		const file = await media.add(
			{
				content: isWebm ? oggOfWebm(given) : given,
				mimeType: isWebm ? 'audio/ogg' : type,
				fileName: c.req.query('name'),
				phoneNumberId: c.req.query('business'),
				expiresAt: media.expiry('received'),
			},
			seed.phoneNumberId,
		);
		return c.json({ id: file.id, mimeType: file.mimeType });
	});
	app.get(`${API}/files/:id`, (c) => {
		const file = media.stored(c.req.param('id'));
		if (!file) return c.json({ problem: 'There is no such file' }, 404);
		const isInline = inlineTypes.test(file.mimeType);
		const name = encodeURIComponent(file.fileName ?? `file-${file.id}`).replace(/['()*]/g, '_');
		return new Response(Readable.toWeb(media.open(file)) as BodyInit, {
			headers: {
				'Content-Type': isInline ? file.mimeType : 'application/octet-stream',
				'Content-Length': String(file.size),
				'Content-Disposition': `${isInline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
				'Content-Security-Policy': filePolicy,
			},
		});
	});
	/** Only links in messages that were accepted: the page itself cannot make the emulator call an address. */
	const isInMessage = (url: string): boolean => state.phone.links.has(url);
	app.get(LINKS, async (c) => {
		const url = c.req.query('url') ?? '';
		const file = isInMessage(url) ? await linkedFile(url) : undefined;
		if (!file) return c.json({ problem: 'The file cannot be downloaded' }, 404);
		file.headers.set('Content-Security-Policy', filePolicy);
		return file;
	});
	app.get(`${API}/preview`, async (c) => {
		const url = c.req.query('url') ?? '';
		const preview = isInMessage(url) ? await previewOf(url) : {};
		if (preview.image !== undefined) state.phone.links.add(preview.image);
		return c.json(preview);
	});
}

function testing(app: Hono, state: State): void {
	app.post(`${API}/clock`, async (c) => {
		state.phone.forward(Number((await body<{ forwardMs: number }>(c)).forwardMs));
		return c.json({ now: state.clock.now(), clockOffset: state.clock.offset });
	});
	app.get(`${API}/faults`, (c) => c.json(state.faults.pending()));
	app.post(`${API}/faults`, async (c) => {
		state.faults.add(await body<Fault>(c));
		return c.json(state.faults.pending());
	});
	app.delete(`${API}/faults`, (c) => {
		state.faults.clear();
		return c.json(state.faults.pending());
	});
	app.get(`${API}/samples`, (c) =>
		c.json(Object.fromEntries(Object.entries(samples).map(([field, kinds]) => [field, Object.keys(kinds)]))),
	);
	app.post(`${API}/samples`, async (c) => c.json(await sendSamples(state, await body<SampleChoice>(c))));
}
