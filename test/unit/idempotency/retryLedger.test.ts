import type { IExecuteFunctions } from 'n8n-workflow';
import { Ledger } from '../../../nodes/WhatsAppBusinessCloud/idempotency';

const DONE = {
	json: { messaging_product: 'whatsapp', contacts: [{ input: '1', wa_id: '1' }], messages: [{ id: 'wamid.1' }] },
};
const UNKNOWN = { message: 'No answer', description: 'Why' };

/** What the ledger asks n8n for; `store` is n8n's place for the node in the run's data. */
const open = (store: object, { run = 0, text = 'Hello', options = {}, simplify = true } = {}): Ledger =>
	Ledger.open({
		getWorkflowDataProxy: () => ({ $runIndex: run }),
		getNode: () => ({ parameters: { textBody: text, options, simplify } }),
		getContext: () => store,
	} as unknown as IExecuteFunctions);

/** Saved with an execution that failed or waits, and read again. */
const saved = (store: object): object => JSON.parse(JSON.stringify(store)) as object;

describe("the notes in the run's own data", () => {
	const store: Record<string, unknown> = {};
	beforeAll(() => {
		const ledger = open(store);
		ledger.addDone(0, 'one', DONE);
		ledger.addUnknown(1, 'two', UNKNOWN);
	});

	it('are there after the execution was saved: failed and retried, or waiting and taken up', () => {
		const ledger = open(saved(store));
		expect(ledger.find(0, 'one')).toEqual({ output: DONE });
		expect(ledger.find(1, 'two')).toEqual({ unknown: UNKNOWN });
		expect(ledger.find(2, 'three')).toBeUndefined();
	});

	it('are not taken for other work on the same item', () => {
		expect(open(saved(store)).find(0, 'two')).toBeUndefined();
	});

	it('do not hold for the next turn of a loop', () => {
		expect(open(saved(store), { run: 1 }).find(0, 'one')).toBeUndefined();
	});

	it('do not hold for a form that was changed, but for one with other options', () => {
		expect(open(saved(store), { text: 'Something else' }).find(0, 'one')).toBeUndefined();
		expect(open(saved(store), { options: { parallel: 2 } }).find(0, 'one')).toEqual({ output: DONE });
	});

	it('hold when Simplify was changed: the message is the same', () => {
		expect(open(saved(store), { simplify: false }).find(0, 'one')).toEqual({ output: DONE });
	});

	const id = `wamid.${'H'.repeat(54)}`;
	it.each([
		[
			'raw',
			{ messaging_product: 'whatsapp', contacts: [{ input: '16505551234', wa_id: '16505551234' }], messages: [{ id }] },
		],
		['simplified', { messageId: id, to: '+16505551234', waId: '16505551234', status: 'accepted' }],
	])('take some 130 bytes for each %s response in the saved execution', (_form, json) => {
		const large: Record<string, unknown> = {};
		const ledger = open(large);
		for (let item = 0; item < 1000; item++) ledger.addDone(item, `106540352242922 1650555${item}`, { json });
		expect(JSON.stringify(large).length / 1000).toBeLessThan(140);
	});

	it('are gone when all went out', () => {
		const place = saved(store);
		open(place).clear();
		expect(place).toEqual({});
	});
});
