import { appsOf, type App } from './apps';
import { Clock } from './clock';
import { Collections } from './collections';
import { demoSeed } from './demoAccount';
import { seed, foreignPhoneNumbers, type Seed } from './seed';
import { Faults } from './faults';
import { FlowSessions } from './flows/client/sessions';
import { FlowStore } from './flows/store';
import { seedGroup } from './groups/group';
import { MediaStore } from './mediaStore';
import { Phone } from './phoneApi/phone';
import { TemplateStore } from './templates/store';
import { Pricing } from './pricing';
import { Rates } from './rates';
import { seedCatalogs } from './routes/commerce';
import { seedWelcomeSequences } from './routes/welcomeSequences';
import { checkedSettings, initialSettings } from './settings';
import { SubscriptionStore } from './subscriptions/store';
import { Threads } from './threads';
import { readSeedFile, withSeedFile, type SeedFile } from './seedFile';
import { Timers } from './timers';
import { Tokens } from './tokens';
import { UploadStore } from './uploads';
import { Webhooks } from './webhooks';
import type { AcceptedMessage, EmulatorOptions, PhoneNumber, RecordedRequest, Settings, StateReport } from './types';
import { ManagementUsage } from './usage';

/** The state of one started emulator. */
export class State {
	settings: Settings;
	readonly phones = new Map<string, PhoneNumber>();
	readonly requests: RecordedRequest[] = [];
	readonly messages: AcceptedMessage[] = [];
	/** IDs of messages in either direction, with their type: targets of reactions and read receipts. */
	readonly messageTypes = new Map<string, string>();
	readonly perRecipient = new Map<string, number>();
	readonly rejected = new Map<string, number>();
	readonly timers = new Timers();
	readonly clock = new Clock();
	/** The customers and their chats. */
	readonly phone = new Phone(this);
	readonly faults = new Faults();
	readonly media = new MediaStore(this.clock);
	readonly templates: TemplateStore;
	readonly flows: FlowStore;
	/** Flows that customers have open. */
	readonly flowSessions = new FlowSessions(this);
	readonly uploads = new UploadStore();
	/** What an account has besides messages, templates and Flows. */
	readonly collections = new Collections((collections) => {
		seedCatalogs(collections, this.seed);
		seedGroup(collections, this.seed);
		seedWelcomeSequences(collections, this.seed);
	});
	/** Block lists, by number, then by user. */
	readonly blocked = new Map<string, Map<string, { wa_id?: string; user_id?: string }>>();
	/** When users last wrote, in ms of the emulator's clock, by their number or user ID. */
	readonly wrote = new Map<string, number>();
	/** Account settings that were changed through the API. */
	wabaSettings: Record<string, unknown> = {};
	/** Conversation Routing: the owners of threads. */
	readonly threads = new Threads(this.clock);
	readonly pricing = new Pricing(this.clock, () => this.settings);
	private readonly appSubscriptions: Map<string, SubscriptionStore>;
	/** Subscriptions of the first app. */
	readonly subscriptions: SubscriptionStore;
	readonly webhooks: Webhooks;
	rates = new Rates(this.clock);
	usage = new ManagementUsage();
	requestCount = 0;
	/** Serial number of the last message ID. */
	messageCount = 0;
	/** Grows with each request that may change the state. */
	changeCount = 0;

	/** The customers of a seed file. */
	private readonly seedCustomers: NonNullable<SeedFile['customers']>;

	/** The data that the emulator starts with. */
	readonly seed: Seed;
	/** The apps of the business: the main one first. */
	readonly apps: readonly [App, App];
	readonly tokens: Tokens;

