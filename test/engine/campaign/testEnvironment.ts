import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { accepted, digitsOf, metaError, textMessage } from '../fixtures';
import { GRAPH, PHONE, runNode, type RunOptions, type RunResult } from '../harness';
import type { StandInStore } from './fakeDeduplicator';

export const people = (count: number, from = 0): INodeExecutionData[] =>
	Array.from({ length: count }, (_unused, n) => ({ json: { phone: String(4915100000 + from + n), text: 'Hello' } }));

export const NAME = 'Spring sale';

export const campaign = (options: Record<string, unknown> = {}, more: INodeParameters = {}): INodeParameters =>
	textMessage({ options: { messagesPerSecond: 0, campaign: NAME, ...options } as never, ...more });

/** Meta, which goes on when n8n is killed; what the killed n8n sends after its death is neither accepted nor counted. */
export class Meta {
	/** Message IDs that were given, by recipient. */
	readonly accepted = new Map<string, string[]>();

	/** The recipients of the requests that came while nothing was dead. */
	seen: string[] = [];

	dead = false;

	/** Called with each request that counts, before it is accepted. @returns an error to answer with */
	before: (to: string) => object | 'lost' | undefined = () => undefined;

	/** Called when a message has been accepted, before the answer goes out. */
	after: (to: string) => void = () => {};

	private count = 0;

	constructor(delayMs = 0) {
		nock(GRAPH)
			.persist()
			.post(`/v25.0/${PHONE}/messages`)
			.delay(delayMs)
			.reply(((_uri: string, body: { to: string }, done: (error: Error | null, answer?: unknown) => void) => {
				if (this.dead) return done(null, [400, metaError(131009, 'dead')]);
				const to = digitsOf(body.to);
				this.seen.push(to);
				const refused = this.before(to);
				if (refused === 'lost') return done(null, [502, '<html>Bad gateway</html>']);
				if (refused) return done(null, [400, refused]);
				const id = `wamid.${to}.${++this.count}`;
				this.accepted.set(to, [...(this.accepted.get(to) ?? []), id]);
				this.after(to);
				done(null, [200, accepted(to, id)]);
			}) as never);
	}

	/** n8n is started again. */
	revive(): void {
		this.dead = false;
		this.seen = [];
	}
}

/** n8n is started again after a crash. */
export function revive(store: StandInStore, meta: Meta): void {
	store.revive();
	meta.revive();
}

/** Sends a campaign until `dies` says so; then n8n is gone, and what it goes on doing reaches nobody. */
export async function crashedRun(
	store: StandInStore,
	meta: Meta,
	options: RunOptions,
	dies: (to: string, nth: number) => boolean,
): Promise<void> {
	let nth = 0;
	meta.after = (to) => {
		if (meta.dead || !dies(to, ++nth)) return;
		meta.dead = true;
		store.crash();
	};
	await runNode({ node: { onError: 'continueRegularOutput' }, ...options });
	meta.after = () => {};
	revive(store, meta);
}

/** What a run says of each item, by recipient: the message ID, 'unknown', or the error. */
export function told({ output }: RunResult, input: INodeExecutionData[]): Map<string, string> {
	return new Map(
		(output ?? []).map(({ json, pairedItem }) => {
			const { phone } = input[(pairedItem as { item: number }).item].json as { phone: string };
			const outcome = json.outcome ?? (json.errorDetails as { outcome?: string })?.outcome;
			return [
				phone,
				String(json.messageId ?? outcome ?? json.error ?? (json.acceptedEarlier ? 'accepted' : 'nothing')),
			];
		}),
	);
}
