/** Dates as Graph prints them, or as Unix time with date_format=U. */
export const dateOf = (ms: number, unix: boolean): string | number =>
	unix ? Math.floor(ms / 1000) : new Date(ms).toISOString().replace(/\.\d+Z$/, '+0000');
