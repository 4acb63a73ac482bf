import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { accepted, digitsOf, metaError, textMessage } from '../fixtures';
import { GRAPH, PHONE, runNode, type RunOptions, type RunResult } from '../harness';
import type { FakeDeduplicator } from './fakeDeduplicator';

export const people = (count: number, from = 0): INodeExecutionData[] =>
	Array.from({ length: count }, (_unused, n) => ({ json: { phone: String(4915100000 + from + n), text: 'Hello' } }));

export const NAME = 'Spring sale';

export const campaign = (largeRuns: Record<string, unknown> = {}, more: INodeParameters = {}): INodeParameters =>
	textMessage({ largeRuns: { messagesPerSecond: 0, campaign: NAME, ...largeRuns } as never, ...more });

/** Fake Graph API that outlives n8n. Requests of a killed n8n are neither accepted nor counted. */
export class Meta {
	/** Issued message IDs by recipient. */
	readonly accepted = new Map<string, string[]>();

	/** Recipients of the requests that came while n8n was alive. */
	seen: string[] = [];

	dead = false;

	/** Called with each counted request before it is accepted. @returns an error to respond with */
	before: (to: string) => object | 'lost' | undefined = () => undefined;

	/** Called after a message was accepted, before the response is sent. */
	after: (to: string) => void = () => {};

	private count = 0;

	constructor(delayMs = 0) {
		nock(GRAPH)
			.persist()
			.post(`/v25.0/${PHONE}/messages`)
			.delay(delayMs)
			.reply(((_uri: string, body: { to: string }, done: (error: Error | null, response?: unknown) => void) => {
				if (this.dead) return done(null, [400, metaError(131009, 'dead')]);
				const to = digitsOf(body.to);
				this.seen.push(to);
				const rejection = this.before(to);
				if (rejection === 'lost') return done(null, [502, '<html>Bad gateway</html>']);
				if (rejection) return done(null, [400, rejection]);
				const id = `wamid.${to}.${++this.count}`;
				this.accepted.set(to, [...(this.accepted.get(to) ?? []), id]);
				this.after(to);
				done(null, [200, accepted(to, id)]);
			}) as never);
	}

	revive(): void {
		this.dead = false;
		this.seen = [];
	}
}

/** Simulates a restart of n8n after a crash. */
export function revive(store: FakeDeduplicator, meta: Meta): void {
	store.revive();
	meta.revive();
}

/** Sends a campaign until `dies` returns true. Later requests of the killed n8n have no effect. */
export async function crashedRun(
	store: FakeDeduplicator,
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

/** Result of each item by recipient: the message ID, 'unknown', or the error. */
export function outcomesOf({ output }: RunResult, input: INodeExecutionData[]): Map<string, string> {
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
