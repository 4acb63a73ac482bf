import type { RunContext } from '../transport/request';
import { LruMap } from '../shared/lruMap';

/** In ms: several fields of a form load the same data when a node is opened, but a change at Meta soon shows up. */
const KEEP_MS = 5000;

/** Number of loads kept, those of a few forms. */
const MAX_KEPT = 20;

interface Load {
	at: number;
	data: Promise<unknown>;
}

const loads = new LruMap<string, Load>(MAX_KEPT);

/**
 * Loads data for the editor; fields that need the same data within a few seconds share one load. Failed loads are not
 * kept.
 * @param run the credential: others do not see its data
 * @param key what is loaded; each key has one type of data
 * @throws what `load` throws
 */
export async function loadRecent<T>({ settings }: RunContext, key: string, load: () => Promise<T>): Promise<T> {
	const { baseUrl, businessAccountId, fingerprint } = settings;
	const fullKey = JSON.stringify([baseUrl, businessAccountId, fingerprint, key]);
	const now = Date.now();
	loads.deleteWhile(({ at }) => now - at >= KEEP_MS);
	const known = loads.get(fullKey);
	if (known !== undefined && now - known.at < KEEP_MS) return (await known.data) as T;
	const data = load();
	loads.set(fullKey, { at: now, data });
	void data.catch(() => {
		if (loads.get(fullKey)?.data === data) loads.delete(fullKey);
	});
	return await data;
}
