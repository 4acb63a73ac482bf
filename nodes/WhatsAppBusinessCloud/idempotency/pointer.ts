import type { ProcessedDataStore } from './processedDataStore';

/** What an ID of n8n's binary store is made of. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/';
const END = '$';

/** IDs are about 110 characters; longer ones are not kept. */
const LONGEST = 250;

/** Reading one copy spoils it: the store adds what it is asked for. */
const COPIES = ['a', 'b'];

const texts = (copy: string, value: string): string[] =>
	[...value, END].map((letter, place) => `${copy} ${place} ${letter}`);

/** Whether a text can be kept. */
export function canKeep(value: string): boolean {
	return value.length <= LONGEST && [...value].every((letter) => ALPHABET.includes(letter));
}

/** Writes a text into a row that is empty: one entry per letter, for a store that only tells what is in it. */
export async function keep(rows: ProcessedDataStore, row: string, value: string): Promise<void> {
	await rows.record(
		row,
		COPIES.flatMap((copy) => texts(copy, value)),
	);
}

/** @returns the text of a row; undefined when it cannot be made out. Works once per copy. */
export async function readKept(rows: ProcessedDataStore, row: string): Promise<string | undefined> {
	const letters = [...ALPHABET, END];
	for (const copy of COPIES) {
		const asked = Array.from({ length: LONGEST + 1 }, (_unused, place) =>
			letters.map((letter) => `${copy} ${place} ${letter}`),
		).flat();
		const known = await rows.record(row, asked);
		let value = '';
		for (let place = 0; place <= LONGEST; place++) {
			const there = letters.filter((letter) => known.has(`${copy} ${place} ${letter}`));
			if (there.length !== 1) break;
			if (there[0] === END) return value;
			value += there[0];
		}
	}
	return undefined;
}
