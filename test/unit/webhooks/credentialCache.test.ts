import type { IWebhookFunctions } from 'n8n-workflow';
import { CredentialCache } from '../../../nodes/WhatsAppBusinessCloud/webhooks/credentialCache';

const contextOf = (id: string) =>
	({
		getNode: () => ({ id, credentials: { app: { id: '1' } } }),
		getWorkflow: () => ({ id: 'workflow' }),
	}) as unknown as IWebhookFunctions;

/** A credential, and how often it was read. */
function open(secret = 'first') {
	const credential = { secret, reads: 0, isGone: false };
	const cache = new CredentialCache(
		() => 'app',
		async () => {
			credential.reads++;
			// The content of the credential when the read begins.
			const { secret: now, isGone } = credential;
			await new Promise((done) => process.nextTick(done));
			if (isGone) throw new Error('gone');
			return now;
		},
	);
	const fits = async (wanted: string, node = 'node') =>
		await cache.use(
			contextOf(node),
			(value) => value === wanted,
			(isRight) => isRight,
		);
	return { credential, fits };
}

const many = async <T>(count: number, work: () => Promise<T>): Promise<T[]> =>
	await Promise.all(Array.from({ length: count }, work));

/** How many of the promises settle before any time passes. */
async function settledNow(promises: Array<Promise<unknown>>): Promise<number> {
	let settled = 0;
	for (const promise of promises) void promise.finally(() => settled++).catch(() => {});
	await jest.advanceTimersByTimeAsync(0);
	return settled;
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000, doNotFake: ['nextTick'] }));
afterEach(() => jest.useRealTimers());

test('reads the credential once for a burst, and again after ten seconds', async () => {
	const { credential, fits } = open();
	expect(new Set(await many(100, async () => await fits('first')))).toEqual(new Set([true]));
	expect(credential.reads).toBe(1);
	jest.setSystemTime(1_009_999);
	expect([await fits('first'), credential.reads]).toEqual([true, 1]);
	jest.setSystemTime(1_010_000);
	expect([await fits('first'), credential.reads]).toEqual([true, 2]);
});

test('reads a changed credential immediately if the last read was a second ago, once for a burst', async () => {
	const { credential, fits } = open();
	await fits('first');
	credential.secret = 'second';
	jest.setSystemTime(1_001_000);
	expect(new Set(await many(100, async () => await fits('second')))).toEqual(new Set([true]));
	expect(credential.reads).toBe(2);
});

test('delays a request right after a read until a second has passed', async () => {
	const { credential, fits } = open();
	await fits('first');
	credential.secret = 'second';
	jest.setSystemTime(1_000_400);
	const request = fits('second');
	await jest.advanceTimersByTimeAsync(599);
	expect([await settledNow([request]), credential.reads]).toEqual([0, 1]);
	await jest.advanceTimersByTimeAsync(1);
	expect([await request, credential.reads]).toEqual([true, 2]);
});

test('reads a credential at most once a second during continuous wrong signatures', async () => {
	const { credential, fits } = open();
	await fits('first');
	const results: Array<Promise<boolean>> = [];
	for (let ms = 0; ms < 10_000; ms += 10) {
		results.push(fits('wrong'));
		await jest.advanceTimersByTimeAsync(10);
	}
	// At 0, and then at each full second.
	expect(credential.reads).toBe(11);
	await jest.advanceTimersByTimeAsync(1000);
	expect(new Set(await Promise.all(results))).toEqual(new Set([false]));
	expect(credential.reads).toBe(11);
});

test('reads a credential once when the timer of waiting requests is late', async () => {
	const { credential, fits } = open();
	await fits('first');
	const early = fits('wrong');
	await jest.advanceTimersByTimeAsync(0);
	jest.setSystemTime(1_001_500);
	const late = fits('wrong');
	await jest.advanceTimersByTimeAsync(1000);
	expect([await early, await late, credential.reads]).toEqual([false, false, 2]);
});

test('accepts a delivery with the new secret within a second, despite wrong signatures', async () => {
	const { credential, fits } = open();
	await fits('first');
	const wrong = many(20, async () => await fits('wrong'));
	await jest.advanceTimersByTimeAsync(500);
	credential.secret = 'second';
	const delivery = fits('second');
	await jest.advanceTimersByTimeAsync(500);
	expect([await delivery, new Set(await wrong), credential.reads]).toEqual([true, new Set([false]), 2]);
});

test('delays at most 50 requests of all nodes, and returns the first result to others', async () => {
	const { credential, fits } = open();
	await Promise.all([fits('first'), fits('first', 'other')]);
	const waiting = [...Array(30).keys()].map(async () => await fits('wrong'));
	const ofOther = [...Array(30).keys()].map(async () => await fits('wrong', 'other'));
	expect([await settledNow(waiting), await settledNow(ofOther)]).toEqual([0, 10]);
	credential.secret = 'second';
	expect(await fits('second')).toBe(false);
	await jest.advanceTimersByTimeAsync(1000);
	expect([await fits('second'), await fits('second', 'other'), credential.reads]).toEqual([true, true, 4]);
	expect(await settledNow([...waiting, ...ofOther])).toBe(60);
});

test('fails requests while a credential cannot be read, and reads it once a second until it can', async () => {
	const { credential, fits } = open();
	credential.isGone = true;
	const all = await Promise.allSettled([...Array(10).keys()].map(async () => await fits('first')));
	expect(all.every(({ status }) => status === 'rejected')).toBe(true);
	jest.setSystemTime(1_000_999);
	await expect(fits('first')).rejects.toThrow('gone');
	expect(credential.reads).toBe(1);
	credential.isGone = false;
	jest.setSystemTime(1_001_000);
	expect([await fits('first'), credential.reads]).toEqual([true, 2]);
});

test('reports a failed second read to its request only, and keeps the last value for others', async () => {
	const { credential, fits } = open();
	await fits('first');
	credential.isGone = true;
	jest.setSystemTime(1_002_000);
	await expect(fits('wrong')).rejects.toThrow('gone');
	expect([await fits('first'), credential.reads]).toEqual([true, 2]);
	// The failed read counts for the interval, and does not extend the lifetime of the earlier one.
	jest.setSystemTime(1_010_000);
	await expect(fits('first')).rejects.toThrow('gone');
});

test('needs no second read for a final result', async () => {
	let reads = 0;
	const cache = new CredentialCache(
		() => 'app',
		async () => await Promise.resolve(++reads),
	);
	const use = async () =>
		await cache.use(
			contextOf('node'),
			() => 'not JSON',
			() => true,
		);
	jest.setSystemTime(1_000_000);
	await use();
	jest.setSystemTime(1_005_000);
	expect([await use(), reads]).toEqual(['not JSON', 1]);
});
