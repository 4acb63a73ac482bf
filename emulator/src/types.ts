import type { messagingLimits } from './messagingLimits';
import type { ThreadRole } from './threads';
import type { Customer } from './customer';
import type { FlowSession } from './flows/client/session';
import type { AnyFlow } from './flows/client/sessions';
import type { FlowStore } from './flows/store';
import type { SampleChoice } from './samples/send';
import type { Seed } from './seed';
import type { SubscriptionStore } from './subscriptions/store';
import type { Template } from './templates/types';

/** Options of startEmulator, all optional. */
export interface EmulatorOptions {
	/** TCP port on 127.0.0.1; 0 picks a free one (default). */
	port?: number;
	/**
	 * Milliseconds from receiving a request to responding to it; half of it passes before the request takes effect. Default
	 * 0.
	 */
	latencyMs?: number | { min: number; max: number };
	/**
	 * Accepted messages per second and phone number, in any window of one second; 0 = no limit. Default 'own': the
	 * number's level (Meta docs: Cloud API > Throughput): 80, 1,000 for HIGH, 20 for one that is also in the Business
	 * app.
	 */
	messagesPerSecond?: number | 'own';
	/** Enforce the limit of messages to one recipient. Default true. */
	pairLimit?: boolean;
	/** A small account for demonstrations, with 3 numbers and 12 templates. Default false: the account for tests. */
	demo?: boolean;
	/** A JSON file with numbers, templates, customers and the name of the account. Default: those of the emulator. */
	seedFile?: string;
	/** A file that the state is loaded from, and saved to. Default: the state is discarded. */
	stateFile?: string;
	/** false prints one line per request. Default true. */
	quiet?: boolean;
	/** Record headers, query and body of every request. Default true; false keeps memory usage small in benchmarks. */
	recordBodies?: boolean;
	/** When set, the numbers are test numbers: only these recipients (digits) are allowed, others get 131030. */
	allowedRecipients?: string[];
	/** The app's setting "Require App Secret": every call with a user token needs appsecret_proof. Default false. */
	requireAppSecret?: boolean;
	/** Conversation Routing: the role of the account's apps. Default: escalation. */
	threadRole?: ThreadRole;
	/** Whether the account may send marketing templates over /messages; otherwise 131063. Default: true. */
	marketingOnCloudApi?: boolean;
	/** The accounts may use Direct Send. Default false. */
	directSend?: boolean;
	/** Serve TLS with this PEM key and certificate. */
	https?: { key: string | Buffer; cert: string | Buffer };
	/** Respond regardless of the Host header, as graph.facebook.com for instance. Default false: loopback names only. */
	allowAnyHost?: boolean;
	/** Origin of media URLs, such as https://lookaside.fbsbx.com. Default: the origin of the request. */
	mediaBaseUrl?: string;
	/** How long a media URL is valid, in seconds. Default 300. */
	mediaUrlSeconds?: number;
	/** Destination of status and message webhooks. No verification: use subscribe() or the control call for that. */
	webhook?: WebhookTarget;
	/**
	 * Milliseconds before each retry of a webhook whose response was not 200. Default [100, 200, 400, 800, 1600].
	 */
	webhookRetryDelaysMs?: number[];
	/** Share of the updates that are delivered a second time, regardless of the response. 0 to 1, default 0. */
	webhookDuplicates?: number;
	/** Deliver updates in another order than they happened. Default false. */
	webhookReorder?: boolean;
	/** Maximum number of updates in one payload, up to 1,000 (Meta docs: Webhooks > Payload size). Default 1. */
	webhookBatch?: number;
	/** How long updates are collected when they are duplicated, reordered or batched, in ms. Default 20. */
	webhookWindowMs?: number;
	/** Random seed for deliveries. Default 1. */
	webhookSeed?: number;
	/** Milliseconds between the statuses accepted, sent, delivered, read. Default 10. */
	statusDelayMs?: number;
	/** Free service messages per number and calendar month (Meta docs: Pricing). Default 1,000. */
	freeServiceMessages?: number;
	/** Messaging limit of the portfolio, as its numbers and accounts report it. It is not enforced. Default: TIER_2K. */
	messagingLimit?: MessagingLimit;
	/** How long a flow waits for its endpoint, in ms. Default 10 000. */
	flowTimeoutMs?: number;
}

export interface WebhookTarget {
	url: string;
	verifyToken?: string;
}

/** Meta docs: Messaging limits. */
export type MessagingLimit = (typeof messagingLimits)[number];

