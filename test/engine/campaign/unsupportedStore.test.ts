import { DataDeduplicationService } from 'n8n-core';
import nock from 'nock';
import { runNode } from '../harness';
import { FakeDeduplicator } from './fakeDeduplicator';
import { campaign, Meta, people } from './testEnvironment';

/** An n8n that finds rows by something else than the node's ID. */
class OneRow extends FakeDeduplicator {
	protected override key(): string {
		return 'row';
	}
}

const store = new OneRow();

beforeAll(async () => {
	nock.disableNetConnect();
	await DataDeduplicationService.init(store);
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('rejects a campaign before anything is sent, and keeps the entries of others', async () => {
	store.rows.set('row', ['entry of another node']);
	const meta = new Meta();
	for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
		const { error, run } = await runNode({ parameters: campaign(), input: people(2), node: { onError } });
		if (onError === 'stopWorkflow') {
			expect(error.message).toBe(
				"'Campaign' does not work with this n8n. Nothing was sent. This version of n8n stores processed data differently from the versions that this package supports.",
			);
			expect(error.description).toContain('Update this package or use a supported n8n version.');
			expect(error.context.field).toBe('Campaign');
		}
		expect(run.data.resultData.runData.WhatsApp).toHaveLength(1);
	}
	expect(meta.seen).toEqual([]);
	expect(store.rows).toEqual(new Map([['row', ['entry of another node']]]));
	// One check per process: two records, one retry, a count and a removal at most.
	expect(store.calls).toBeLessThanOrEqual(10);
});

test('sends without a campaign when n8n has no store', async () => {
	const meta = new Meta();
	const { run } = await runNode({ parameters: campaign({ campaign: undefined }), input: people(2) });
	expect(run.status).toBe('success');
	expect(meta.seen).toHaveLength(2);
});
