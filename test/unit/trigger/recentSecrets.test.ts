import type { IWebhookFunctions } from 'n8n-workflow';
import { RecentSecrets } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/recentSecrets';

const context = {
	getNode: () => ({ id: 'node', credentials: { app: { id: '1' } } }),
	getWorkflow: () => ({ id: 'workflow' }),
} as unknown as IWebhookFunctions;

/** A credential, and how often it was read. */
function open(secret = 'first') {
	const credential = { secret, reads: 0, isGone: false };
	const secrets = new RecentSecrets('app', async () => {
		credential.reads++;
		// What the credential holds when reading it begins.
		const { secret: now, isGone } = credential;
		await new Promise((done) => setImmediate(done));
		if (isGone) throw new Error('gone');
		return now;
	});
	const fits = async (wanted: string) =>
		await secrets.use(
			context,
			(held) => held === wanted,
			(isRight) => isRight,
		);
	return { credential, fits };
}

test('a burst reads the credential once', async () => {
	const { credential, fits } = open();
	const all = await Promise.all(Array.from({ length: 100 }, async () => await fits('first')));
	expect([new Set(all), credential.reads]).toEqual([new Set([true]), 1]);
	expect([await fits('first'), credential.reads]).toEqual([true, 1]);
});

test('after the credential was changed, a burst reads it once more, and all go by what it holds now', async () => {
	const { credential, fits } = open();
	await fits('first');
	credential.secret = 'second';
	const all = await Promise.all(Array.from({ length: 100 }, async () => await fits('second')));
	expect([new Set(all), credential.reads]).toEqual([new Set([true]), 2]);
});

test('what does not fit is tried with what the credential holds now, and does not fit', async () => {
	const { credential, fits } = open();
	expect([await fits('other'), await fits('other'), credential.reads]).toEqual([false, false, 2]);
});

test('a credential that cannot be read fails the burst, and is read again by the next request', async () => {
	const { credential, fits } = open();
	credential.isGone = true;
	const all = await Promise.allSettled(Array.from({ length: 10 }, async () => await fits('first')));
	expect(all.every(({ status }) => status === 'rejected')).toBe(true);
	credential.isGone = false;
	expect(await fits('first')).toBe(true);
});