/** Settings that can be changed while the emulator runs (control call POST /_emulator/settings). */
export interface Settings {
	latencyMs: number | { min: number; max: number };
	messagesPerSecond: number | 'own';
	pairLimit: boolean;
	quiet: boolean;
	recordBodies: boolean;
	allowedRecipients?: string[];
	requireAppSecret: boolean;
	directSend: boolean;
	/** Conversation Routing: the role of the account's apps. */
	threadRole: ThreadRole;
	/** Whether the account may send marketing templates over /messages. */
	marketingOnCloudApi: boolean;
	mediaUrlSeconds: number;
	webhookRetryDelaysMs: number[];
	webhookDuplicates: number;
	webhookReorder: boolean;
	webhookBatch: number;
	webhookWindowMs: number;
	webhookSeed: number;
	statusDelayMs: number;
	freeServiceMessages: number;
	messagingLimit: MessagingLimit;
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

/** One received request. Secrets are replaced by their kind, such as 'Bearer <system user>'. */
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
	/** Lowercase names. Empty when recordBodies is off. */
	headers: Record<string, string>;
	/** Parsed JSON, or the fields of a form. */
	body?: unknown;
	multipart?: { fields: Record<string, string>; files: FileMeta[] };
	/** HTTP status of the response; absent while pending or when the connection was cut. */
	status?: number;
	/** Error code of the response. */
	errorCode?: number;
	/** ID of the accepted message, even when the response never reached the caller. */
	messageId?: string;
	/** Kind of the injected fault. */
	fault?: string;
}

/** A change of the owner of a thread that another responder makes. */
export interface Handover {
	/** Digits of the user's phone number. */
	user: string;
	/** The role of the new owner. */
	owner: ThreadRole;
	phoneNumberId?: string;
	metadata?: string;
	/** The summary of the conversation. */
	summary?: string;
}

/** A message that the emulator accepted. */
export interface AcceptedMessage {
	/** The wamid. */
	id: string;
	at: number;
	phoneNumberId: string;
	/** Digits of the phone number, the business-scoped user ID, or the group ID. */
	to: string;
	recipientType: 'individual' | 'group';
	type: string;
	/** What it is billed as (Meta docs: Pricing). */
	category: 'service' | 'utility' | 'authentication' | 'marketing' | 'marketing_lite';
	/** The request body. Absent when recordBodies is off. */
	body?: Record<string, unknown>;
	bizOpaqueCallbackData?: string;
	/** ID of the recorded request. */
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
	/** Also used in the WhatsApp Business app (coexistence). */
	onBusinessApp?: boolean;
	/** Error code with which every message from it is rejected, such as 131031 or 131048. */
	blockedWith?: number;
	/** An official business account, with the check mark. Only these have groups. */
	isOfficial?: boolean;
	accountMode: 'LIVE' | 'SANDBOX';
	/** The PIN of two-step verification; without one, that of a registered number of the seed is `seedPin`. */
	pin?: string;
	/** The verification code that was sent last. */
	code?: string;
	/** Whether the number was verified with a code. Default: numbers that are registered were. */
	isVerified?: boolean;
	/** A display name that was requested, and what became of it. */
	requestedName?: { name: string; status: 'PENDING_REVIEW' | 'APPROVED' | 'DECLINED' };
	nameStatus?: string;
	searchVisibility?: string;
	/** When POST /register and /deregister were called, in ms. */
	registrations?: number[];
	deregistrations?: number[];
	/** The business profile, without its picture. */
	profile?: Record<string, unknown>;
	/** The handle of the picture. */
	profilePicture?: string;
	officialStatus?: string;
	officialMessage?: string;
	qrCodes?: Array<{ code: string; message: string }>;
	/** What POST /settings stored, by feature. */
	settings?: Record<string, unknown>;
}

/** What Meta decides about a number; null ends a block. */
export type NumberChange = Partial<
	Pick<PhoneNumber, 'throughputLevel' | 'qualityRating' | 'status' | 'onBusinessApp'>
> & { blockedWith?: number | null };

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
	/** OGG with the Opus codec; undefined for generated bytes. */
	isOpus?: boolean;
	/** What it was uploaded for, if not for messages. */
	useCase?: string;
	/** When the Graph API forgets it, in ms of the emulator's clock. */
	expiresAt?: number;
	source: { path: string } | { generated: number };
}

/** Bytes for addMedia: given, or generated while they are served (not held in memory). */
export interface NewMedia {
	content: Buffer | { generatedBytes: number };
	mimeType: string;
	fileName?: string;
	/** Default: the first number. */
	phoneNumberId?: string;
	/** Default: a new ID. */
	id?: string;
	/** When the Graph API forgets it, in ms of the emulator's clock. Default: never. */
	expiresAt?: number;
}

