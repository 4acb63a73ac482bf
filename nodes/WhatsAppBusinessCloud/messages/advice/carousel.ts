import type { Advisory } from '../../shared/inputWarning';
import { countCharacters } from '../../shared/input/textLength';
import { texts } from '../interactive/interactiveLimits';
import { at, isInteractive, listAt, type MessageRule } from './types';

/** Maximum number of quick replies per card in client libraries; Meta's page documents no limit. */
const MAX_KNOWN_REPLIES = 3;

const CARDS = 'interactive.action.cards';

const isLong = (id: unknown): boolean => typeof id === 'string' && countCharacters(id) > texts.cardButtonIdAdvised.max;

function adviseReplies(card: unknown, index: number): Advisory[] {
	const buttons = listAt(card, 'action.buttons');
	const path = `${CARDS}[${index}].action.buttons`;
	const long = buttons.flatMap((button, number): Advisory[] =>
		isLong(at(button, 'quick_reply.id'))
			? [
					{
						field: ['card', index + 1, 'button', number + 1, 'ID'],
						path: `${path}[${number}].quick_reply.id`,
						problem: `has more than ${texts.cardButtonIdAdvised.max} characters`,
						advice: `Shorten it if WhatsApp rejects the message: up to ${texts.cardButtonIdAdvised.max} characters are known to work.`,
					},
				]
			: [],
	);
	if (buttons.length <= MAX_KNOWN_REPLIES) return long;
	const advice = `Remove buttons if WhatsApp rejects the message: up to ${MAX_KNOWN_REPLIES} are known to work.`;
	return [
		...long,
		{
			field: ['card', index + 1, 'Quick Replies'],
			path,
			problem: `has more than ${MAX_KNOWN_REPLIES} buttons`,
			advice,
		},
	];
}

function adviseHeaders(cards: unknown[]): Advisory[] {
	const kinds = cards.map((card) => at(card, 'header.type'));
	const other = kinds.findIndex((kind) => kind !== kinds[0]);
	if (other < 1) return [];
	return [
		{
			field: ['card', other + 1, 'Header'],
			path: `${CARDS}[${other}].header.type`,
			problem: 'is of another kind than that of card 1',
			advice: "Give all cards an image, or all a video: Meta's pages disagree on whether they may differ.",
		},
	];
}

/**
 * Media cards: rules where the page documents no limit or its versions disagree. WhatsApp docs: Messages > Interactive
 * media carousel messages.
 */
export const adviseCarousel: MessageRule = (message) => {
	if (!isInteractive(message, 'carousel')) return [];
	const cards = listAt(message, CARDS);
	return [...adviseHeaders(cards), ...cards.flatMap(adviseReplies)];
};
