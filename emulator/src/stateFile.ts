import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { checked } from './checked';
import { readJsonFile } from './seedFile';
import type { State } from './state';
import type { AcceptedMessage, PhoneNumber } from './types';

const VERSION = 1;
/** How often a changed state is written, in ms. It is also written at the end. */
const EVERY = 5000;

/**
 * What `--state` keeps. Records of requests and webhooks, faults and open Flows are not part of it. The values are the
 * emulator's own, and not for editing: a seed file is.
 */
const file = z
	.object({
		version: z.literal(VERSION, {
			errorMap: () => ({ message: `must be ${VERSION}, or this emulator cannot read it` }),
		}),
		settings: z.record(z.string(), z.unknown()),
		phoneNumbers: z.array(z.object({ id: z.string(), wabaId: z.string() }).passthrough()),
		messages: z.array(z.object({ id: z.string(), to: z.string(), type: z.string() }).passthrough()),
		messageTypes: z.unknown(),
		messageCount: z.number().int(),
		blocked: z.unknown(),
		wrote: z.unknown(),
		templates: z.unknown(),
		flows: z.unknown(),
		media: z.unknown(),
		subscriptions: z.record(z.string(), z.unknown()),
		phone: z.unknown(),
		threads: z.unknown(),
		/** Absent in older files. */
		pricing: z.unknown(),
		wabaSettings: z.record(z.string(), z.unknown()).optional(),
		uploads: z.unknown(),
		collections: z.unknown(),
		/** The number of requests: lines of chats name theirs. */
		requestCount: z.number().int().default(0),
		/** How far the clock was moved, in ms. */
		clockOffset: z.number().min(0),
	})
	.strict();

/** JSON text of a value with maps and sets. */
const toJson = (value: unknown): string =>
	JSON.stringify(value, (_key, one: unknown) => {
		if (one instanceof Map) return { $map: [...(one as Map<unknown, unknown>)] };
		return one instanceof Set ? { $set: [...(one as Set<unknown>)] } : one;
	});

/** The maps and sets in a value that was read from JSON. */
function revived(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(revived);
	if (typeof value !== 'object' || value === null) return value;
	const { $map, $set } = value as { $map?: unknown; $set?: unknown };
	if (Array.isArray($map)) return new Map(revived($map) as Array<[unknown, unknown]>);
	if (Array.isArray($set)) return new Set(revived($set) as unknown[]);
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revived(one)]));
}

function refill<K, V>(target: Map<K, V>, saved: unknown): void {
	target.clear();
	for (const [key, value] of saved as Map<K, V>) target.set(key, value);
}

const snapshot = (state: State): z.output<typeof file> => ({
	version: VERSION,
	settings: { ...state.settings },
	phoneNumbers: [...state.phones.values()] as unknown as z.output<typeof file>['phoneNumbers'],
	messages: state.messages as unknown as z.output<typeof file>['messages'],
	messageTypes: state.messageTypes,
	messageCount: state.messageCount,
	blocked: state.blocked,
	wrote: state.wrote,
	templates: state.templates.snapshot(),
	flows: state.flows.snapshot(),
	media: state.media.snapshot(),
	subscriptions: Object.fromEntries(state.apps.map((app) => [app.id, state.subscriptionsOf(app).snapshot()])),
	phone: state.phone.snapshot(),
	threads: state.threads.snapshot(),
	pricing: state.pricing.snapshot(),
	wabaSettings: state.wabaSettings,
	uploads: state.uploads.snapshot(),
	collections: state.collections.snapshot(),
	requestCount: state.requestCount,
	clockOffset: state.clock.offset,
});

/**
 * Puts the content of a state file in place of the state.
 * @throws RangeError that names the file when it is not one
 */
function restore(state: State, path: string): void {
	let saved: z.output<typeof file>;
	try {
		saved = checked(file, revived(readJsonFile(path)));
	} catch (error) {
		const { message } = error as Error;
		throw new RangeError(message.startsWith(path) ? message : `${path} is not a state file: ${message}`);
	}
	state.change(saved.settings);
	refill(state.phones, new Map((saved.phoneNumbers as unknown as PhoneNumber[]).map((one) => [one.id, one])));
	state.messages.push(...(saved.messages as unknown as AcceptedMessage[]));
	for (const { to } of state.messages) state.perRecipient.set(to, (state.perRecipient.get(to) ?? 0) + 1);
	refill(state.messageTypes, saved.messageTypes);
	state.messageCount = saved.messageCount;
	refill(state.blocked, saved.blocked);
	refill(state.wrote, saved.wrote);
	state.clock.forward(saved.clockOffset);
	state.phone.restore(saved.phone);
	state.threads.restore(saved.threads);
	state.pricing.restore(saved.pricing);
	state.wabaSettings = saved.wabaSettings ?? {};
	state.uploads.restore(saved.uploads);
	state.collections.restore(saved.collections);
	state.requestCount = saved.requestCount;
	state.templates.restore(saved.templates);
	state.flows.restore(saved.flows);
	state.media.restore(saved.media);
	for (const app of state.apps)
		if (saved.subscriptions[app.id]) state.subscriptionsOf(app).restore(saved.subscriptions[app.id]);
}

/**
 * Loads the state from a file, if there is one, and writes it whenever it has changed, and at the end.
 * @returns a function that ends it, and writes the state a last time
 * @throws RangeError that names the file when it is not a state file
 */
export function keepState(state: State, path: string): () => void {
	if (existsSync(path)) restore(state, path);
	let written = '';
	const write = (): void => {
		const text = toJson(snapshot(state));
		if (text === written) return;
		// A file that is never half-written, even if the process is killed.
		writeFileSync(`${path}.new`, text);
		renameSync(`${path}.new`, path);
		written = text;
	};
	// Says at once when the file cannot be written.
	write();
	let seen = state.changeCount;
	const timer = setInterval(() => {
		if (state.changeCount === seen) return;
		seen = state.changeCount;
		write();
	}, EVERY);
	timer.unref();
	return () => {
		clearInterval(timer);
		write();
	};
}
