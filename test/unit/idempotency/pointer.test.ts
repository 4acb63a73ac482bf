import { canKeep, keep, readKept } from '../../../nodes/WhatsAppBusinessCloud/idempotency/pointer';
import type { ProcessedDataStore } from '../../../nodes/WhatsAppBusinessCloud/idempotency/processedDataStore';

const ID = 'filesystem-v2:workflows/aB3_x/executions/12345/binary_data/0b6f1b0c-8f6e-4c55-9b1e-2f4a2d9c7d10';

/** A store that reports which of the given texts it contains, and adds all of them. */
function rows(): ProcessedDataStore {
	const texts = new Set<string>();
	return {
		record: async (_row: string, asked: string[]) => {
			const known = new Set(asked.filter((text) => texts.has(text)));
			for (const text of asked) texts.add(text);
			return known;
		},
	} as unknown as ProcessedDataStore;
}

describe('a text in a store that can only test membership', () => {
	it('can be read twice, and is never confused with another one after that', async () => {
		const store = rows();
		await keep(store, 'row', ID);
		expect(await readKept(store, 'row')).toBe(ID);
		expect(await readKept(store, 'row')).toBe(ID);
		expect(await readKept(store, 'row')).toBeUndefined();
	});

	it('is undefined when no text or two texts were stored', async () => {
		expect(await readKept(rows(), 'row')).toBeUndefined();
		const store = rows();
		await keep(store, 'row', ID);
		await keep(store, 'row', ID.replace('12345', '12346'));
		expect(await readKept(store, 'row')).toBeUndefined();
	});

	it('accepts the characters and the length of n8n IDs only', () => {
		expect(canKeep(ID)).toBe(true);
		expect(canKeep('database:3f2a')).toBe(true);
		expect(canKeep('with space')).toBe(false);
		expect(canKeep('x'.repeat(251))).toBe(false);
	});
});
