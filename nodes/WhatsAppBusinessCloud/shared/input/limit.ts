/**
 * A limit that WhatsApp sets, and where Meta states it. Texts: characters. Lists: entries. Raw JSON: characters of
 * JSON.
 */
export interface Limit {
	max: number;
	source: string;
}

/** A minimum and a maximum, both inclusive. */
export interface Range extends Limit {
	min: number;
}

/** E.164 allows at most 15 digits. WhatsApp states no minimum: 5 excludes stray digits. */
export const phoneDigitsRange = {
	min: 5,
	max: 15,
	source: 'ITU-T E.164; WhatsApp docs: Phone number formats',
} satisfies Range;

/**
 * Maximum length of a JSON parameter, in characters. This package's own limit, far above any message that WhatsApp
 * documents.
 */
export const MAX_JSON_LENGTH = 1_000_000;
