import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { emulatorListener } from './app';
import { Customer } from './customer';
import { ping } from './flows/client/endpoint';
import { changeNumber } from './numbers/state';
import { sendSamples } from './samples/send';
import { State } from './state';
import { keepState } from './stateFile';
import type { Emulator, EmulatorOptions } from './types';

export { selfSignedCertificate } from './certificate';
export { seed } from './seed';
export type * from './types';

const handlers = new WeakMap<Emulator, (req: IncomingMessage, res: ServerResponse) => void>();

/**
 * Starts the Cloud API emulator on 127.0.0.1. It runs until close(). Rejects when the port is in use.
 * @returns the emulator: its URL, its seed, its records, and methods to control it
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const state = new State(options);
	const endState = options.stateFile === undefined ? undefined : keepState(state, options.stateFile);
	const listen = emulatorListener(state);
	const listener = (req: IncomingMessage, res: ServerResponse): void => void listen(req, res);
	const server: Server = options.https ? createTlsServer(options.https, listener) : createServer(listener);
	server.keepAliveTimeout = 60_000;
	server.requestTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	const url = `${options.https ? 'https' : 'http'}://127.0.0.1:${port}`;
	state.flowSessions.origin = url;
	const emulator: Emulator = {
		url,
		port,
		seed: state.seed,
		requests: state.requests,
		messages: state.messages,
		webhooks: state.webhooks.deliveries,
		changeNumber: (id, change) => changeNumber(state, id, change),
		addFault: (fault) => state.faults.add(fault),
		clearFaults: () => state.faults.clear(),
		reset: () => state.reset(),
		settings: (change) => state.change(change),
		state: () => state.report(),
		findMedia: (id) => state.media.find(id),
		readMedia: async (id) => {
			const media = state.media.find(id);
			if (!media) throw new RangeError(`There is no media with the id '${id}'`);
			return await buffer(state.media.open(media));
		},
		addMedia: async (media) => await state.media.add(media, state.seed.phoneNumberId),
		addTemplate: (template) => state.templates.add(template),
		subscribe: async (target) => await state.webhooks.subscribe(target),
		incoming: (message) => state.webhooks.incoming(message),
		handover: (change) => state.webhooks.handover(change),
		customer: (from) => new Customer(state, from),
		events: (...events) => state.webhooks.events(events),
		sample: async (choice) => await sendSamples(state, choice),
		subscriptions: state.subscriptions,
		flows: state.flows,
		openFlow: async (flow) => await state.flowSessions.ofJson(flow),
		pingEndpoint: async (address, phoneNumberId = state.seed.phoneNumberId) =>
			await ping(state.flowSessions.endpoint(address, phoneNumberId), '3.0'),
		close: async () => {
			endState?.();
			state.timers.clear();
			state.webhooks.close();
			state.flowSessions.close();
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
			state.media.clear();
		},
	};
	handlers.set(emulator, listener);
	return emulator;
}

/** The request listener of a started emulator, to serve the same state from another server too (another name, TLS). */
export function requestHandler(emulator: Emulator): (req: IncomingMessage, res: ServerResponse) => void {
	const handler = handlers.get(emulator);
	if (!handler) throw new TypeError('The emulator was not made by startEmulator');
	return handler;
}
