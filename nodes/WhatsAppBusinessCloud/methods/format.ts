/** `LOW_QUALITY` as people write it. */
export const words = (code: unknown): string =>
	String(code ?? '')
		.toLowerCase()
		.replace(/_/g, ' ');
