import { Journal, type SendDecision } from '../../../nodes/WhatsAppBusinessCloud/idempotency/journal';
import { DistributedLock, lockTimings } from '../../../nodes/WhatsAppBusinessCloud/idempotency/distributedLock';
import { Database } from './database';

/** The journal of one worker for a campaign. */
function journalIn(database: Database): Journal {
	const delay = () => Math.random() * 4;
	const store = database.open(delay, delay);
	const rows = {
		...store,
		recordAlone: async (row: string, texts: string[], again: string[] = []) =>
			await store.record(row, [...texts, ...again]),
		withRowLock: async (_row: string, work: () => Promise<unknown>) => await work(),
	};
	return new Journal(rows as never, new DistributedLock('campaign lock', { ...lockTimings, pollInterval: 1 }));
}

test('sends each item from only one of two workers on a campaign, and reports it as unknown from the other', async () => {
	const database = new Database();
	// When two workers create a row, the database rejects one of them. What counts is what they do with an existing
	// row.
	await journalIn(database).claim({ row: 'campaign 0', key: 'earlier' });
	for (let round = 0; round < 20; round++) {
		const decisions = await Promise.all(
			[0, 1].map(async () => await journalIn(database).claim({ row: 'campaign 0', key: String(round) })),
		);
		expect(decisions.sort()).toEqual<SendDecision[]>(['send', 'unknown']);
	}
});

test('sends nothing without a lock, and reports the reason', async () => {
	const database = new Database();
	database.onCall = (_call, row) => {
		if (row.includes('lock')) throw new Error('the database takes no writes');
	};
	const journal = journalIn(database);
	await expect(journal.claim({ row: 'campaign 0', key: 'a' })).rejects.toThrow('takes no writes');
	journal.markAccepted({ row: 'campaign 0', key: 'b' });
	expect(await journal.close()).toEqual(new Error('the database takes no writes'));
	expect([...database.rows.keys()]).toEqual([]);
});
