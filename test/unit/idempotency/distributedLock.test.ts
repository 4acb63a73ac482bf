import { setTimeout as wait } from 'node:timers/promises';
import {
	abandonedRows,
	LockTimeoutError,
	DistributedLock,
} from '../../../nodes/WhatsAppBusinessCloud/idempotency/distributedLock';
import { UnsupportedStoreError } from '../../../nodes/WhatsAppBusinessCloud/idempotency/processedDataStore';
import { Database } from './database';

// Longer than a busy machine holds up a process: a lock that is not stale must not look so.
const QUICK = { pollInterval: 1, staleAfter: 400, acquireWithin: 200, timeout: 10_000 };

test('gives the lock to one process at a time, and every process gets it', async () => {
	const database = new Database();
	const delay = () => Math.random() * 3;
	let [inside, most, times] = [0, 0, 0];
	const process = async () => {
		const lock = new DistributedLock('lock', { ...QUICK, staleAfter: 5000, timeout: 20_000, acquireWithin: 5000 });
		for (let count = 0; count < 10; count++) {
			await lock.withLock(database.open(delay, delay), async () => {
				most = Math.max(most, ++inside);
				await wait(delay());
				inside--;
				times++;
			});
		}
	};
	await Promise.all(Array.from({ length: 6 }, process));
	expect({ most, times }).toEqual({ most: 1, times: 60 });
	expect([...database.rows.keys()]).toEqual([]);
});

test('releases the lock when the work throws, and passes on the error', async () => {
	const database = new Database();
	await expect(
		new DistributedLock('lock', QUICK).withLock(
			database.open(),
			async () => await Promise.reject(new Error('not today')),
		),
	).rejects.toThrow('not today');
	expect(
		await new DistributedLock('lock', QUICK).withLock(database.open(), async () => await Promise.resolve('mine')),
	).toBe('mine');
});

/** A process that dies while it holds the lock. */
function die(database: Database, lock = new DistributedLock('lock', QUICK)): Promise<void> {
	return new Promise((inside) => {
		void lock.withLock(database.open(), async () => {
			inside();
			await new Promise(() => {});
		});
	});
}

test('takes over the lock of a dead process after a while, and one waiting process at a time continues', async () => {
	const database = new Database();
	await die(database);
	let [inside, most] = [0, 0];
	const began = Date.now();
	await Promise.all(
		Array.from({ length: 4 }, async () => {
			await new DistributedLock('lock', QUICK).withLock(database.open(), async () => {
				most = Math.max(most, ++inside);
				await wait(5);
				inside--;
			});
		}),
	);
	expect(Date.now() - began).toBeGreaterThanOrEqual(QUICK.staleAfter);
	expect(most).toBe(1);
	expect([...database.rows.keys()]).toEqual(['lock 0 abandoned']);
});

test('does not take the next holder for the dead one when both have the same tag', async () => {
	const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const database = new Database();
	await die(database);
	let [inside, most] = [0, 0];
	await Promise.all(
		Array.from({ length: 4 }, async () => {
			await new DistributedLock('lock', QUICK).withLock(database.open(), async () => {
				most = Math.max(most, ++inside);
				await wait(20);
				inside--;
			});
		}),
	);
	random.mockRestore();
	expect(most).toBe(1);
	expect([...database.rows.keys()]).toEqual(['lock 0 abandoned']);
});

test('does not acquire the lock with an abandoned row that the process remembers', async () => {
	const database = new Database();
	const late = new DistributedLock('lock', QUICK);
	await late.withLock(database.open(), async () => await Promise.resolve());
	await die(database);
	const heir = new DistributedLock('lock', QUICK);
	let isDone = false;
	await heir.withLock(database.open(), async () => {
		// Another process holds the lock now: the late one has to wait for it.
		const waits = late.withLock(database.open(), async () => await Promise.resolve(isDone));
		await wait(20);
		isDone = true;
		void waits.then((saw) => expect(saw).toBe(true));
	});
	expect(await late.withLock(database.open(), async () => await Promise.resolve(isDone))).toBe(true);
});

test('releases the lock and starts over when a process stalls while it acquires the lock', async () => {
	const database = new Database();
	let isFirst = true;
	const rows = database.open(
		() => 0,
		() => {
			const ms = isFirst ? 400 : 0;
			isFirst = false;
			return ms;
		},
	);
	let drops = 0;
	database.onCall = (call) => void (drops += call === 'drop' ? 1 : 0);
	const timings = { ...QUICK, acquireWithin: 300 };
	await new DistributedLock('lock', timings).withLock(rows, async () => await Promise.resolve());
	expect(drops).toBe(2);
});

test('reports a timeout when the lock never becomes free', async () => {
	const database = new Database();
	await die(database);
	await expect(
		new DistributedLock('lock', { ...QUICK, staleAfter: 5000, timeout: 40 }).withLock(
			database.open(),
			async () => await Promise.resolve(),
		),
	).rejects.toThrow(LockTimeoutError);
});

test('returns the result of the work when the lock cannot be released', async () => {
	const database = new Database();
	database.onCall = (call) => {
		if (call === 'drop') throw new Error('the database is gone');
	};
	expect(
		await new DistributedLock('lock', QUICK).withLock(database.open(), async () => await Promise.resolve('done')),
	).toBe('done');
});

test('does no work when n8n does not isolate rows', async () => {
	const database = new Database();
	const rows = { ...database.open(), verify: async () => await Promise.reject(new UnsupportedStoreError()) };
	const work = jest.fn();
	await expect(new DistributedLock('lock', QUICK).withLock(rows, work)).rejects.toThrow(UnsupportedStoreError);
	expect(work).not.toHaveBeenCalled();
	expect(database.calls).toBe(0);
});

test('finds the abandoned rows of a lock', async () => {
	const database = new Database();
	for (let generation = 0; generation < 2; generation++) await die(database);
	await new DistributedLock('lock', QUICK).withLock(database.open(), async () => await Promise.resolve());
	expect(await abandonedRows('lock', database.open())).toEqual(['lock 0 abandoned', 'lock 1 abandoned']);
});
