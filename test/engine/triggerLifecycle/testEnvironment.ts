import { seed, startEmulator, type Emulator } from '../../../emulator/src';
import type { EmulatorOptions } from '../../../emulator/src/types';
import { runNode } from '../harness';
import { Flow, Instance, type FlowOptions } from './fakeN8n';

/** The emulator, an n8n instance and its workflows, initially without any subscription. */
export interface TestEnvironment {
	emulator: Emulator;
	n8n: Instance;
	flow(options?: Partial<FlowOptions>): Flow;
	/** Another n8n instance or other software, with the same or another secret. */
	elsewhere(secret?: string): Promise<Instance>;
	/** Callback URL and fields of the app; undefined if there are none. */
	app(): { callback: string; fields: string[] } | undefined;
	/** Override of the account; null if the app is not subscribed to it. */
	account(): string | undefined | null;
	phone(id?: string): string | undefined;
	/** Method and path of requests to Meta other than GET since the previous call. */
	changes(): string[];
	/** URL that receives a message to the first number. */
	arrival(): Promise<string | undefined>;
	close(): Promise<void>;
}

export async function createTestEnvironment(options: EmulatorOptions = {}): Promise<TestEnvironment> {
	const emulator = await startEmulator({ webhookRetryDelaysMs: [], ...options });
	const instances: Instance[] = [];
	const elsewhere = async (secret?: string) => {
		const instance = await new Instance(secret).start();
		instances.push(instance);
		return instance;
	};
	const n8n = await elsewhere();
	const { subscriptions } = emulator;
	let seen = 0;
	return {
		emulator,
		n8n,
		elsewhere,
		flow: (more = {}) => new Flow(n8n, { graph: emulator.url, ...more }),
		app: () => subscriptions.app && { callback: subscriptions.app.callbackUrl, fields: subscriptions.app.fields },
		account: () => (subscriptions.account(seed.wabaId) ? subscriptions.account(seed.wabaId)?.override : null),
		phone: (id = seed.phoneNumberId) => subscriptions.configuration({ id, wabaId: seed.wabaId }).phone_number,
		changes: () => {
			const fresh = emulator.requests.slice(seen).filter(({ method }) => method !== 'GET');
			seen = emulator.requests.length;
			return fresh.map(({ method, path }) => `${method} ${path.replace(/^\/v\d+\.0\//, '')}`);
		},
		arrival: async () => {
			const before = instances.map(({ received }) => received.length);
			const deliveries = emulator.webhooks.length;
			if (emulator.events({ field: 'messages', value: {}, phoneNumberId: seed.phoneNumberId }) === 0) return undefined;
			while (emulator.webhooks.length === deliveries) await new Promise((resolve) => setImmediate(resolve));
			const at = instances.findIndex(({ received }, index) => received.length > before[index]);
			return at === -1 ? undefined : instances[at].url + (instances[at].received.at(-1)?.path ?? '');
		},
		close: async () => {
			await emulator.close();
			for (const instance of instances) await instance.stop();
		},
	};
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Runs Webhook > Check Setup for a number, with the app in the credential. */
export const checkSetup = async (env: TestEnvironment, phoneNumberId: string) =>
	await runNode({
		parameters: { resource: 'webhook', operation: 'checkSetup', phoneNumberId: byId(phoneNumberId) },
		credential: {
			accessToken: seed.accessToken,
			businessAccountId: seed.wabaId,
			apiVersion: 'v25.0',
			baseUrl: env.emulator.url,
			appId: seed.app.id,
			appSecret: seed.app.secret,
		},
	});

/** Subscribes the app to a callback URL of other software, whose verify token is unknown. */
export function foreign(env: TestEnvironment, callback: string, fields = ['messages']): void {
	env.emulator.subscriptions.app = { callbackUrl: callback, fields, version: 'v25.0' };
	env.emulator.subscriptions.subscribeAccount(seed.wabaId);
}
