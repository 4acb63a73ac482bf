/** Turns `LOW_QUALITY` into `low quality`. */
export const words = (code: unknown): string =>
	String(code ?? '')
		.toLowerCase()
		.replace(/_/g, ' ');
