/** A bound that WhatsApp sets, and where Meta states it. Texts: characters. Lists: entries. Raw JSON: characters of JSON. */
export interface Limit {
	max: number;
	source: string;
}

/** A bound between two numbers, both allowed. */
export interface Range extends Limit {
	min: number;
}

/** E.164 ends at 15 digits. WhatsApp states no lower bound: 5 tells a number from a stray figure. */
export const phoneDigitsRange = {
	min: 5,
	max: 15,
	source: 'ITU-T E.164; WhatsApp docs: Phone number formats',
} satisfies Range;

/** Characters of a JSON parameter. A guard of this package, far above any message that WhatsApp documents. */
export const MAX_JSON_LENGTH = 1_000_000;
