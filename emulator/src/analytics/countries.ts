/** A few country codes; analytics report the recipient's country (Meta docs: Analytics). */
const codes: ReadonlyArray<[code: string, country: string]> = [
	['1', 'US'],
	['33', 'FR'],
	['44', 'GB'],
	['49', 'DE'],
	['55', 'BR'],
	['91', 'IN'],
];

/** The country of a recipient: of a number, or of the prefix of a business-scoped user ID. */
export function countryOfNumber(recipient: string): string {
	const scoped = /^([A-Z]{2})\./.exec(recipient)?.[1];
	return scoped ?? codes.find(([code]) => recipient.startsWith(code))?.[1] ?? 'US';
}
