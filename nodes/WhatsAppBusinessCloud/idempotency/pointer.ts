import type { ProcessedDataStore } from './processedDataStore';

/** Characters that an ID of n8n's binary store consists of. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/';
const END = '$';

/** Maximum length of a stored ID; n8n's IDs have about 110 characters. */
const LONGEST = 250;

/** Reading a copy corrupts it: the store adds every string that it is asked for. */
const COPIES = ['a', 'b'];

const texts = (copy: string, value: string): string[] =>
	[...value, END].map((letter, place) => `${copy} ${place} ${letter}`);

/** Whether a string can be stored. */
export function canKeep(value: string): boolean {
	return value.length <= LONGEST && [...value].every((letter) => ALPHABET.includes(letter));
}

/** Writes a string into an empty row, one entry per character: the store only reports whether it has an entry. */
export async function keep(rows: ProcessedDataStore, row: string, value: string): Promise<void> {
	await rows.record(
		row,
		COPIES.flatMap((copy) => texts(copy, value)),
	);
}

/** @returns the string of a row; undefined when it cannot be read. Works once per copy. */
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