	constructor(readonly options: EmulatorOptions) {
		const isDemo = options.demo ?? false;
		const seedFile = options.seedFile === undefined ? undefined : readSeedFile(options.seedFile);
		this.seedCustomers = seedFile?.customers ?? [];
		this.seed = withSeedFile(isDemo ? demoSeed : seed, seedFile);
		this.apps = appsOf(this.seed);
		this.tokens = new Tokens(this.seed, this.apps);
		this.appSubscriptions = new Map(this.apps.map(({ id }) => [id, new SubscriptionStore()]));
		this.subscriptions = this.subscriptionsOf(this.apps[0]);
		this.templates = new TemplateStore(isDemo, seedFile?.templates);
		this.flows = new FlowStore(isDemo, this.seed);
		this.settings = initialSettings(options);
		this.change(this.settings);
		this.webhooks = new Webhooks(this);
		this.reset();
	}

	/** Resets to the seed and the settings that the emulator was started with. */
	reset(): void {
		this.timers.clear();
		this.clock.reset();
		this.settings = initialSettings(this.options);
		this.requests.length = 0;
		this.messages.length = 0;
		this.messageTypes.clear();
		this.messageTypes.set(seed.incomingMessageId, 'text');
		this.perRecipient.clear();
		this.rejected.clear();
		this.requestCount = 0;
		this.rates = new Rates(this.clock);
		this.usage = new ManagementUsage();
		this.faults.clear();
		this.media.clear();
		this.templates.reset();
		this.flows.reset();
		this.flowSessions.reset();
		this.uploads.reset();
		this.collections.reset();
		this.blocked.clear();
		this.wrote.clear();
		this.phone.reset();
		for (const customer of this.seedCustomers) this.phone.customers.add(customer);
		this.threads.reset();
		this.pricing.reset();
		this.wabaSettings = {};
		for (const subscriptions of this.appSubscriptions.values()) subscriptions.reset();
		this.webhooks.reset(this.options.webhook);
		this.phones.clear();
		// Copies: numbers change, the seed does not.
		for (const phone of structuredClone([...this.seed.phoneNumbers, ...foreignPhoneNumbers]))
			this.phones.set(phone.id, phone);
	}

	/** Changes settings of the running emulator. @throws RangeError for an unknown setting and for a wrong value */
	change(change: Partial<Settings>): void {
		Object.assign(this.settings, checkedSettings(change));
	}

	findApp(id: string): App | undefined {
		return this.apps.find((app) => app.id === id);
	}

	/** The webhook subscriptions of an app. */
	subscriptionsOf({ id }: App): SubscriptionStore {
		return this.appSubscriptions.get(id)!;
	}

	/** A new message ID in Meta's format: 'wamid.' and Base64, at most 128 characters. */
	newMessageId(recipient: string): string {
		this.messageCount += 1;
		const serial = this.messageCount.toString(16).toUpperCase().padStart(18, '0');
		return `wamid.${Buffer.from(`\x1d\x16\x15${recipient.slice(0, 40)}\x15\x02${serial}`, 'latin1').toString('base64')}`;
	}

	/** A new ID of a request that is completed later. */
	newRequestId(): string {
		return this.newMessageId('').slice('wamid.'.length);
	}

	/** Stores an accepted message and counts it. */
	accept(message: AcceptedMessage): void {
		this.messages.push(message);
		this.messageTypes.set(message.id, message.type);
		this.perRecipient.set(message.to, (this.perRecipient.get(message.to) ?? 0) + 1);
	}

	report(): StateReport {
		const perNumber: Record<string, number> = {};
		for (const message of this.messages) perNumber[message.phoneNumberId] = (perNumber[message.phoneNumberId] ?? 0) + 1;
		const first = this.messages[0];
		const last = this.messages[this.messages.length - 1];
		return {
			requests: this.requestCount,
			accepted: this.messages.length,
			rejected: Object.fromEntries(this.rejected),
			perRecipient: Object.fromEntries(this.perRecipient),
			perNumber,
			...(first && last ? { firstAcceptedAt: first.at, lastAcceptedAt: last.at } : {}),
			media: this.media.count(),
			mediaBytes: this.media.bytes(),
			faults: this.faults.count(),
			webhooks: this.webhooks.deliveries.length,
		};
	}
}
