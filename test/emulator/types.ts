import type { Customer } from './customer';
import type { FlowSession } from './flows/client/session';
import type { AnyFlow } from './flows/client/sessions';
import type { FlowStore } from './flows/store';
import type { SampleChoice } from './samples/send';
import type { Seed } from './seed';
import type { SubscriptionStore } from './subscriptions/store';
import type { Template } from './templates/types';

/** What startEmulator takes. Every part has a default. */
export interface EmulatorOptions {
	/** TCP port on 127.0.0.1; 0 picks a free one (default). */
	port?: number;
	/** Milliseconds from taking a request in to answering it; half of it passes before the request takes effect. Default 0. */
	latencyMs?: number | { min: number; max: number };
	/**
	 * Accepted messages per second and phone number, in any window of one second; 0 = no limit. Default 'own': what the
	 * number's level says (facts sheet 1.5): 80, 1,000 for HIGH, 20 for one that is also in the Business app.
	 */
	messagesPerSecond?: number | 'own';
	/** Enforce the limit of messages to one recipient. Default true. */
	pairLimit?: boolean;
	/** false prints one line per request. Default true. */
	quiet?: boolean;
	/** Keep headers, query and body of every request. Default true; false keeps memory small in benchmarks. */
	recordBodies?: boolean;
	/** When set, the numbers are test numbers: only these recipients (digits) are allowed, others get 131030. */
	allowedRecipients?: string[];
	/** The app's setting "Require App Secret": every call with a user token needs appsecret_proof. Default false. */
	requireAppSecret?: boolean;
	/** The accounts may use Direct Send. Default false. */
	directSend?: boolean;
	/** Serve TLS with this PEM key and certificate. */
	https?: { key: string | Buffer; cert: string | Buffer };
	/** Answer whatever the Host header says, as graph.facebook.com for instance. Default false: loopback names only. */
	allowAnyHost?: boolean;
	/** Origin put in front of media URLs, such as https://lookaside.fbsbx.com. Default: the origin of the request. */
	mediaBaseUrl?: string;
	/** Seconds a media URL stays valid. Default 300. */
	mediaUrlSeconds?: number;
	/** Where status and message webhooks go. No verification: use subscribe() or the control call for that. */
	webhook?: WebhookTarget;
	/** Milliseconds before each repeat of a webhook that was not answered with 200. Default [100, 200, 400, 800, 1600]. */
	webhookRetryDelaysMs?: number[];
	/** Share of the updates that are delivered once more after they were delivered, whatever the answer was. 0 to 1, default 0. */
	webhookRepeat?: number;
	/** Deliver updates in another order than they happened. Default false. */
	webhookReorder?: boolean;
	/** Updates in one payload, at most 1,000 (facts sheet 7.1). Default 1. */
	webhookBatch?: number;
	/** Milliseconds for which updates are gathered when they are repeated, reordered or batched. Default 20. */
	webhookWindowMs?: number;
	/** Seed of what chance decides about deliveries. Default 1. */
	webhookSeed?: number;
	/** Milliseconds between the steps accepted, sent, delivered, read. Default 10. */
	statusDelayMs?: number;
	/** Milliseconds that a flow waits for its endpoint. Default 10 000. */
	flowTimeoutMs?: number;
}

export interface WebhookTarget {
	url: string;
	verifyToken?: string;
}

/** The settings that a running emulator can change (control call POST /_emulator/settings). */
export interface Settings {
	latencyMs: number | { min: number; max: number };
	messagesPerSecond: number | 'own';
	pairLimit: boolean;
	quiet: boolean;
	recordBodies: boolean;
	allowedRecipients?: string[];
	requireAppSecret: boolean;
	directSend: boolean;
	mediaUrlSeconds: number;
	webhookRetryDelaysMs: number[];
	webhookRepeat: number;
	webhookReorder: boolean;
	webhookBatch: number;
	webhookWindowMs: number;
	webhookSeed: number;
	statusDelayMs: number;
	flowTimeoutMs: number;
}

