import { simplifyResponse } from '../../../nodes/WhatsAppBusinessCloud/actions/message/response';
import type { IExecuteFunctions } from 'n8n-workflow';
import { RetryLedger } from '../../../nodes/WhatsAppBusinessCloud/idempotency/retryLedger';

const DONE = {
	json: { messaging_product: 'whatsapp', contacts: [{ input: '1', wa_id: '1' }], messages: [{ id: 'wamid.1' }] },
};
const ACCEPTED = { decision: 'accepted', output: DONE } as const;

const UNKNOWN = { decision: 'unknown', outcome: { message: 'No answer', description: 'Why' } } as const;

/** The part of n8n that the ledger uses. `store` is the node's context in the execution data. */
const open = (
	store: object,
	{
		run = 0,
		text = 'Hello',
		options = {},
		largeRuns = {},
		network = {},
		simplify = true,
		includeInputFields = true,
	} = {},
): RetryLedger =>
	RetryLedger.open({
		getWorkflowDataProxy: () => ({ $runIndex: run }),
		getNode: () => ({
			type: 'test.node',
			parameters: { textBody: text, options, largeRuns, network, simplify, includeInputFields },
		}),
		getContext: () => store,
	} as unknown as IExecuteFunctions);

/** The store after a failed or waiting execution was saved and loaded again. */
const saved = (store: object): object => JSON.parse(JSON.stringify(store)) as object;

describe('entries in the execution data', () => {
	const store: Record<string, unknown> = {};
	beforeAll(() => {
		const ledger = open(store);
		ledger.record(0, { fingerprint: 'one' }, ACCEPTED);
		ledger.record(1, { fingerprint: 'two' }, UNKNOWN);
	});

	it('finds entries after a failed execution is retried or a waiting one resumes', () => {
		const ledger = open(saved(store));
		expect(ledger.find(0, { fingerprint: 'one' })).toEqual(ACCEPTED);
		expect(ledger.find(1, { fingerprint: 'two' })).toEqual(UNKNOWN);
		expect(ledger.find(2, { fingerprint: 'three' })).toBeUndefined();
	});

	it('does not use entries for other work on the same item', () => {
		expect(open(saved(store)).find(0, { fingerprint: 'two' })).toBeUndefined();
	});

	it('does not use entries in the next iteration of a loop', () => {
		expect(open(saved(store), { run: 1 }).find(0, { fingerprint: 'one' })).toBeUndefined();
	});

	it('ignores entries after a field has changed, but not after an option has', () => {
		expect(open(saved(store), { text: 'Something else' }).find(0, { fingerprint: 'one' })).toBeUndefined();
		expect(open(saved(store), { options: { dryRun: false } }).find(0, { fingerprint: 'one' })).toEqual(ACCEPTED);
		expect(open(saved(store), { largeRuns: { parallel: 2 } }).find(0, { fingerprint: 'one' })).toEqual(ACCEPTED);
		expect(open(saved(store), { network: { timeout: 20 } }).find(0, { fingerprint: 'one' })).toEqual(ACCEPTED);
	});

	it('uses entries after Simplify or Include Input Fields has changed, because the message is the same', () => {
		expect(open(saved(store), { simplify: false }).find(0, { fingerprint: 'one' })).toEqual(ACCEPTED);
		expect(open(saved(store), { includeInputFields: false }).find(0, { fingerprint: 'one' })).toEqual(ACCEPTED);
	});

	const id = `wamid.${'H'.repeat(54)}`;
	it.each([
		[
			'raw',
			{ messaging_product: 'whatsapp', contacts: [{ input: '16505551234', wa_id: '16505551234' }], messages: [{ id }] },
		],
		['simplified', simplifyResponse({ contacts: [{ wa_id: '16505551234' }], messages: [{ id }] }, '+16505551234')],
	])('stores about 130 bytes for each %s response in the saved execution', (_form, json) => {
		const large: Record<string, unknown> = {};
		const ledger = open(large);
		for (let item = 0; item < 1000; item++)
			ledger.record(
				item,
				{ fingerprint: `106540352242922 1650555${item}` },
				{ decision: 'accepted', output: { json } },
			);
		expect(JSON.stringify(large).length / 1000).toBeLessThan(140);
	});

	it('removes all entries when all messages were sent', () => {
		const place = saved(store);
		open(place).clear();
		expect(place).toEqual({});
	});
});
