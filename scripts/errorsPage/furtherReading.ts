const WINDOW = '[When the window is closed](sending.md#when-the-window-is-closed)';
const TOKEN = '[A token that does not expire](credentials.md#a-token-that-does-not-expire)';
const RATE = '[Rate limits](large-runs.md#rate-limits)';

/** Links to the pages that explain what to do about a code, by its heading in docs/errors.md. */
export const FURTHER_READING: Readonly<Record<string, string>> = {
	'10': TOKEN,
	'100 subcode 33': TOKEN,
	'102': TOKEN,
	'190': TOKEN,
	'190 subcode 460': TOKEN,
	'190 subcode 463': TOKEN,
	'190 subcode 467': TOKEN,
	'200': TOKEN,
	'470': WINDOW,
	'80007': RATE,
	'130429': RATE,
	'131056': RATE,
	'130470': WINDOW,
	'131047': WINDOW,
};
