import type { IWebhookFunctions } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';

/**
 * Milliseconds for which a webhook goes by what it read of its credential. n8n 2.x makes a sandbox for expressions each time
 * that a node reads one, which takes several times as long as all else between a delivery and its 200.
 */
const RECENT = 10_000;

/** Nodes whose secrets a process keeps. */
const MAX_NODES = 200;

/** What webhooks read of their credentials a moment ago, or are reading, so that a burst of deliveries reads it once. */
export class RecentSecrets<T> {
	private readonly kept = new LruMap<string, { secrets: Promise<T>; until: number }>(MAX_NODES);

	/**
	 * @param credential its type
	 * @param read what the node needs of it; throws what n8n throws when it cannot be read
	 */
	constructor(
		private readonly credential: string,
		private readonly read: (context: IWebhookFunctions) => Promise<T>,
	) {}

	/**
	 * Does something with the secrets that were read a moment ago and, where there are none or it does not work, as after the
	 * credential was changed, with what the credential holds now.
	 * @param works whether a result needs no second look
	 * @throws what reading the credential throws; and what `use` throws with secrets that were just read
	 */
	async use<R>(
		context: IWebhookFunctions,
		use: (secrets: T) => Promise<R> | R,
		works: (result: R) => boolean = () => true,
	): Promise<R> {
		const node = context.getNode();
		const name = `${context.getWorkflow().id} ${node.id} ${node.credentials?.[this.credential]?.id}`;
		const recent = this.kept.get(name);
		if (recent !== undefined && Date.now() < recent.until) {
			try {
				const result = await use(await recent.secrets);
				if (works(result)) return result;
			} catch {
				// Told by the second try, if it was not for the secrets.
			}
		}
		// Another one that found them of no use is reading them again already.
		const newer = this.kept.get(name);
		if (newer !== undefined && newer !== recent) return await use(await newer.secrets);
		const secrets = this.read(context);
		this.kept.set(name, { secrets, until: Date.now() + RECENT });
		secrets.catch(() => {
			if (this.kept.get(name)?.secrets === secrets) this.kept.delete(name);
		});
		return await use(await secrets);
	}
}