export interface FileMeta {
	field: string;
	fileName?: string;
	mimeType: string;
	size: number;
	/** Hex digest. */
	sha256: string;
}

/** One request as it came in. Secrets are replaced by their kind, such as 'Bearer <system user>'. */
export interface RecordedRequest {
	/** 1, 2, 3... in order of arrival. */
	id: number;
	/** Unix time in milliseconds. */
	at: number;
	method: string;
	/** Without query string. */
	path: string;
	/** Empty when recordBodies is off. */
	query: Record<string, string>;
	/** Lower-case names. Empty when recordBodies is off. */
	headers: Record<string, string>;
	/** Parsed JSON, or the fields of a form. */
	body?: unknown;
	multipart?: { fields: Record<string, string>; files: FileMeta[] };
	/** HTTP status answered; absent while under way or when the connection was cut. */
	status?: number;
	/** Code of the error answered. */
	errorCode?: number;
	/** Id of the message accepted, also when the answer never reached the caller. */
	messageId?: string;
	/** Kind of the fault that struck. */
	fault?: string;
}

/** A message that the emulator took on. */
export interface AcceptedMessage {
	/** The wamid. */
	id: string;
	at: number;
	phoneNumberId: string;
	/** Digits of the phone number, the business-scoped user id, or the group id. */
	to: string;
	recipientType: 'individual' | 'group';
	type: string;
	/** The request body. Absent when recordBodies is off. */
	body?: Record<string, unknown>;
	bizOpaqueCallbackData?: string;
	/** Id of the recorded request. */
	requestId: number;
}

export interface PhoneNumber {
	id: string;
	wabaId: string;
	displayPhoneNumber: string;
	verifiedName: string;
	status: string;
	qualityRating: string;
	registered: boolean;
	throughputLevel: 'STANDARD' | 'HIGH';
	/** Used in the WhatsApp Business app as well (coexistence). */
	onBusinessApp?: boolean;
	accountMode: 'LIVE' | 'SANDBOX';
}

export interface StoredMedia {
	id: string;
	phoneNumberId: string;
	mimeType: string;
	size: number;
	/** Hex digest. */
	sha256: string;
	fileName?: string;
	/** An animated WebP. */
	animated: boolean;
	/** OGG with the Opus codec; undefined for bytes that are made up. */
	isOpus?: boolean;
	source: { path: string } | { generated: number };
}

/** Bytes for addMedia: given, or made up while they are served (nothing is held in memory). */
export interface NewMedia {
	content: Buffer | { generatedBytes: number };
	mimeType: string;
	fileName?: string;
	/** Default: the first number. */
	phoneNumberId?: string;
	/** Default: a new id. */
	id?: string;
}

export interface FaultMatch {
	method?: string;
	/** Part of the path, or /a pattern/ in a string. */
	path?: string | RegExp;
	/** Recipient as written in the request body. */
	to?: string;
	/** Strike from the nth matching request on (1 = the first, default). */
	nth?: number;
}

interface FaultBase {
	match?: FaultMatch;
	/** How many requests to strike. Default 1; 'always' never ends. */
	count?: number | 'always';
	/** Chance that a matching request is struck, 0 to 1. Default 1. */
	probability?: number;
	/** Seed of the generator behind probability. Default 1. */
	seed?: number;
	/** For html, empty, redirect and error: let the request take effect first (a message is accepted). */
	afterAcceptance?: boolean;
}

export interface ErrorFault extends FaultBase {
	kind: 'error';
	code: number;
	/** Default: the status that goes with the code. */
	status?: number;
	subcode?: number;
	message?: string;
	details?: string;
	type?: string;
	isTransient?: boolean;
	userTitle?: string;
	userMessage?: string;
	/** Send error_data as a JSON string, as some edges do. */
	errorDataAsString?: boolean;
	headers?: Record<string, string>;
}

