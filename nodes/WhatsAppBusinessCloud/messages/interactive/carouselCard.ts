import type { Parameters } from '../../shared/input/parameters';
import { isObject } from '../../shared/input/parameterValues';

/** A card of a media carousel, with the names of the form. */
export type Card = Parameters & { buttons: 'cta_url' | 'quick_reply' };

const inner = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

/** Converts a card from the Cloud API's format to the form's, without checks. */
export function parseCard(card: Record<string, unknown>): Card {
	const header = inner(card.header);
	const kind = header.type;
	const media = inner(typeof kind === 'string' ? header[kind] : undefined);
	const action = inner(card.action);
	const link = inner(action.parameters);
	return {
		headerType: kind,
		headerMediaPath: media.id === undefined ? 'useMediaLink' : 'useMediaId',
		headerMediaLink: media.link,
		headerMediaId: media.id,
		textBody: inner(card.body).text,
		buttonText: link.display_text,
		url: link.url,
		quickReplies: action.buttons === undefined ? {} : { quickReply: action.buttons },
		buttons: action.buttons === undefined ? 'cta_url' : 'quick_reply',
	};
}