export interface FaultMatch {
	method?: string;
	/** Part of the path, or /a pattern/ in a string. */
	path?: string | RegExp;
	/** Recipient as written in the request body. */
	to?: string;
	/** The first matching request to affect (1 = the first, default). */
	nth?: number;
}

interface FaultBase {
	match?: FaultMatch;
	/** How many requests to affect. Default 1; 'always' never ends. */
	count?: number | 'always';
	/** Probability that a matching request is affected, 0 to 1. Default 1. */
	probability?: number;
	/** Seed of the generator behind probability. Default 1. */
	seed?: number;
	/** For html, empty, redirect and error: process the request first (a message is accepted). */
	afterAcceptance?: boolean;
}

export interface ErrorFault extends FaultBase {
	kind: 'error';
	code: number;
	/** Default: the usual status of the code. */
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
	/**
	 * cut: the connection ends before a response and nothing is accepted. cutAfterAcceptance: it was accepted. half:
	 * half of the response arrives.
	 */
	| (FaultBase & { kind: 'cut' | 'cutAfterAcceptance' | 'half' })
	| (FaultBase & { kind: 'redirect'; location: string; status?: number })
	/**
	 * A random draw per matching request: key = error code or one of cut, cutAfterAcceptance, half, html, empty; value
	 * = probability.
	 */
	| (FaultBase & { kind: 'random'; probabilities: Record<string, number> });

export interface WebhookDelivery {
	at: number;
	url: string;
	attempt: number;
	/** 0 when there was no response. */
	status: number;
	/** How long the response took. */
	ms: number;
	/** X-Hub-Signature-256. */
	signature: string;
	/** The beginning of the response's body. */
	response: string;
	body: Record<string, unknown>;
}

export interface IncomingMessage {
	/** Digits. */
	from: string;
	/** Body of a text message. */
	text?: string;
	/** A message of any other type: `type` and its properties, such as `context` (Meta docs: Webhooks > messages). */
	message?: Record<string, unknown>;
	name?: string;
	phoneNumberId?: string;
	/** ID of the group that it was sent to. */
	group?: string;
}

/** A change of any webhook field (Meta docs: Webhooks > Fields). */
export interface WebhookEvent {
	field: string;
	value: unknown;
	/** Default: the account of the number, or else the first account. */
	wabaId?: string;
	/** The subject of the change, which decides whose callback receives it. */
	phoneNumberId?: string;
	/** `entry.time` in seconds. */
	time?: number;
}

export interface StateReport {
	requests: number;
	accepted: number;
	/** Rejected requests per error code. */
	rejected: Record<string, number>;
	/** Accepted messages per recipient. */
	perRecipient: Record<string, number>;
	perNumber: Record<string, number>;
	/** Unix time in ms of the first and the last accepted message; absent when there is none. */
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
	/** Changes what Meta decides about a number. Throws when there is no such number. */
	changeNumber(id: string, change: NumberChange): void;
	addFault(fault: Fault): void;
	clearFaults(): void;
	/** Resets to the start: records, messages, media, faults, limits, settings. */
	reset(): void;
	close(): Promise<void>;
	settings(change: Partial<Settings>): void;
	state(): StateReport;
	findMedia(id: string): StoredMedia | undefined;
	readMedia(id: string): Promise<Buffer>;
	addMedia(media: NewMedia): Promise<StoredMedia>;
	/** Adds a template to the account, in any state, without review. */
	addTemplate(template: Omit<Template, 'id'>): Template;
	/**
	 * Sets the webhook target; with a verify token, the verification request is sent first. Throws when verification
	 * fails.
	 */
	subscribe(target: WebhookTarget): Promise<void>;
	/** A customer sends a message: delivers the webhook, returns the message ID. */
	incoming(message: IncomingMessage): string;
	/** Another responder takes over a thread, or passes it to the account's apps. */
	handover(change: Handover): void;
	/** A simulated customer who taps, chooses, types and answers received messages. */
	customer(from: string): Customer;
	/** Delivers changes of any field, those for one destination in one payload; returns how many had a destination. */
	events(...events: WebhookEvent[]): number;
	/** Delivers a ready-made webhook of each chosen kind. */
	sample(choice: SampleChoice): Promise<{ samples: number; delivered: number }>;
	/** The subscriptions and callbacks of app, accounts and numbers. */
	subscriptions: SubscriptionStore;
	/** The flows of all accounts, and the public keys of numbers. */
	flows: FlowStore;
	/** Opens a flow given as JSON; emulator.customer(from).openFlow() opens that of a message. */
	openFlow(flow: AnyFlow): Promise<FlowSession>;
	/** A health check of a flow's endpoint. Rejects when it is not active. */
	pingEndpoint(url: string, phoneNumberId?: string): Promise<void>;
}
