import { countCharacters } from '../../shared/input/textLength';
import { texts } from '../interactive/interactiveLimits';
import type { Advisory } from '../../shared/inputWarning';
import { at, type MessageRule } from './types';

/** All kinds of emoji, including those composed of a letter or sign. */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\u20E3|[\u{1F000}-\u{1FAFF}]/u;

const PATH = 'interactive.action.parameters.flow_cta';

/**
 * The button of a Flow message: Meta recommends at most 30 characters and no emoji. WhatsApp docs: Flows > Guides >
 * Sending a Flow.
 */
export const adviseFlowButton: MessageRule = (message) => {
	const text = at(message, PATH);
	if (typeof text !== 'string') return [];
	const about = { field: 'Button Text', path: PATH };
	const found: Advisory[] = [];
	if (countCharacters(text) > texts.flowButton.max) {
		found.push({
			...about,
			problem: `has more than ${texts.flowButton.max} characters`,
			advice: `Shorten it. Meta advises ${texts.flowButton.max} characters or fewer on the button of a Flow.`,
		});
	}
	if (EMOJI.test(text)) {
		found.push({
			...about,
			problem: 'has an emoji',
			advice: 'Remove the emoji. Meta advises against emoji on the button of a Flow.',
		});
	}
	return found;
};