export type Fault =
	| ErrorFault
	| (FaultBase & { kind: 'html' | 'empty'; status?: number; body?: string; headers?: Record<string, string> })
	| (FaultBase & { kind: 'delay'; delayMs: number })
	/** cut: the connection ends before an answer and nothing is accepted. cutAfterAcceptance: it was accepted. half: half of the answer arrives. */
	| (FaultBase & { kind: 'cut' | 'cutAfterAcceptance' | 'half' })
	| (FaultBase & { kind: 'redirect'; location: string; status?: number })
	/** A draw per matching request: key = error code or one of cut, cutAfterAcceptance, half, html, empty; value = chance. */
	| (FaultBase & { kind: 'random'; probabilities: Record<string, number> });

export interface WebhookDelivery {
	at: number;
	url: string;
	attempt: number;
	/** 0 when there was no answer. */
	status: number;
	body: Record<string, unknown>;
}

export interface IncomingMessage {
	/** Digits. */
	from: string;
	/** Body of a text message. */
	text?: string;
	/** A message of any other type: `type` and what goes with it, such as `context` (facts sheet 7.6). */
	message?: Record<string, unknown>;
	name?: string;
	phoneNumberId?: string;
}

/** A change of any webhook field (facts sheet 7.5). */
export interface WebhookEvent {
	field: string;
	value: unknown;
	/** Default: the account of the number, else the first account. */
	wabaId?: string;
	/** The number it is about, which decides whose callback gets it. */
	phoneNumberId?: string;
	/** `entry.time` in seconds. */
	time?: number;
}

export interface StateReport {
	requests: number;
	accepted: number;
	/** Refusals per error code. */
	refused: Record<string, number>;
	/** Accepted messages per recipient. */
	perRecipient: Record<string, number>;
	perNumber: Record<string, number>;
	/** Unix ms of the first and the last accepted message; absent when there is none. */
	firstAcceptedAt?: number;
	lastAcceptedAt?: number;
	media: number;
	mediaBytes: number;
	faults: number;
	webhooks: number;
}

export interface Emulator {
	/** http://127.0.0.1:PORT, or https. */
	url: string;
	port: number;
	seed: Seed;
	requests: RecordedRequest[];
	messages: AcceptedMessage[];
	webhooks: WebhookDelivery[];
	addFault(fault: Fault): void;
	clearFaults(): void;
	/** Back to the start: records, messages, media, faults, limits, settings. */
	reset(): void;
	close(): Promise<void>;
	settings(change: Partial<Settings>): void;
	state(): StateReport;
	findMedia(id: string): StoredMedia | undefined;
	readMedia(id: string): Promise<Buffer>;
	addMedia(media: NewMedia): Promise<StoredMedia>;
	/** A template of the account, in whatever state, without review. */
	addTemplate(template: Omit<Template, 'id'>): Template;
	/** Sets the webhook target; with a verify token, the handshake comes first. Throws when it does not pass. */
	subscribe(target: WebhookTarget): Promise<void>;
	/** A customer writes: delivers the webhook, returns the message id. */
	incoming(message: IncomingMessage): string;
	/** A customer who taps, chooses, types and answers what they got. */
	customer(from: string): Customer;
	/** Delivers changes of any field, those with one destination in one payload; returns how many had somewhere to go. */
	events(...events: WebhookEvent[]): number;
	/** Delivers a ready-made webhook of each kind that is chosen. */
	sample(choice: SampleChoice): Promise<{ samples: number; delivered: number }>;
	/** The subscriptions and callbacks of app, accounts and numbers. */
	subscriptions: SubscriptionStore;
	/** The flows of all accounts, and the public keys of numbers. */
	flows: FlowStore;
	/** Opens a flow that nobody sent; emulator.customer(from).openFlow() opens that of a message. */
	openFlow(flow: AnyFlow): Promise<FlowSession>;
	/** A health check of a flow's endpoint. Rejects when it is not active. */
	pingEndpoint(url: string, phoneNumberId?: string): Promise<void>;
}
