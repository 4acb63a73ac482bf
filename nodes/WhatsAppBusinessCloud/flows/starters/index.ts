import { appointment } from './appointment';
import { contact } from './contact';
import { survey } from './survey';
import type { Starter, StarterTexts } from './types';

export type { Starter, StarterText, StarterTexts } from './types';

/** Flows to start from, in the order of the form. To add one, create a file and add it here. */
export const starters: readonly Starter[] = [appointment, contact, survey];

/** The latest version of Flow JSON whose rules are known here. WhatsApp docs: Flows > Changelog. */
const VERSION = '7.3';

/** @returns the Flow JSON of a starter with these texts */
export function starterFlowJson(starter: Starter, texts: StarterTexts<string>): object {
	const { id, title, children } = starter.screen(texts);
	const layout = { type: 'SingleColumnLayout', children };
	return { version: VERSION, screens: [{ id, title, terminal: true, success: true, layout }] };
}
