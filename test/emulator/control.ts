import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './body';
import { Customer, type CustomerAction } from './customer';
import { samples } from './samples';
import { sendSamples, type SampleChoice } from './samples/send';
import { flowControl, type FlowCall } from './flows/client/control';
import { seed } from './seed';
import type { State } from './state';
import type { Fault, IncomingMessage as Incoming, Settings, WebhookEvent, WebhookTarget } from './types';

interface MediaRequest {
	mimeType: string;
	fileName?: string;
	phoneNumberId?: string;
	/** Made-up bytes. */
	sizeBytes?: number;
	base64?: string;
}

type Control = (state: State, body: Record<string, unknown>) => unknown;

/** The calls that steer a running emulator from another process. */
const controls: Record<string, Control> = {
	'GET requests': (state) => state.requests,
	'GET messages': (state) => state.messages,
	'GET webhooks': (state) => state.webhooks.deliveries,
	'GET state': (state) => state.report(),
	'GET seed': () => seed,
	'POST reset': (state) => (state.reset(), { success: true }),
	'POST faults': (state, body) => {
		const faults = Array.isArray(body.faults) ? (body.faults as Fault[]) : [body as unknown as Fault];
		for (const fault of faults) state.faults.add(fault);
		return { success: true };
	},
	'DELETE faults': (state) => (state.faults.clear(), { success: true }),
	'POST settings': (state, body) => (state.change(body as Partial<Settings>), state.settings),
	'POST media': (state, body) => {
		const { base64, sizeBytes, ...media } = body as unknown as MediaRequest;
		const content = base64 === undefined ? { generatedBytes: sizeBytes ?? 0 } : Buffer.from(base64, 'base64');
		return state.media.add({ ...media, content }, seed.phoneNumberId);
	},
	'POST webhook': async (state, body) => {
		const { url, verify } = body as { url: string; verify?: string };
		const target: WebhookTarget = { url, ...(verify === undefined ? {} : { verifyToken: verify }) };
		await state.webhooks.subscribe(target);
		return { success: true };
	},
	'POST incoming': (state, body) => ({ id: state.webhooks.incoming(body as unknown as Incoming) }),
	'POST customer': (state, body) => ({
		id: new Customer(state, String(body.from ?? '')).act(body as { action: CustomerAction['action'] }),
	}),
	'POST flow': async (state, body) => await flowControl(state, body as unknown as FlowCall),
	'POST events': (state, body) => {
		const events = Array.isArray(body.events) ? (body.events as WebhookEvent[]) : [body as unknown as WebhookEvent];
		return { delivered: state.webhooks.events(events) };
	},
	'POST sample': async (state, body) => await sendSamples(state, body as SampleChoice),
	'GET samples': () => Object.fromEntries(Object.entries(samples).map(([field, kinds]) => [field, Object.keys(kinds)])),
	'GET subscriptions': (state) => state.subscriptions.report(),
};

/** Answers a control call. Only from this machine, and not from a page in a browser. */
export async function answerControl(
	state: State,
	req: IncomingMessage,
	res: ServerResponse,
	path: string,
	_query: Record<string, string>,
): Promise<void> {
	const fromHere = /^(?:::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '');
	const control = controls[`${req.method ?? 'GET'} ${path.slice('/_emulator/'.length)}`];
	if (!fromHere || req.headers.origin !== undefined)
		return reply(res, 403, { problem: 'Control calls come from this machine and not from a browser.' });
	if (!control) return reply(res, 404, { problem: 'No such control call.', calls: Object.keys(controls) });
	try {
		const raw = (await readBody(req)).toString('utf8');
		const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
		return reply(res, 200, await control(state, body));
	} catch (error) {
		return reply(res, 400, { problem: error instanceof Error ? error.message : String(error) });
	}
}

function reply(res: ServerResponse, status: number, value: unknown): void {
	const text = JSON.stringify(value);
	res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
}
