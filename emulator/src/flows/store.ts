import { randomBytes } from 'node:crypto';
import { seed, type Seed } from '../seed';
import { checkFlowJson } from './check';
import { demoFlows, seedFlows } from './seed';
import type { Flow, FlowKey } from './types';

/** A preview URL is valid for 30 days (Meta docs: Flows > Flows API > Preview URL). */
const previewMs = 30 * 86_400_000;

/** The properties of a new flow. */
export type NewFlow = Pick<Flow, 'name' | 'categories'> & Partial<Flow>;

/** The flows of all accounts, and the public keys of numbers. */
export class FlowStore {
	private flows: Flow[] = [];

	private idCount = 0;

	/** By phone number ID. */
	readonly keys = new Map<string, FlowKey>();

	/** @param isDemo whether to use the flows of the account for demonstrations */
	constructor(
		private readonly isDemo = false,
		private readonly account: Seed = seed,
	) {
		this.reset();
	}

	/** Resets to the seed. */
	reset(): void {
		this.flows = this.isDemo ? demoFlows(this.account) : seedFlows(this.account);
		this.idCount = 0;
		this.keys.clear();
	}

	/** Flows of one account, newest first. */
	of(wabaId: string): Flow[] {
		return this.flows.filter((flow) => flow.wabaId === wabaId);
	}

	find(id: string): Flow | undefined {
		return this.flows.find((flow) => flow.id === id);
	}

	named(wabaId: string, name: string): Flow | undefined {
		return this.of(wabaId).find((flow) => flow.name === name);
	}

	/** Adds a flow, by default a draft of the first account. */
	add(flow: NewFlow): Flow {
		this.idCount += 1;
		const added: Flow = {
			id: `9003004005${String(this.idCount).padStart(5, '0')}`,
			wabaId: this.account.wabaId,
			status: 'DRAFT',
			validationErrors: [],
			updatedAt: Date.now(),
			preview: this.newPreview(),
			sentAt: [],
			...flow,
		};
		if (flow.json !== undefined && flow.validationErrors === undefined) this.write(added, flow.json);
		this.flows.unshift(added);
		return added;
	}

	/** Stores a Flow JSON, with errors or without. */
	write(flow: Flow, json: string): void {
		flow.json = json;
		flow.validationErrors = checkFlowJson(json);
		flow.updatedAt = Date.now();
	}

	remove(id: string): void {
		this.flows = this.flows.filter((flow) => flow.id !== id);
	}

	newPreview(): Flow['preview'] {
		return { token: randomBytes(16).toString('hex'), expiresAt: Date.now() + previewMs };
	}

	/** For a state file. */
	snapshot(): unknown {
		return { flows: this.flows, idCount: this.idCount, keys: this.keys };
	}

	restore(saved: unknown): void {
		const { keys, ...rest } = saved as { keys: Map<string, FlowKey> };
		Object.assign(this, rest);
		this.keys.clear();
		for (const [number, key] of keys) this.keys.set(number, key);
	}
}
