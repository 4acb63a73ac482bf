import type { Advisory } from '../../shared/inputWarning';
import { kind } from '../check/access';
import { buttonFields } from '../check/buttons';
import { cardFields } from '../check/carousel';
import { findComponent, locateButtons, locateCards, type DefinitionRule } from './types';
import { joinPaths } from '../../shared/inputPath';

/** Buttons of media cards. WhatsApp docs: Media card carousel templates; Checkout button templates (`ORDER_DETAILS`). */
const cardButtons = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'ORDER_DETAILS', 'SPM'];

/**
 * Carousels. WhatsApp docs: Media card carousel templates (marketing; only a body and cards; quick reply, URL and phone
 * number buttons), Product card carousel templates (title and price come from the catalog; cards have no text).
 */
export const adviseCarousel: DefinitionRule = ({ components, category }) => {
	const cards = locateCards(components);
	if (cards.length === 0) return [];
	const found: Advisory[] = [];
	const buttons = findComponent(components, 'BUTTONS');
	if (buttons)
		found.push({
			field: buttonFields.list,
			path: buttons.path,
			problem: 'are beside a carousel',
			advice: 'Put the buttons on the cards: Meta documents a body and cards only.',
		});
	if (category === 'UTILITY') {
		found.push({
			field: 'Category',
			path: 'category',
			problem: 'is Utility for a carousel',
			advice: "Choose Marketing: Meta's page on carousels says that they are for marketing templates.",
		});
	}
	for (const { part, path, entry } of cards) {
		const at = `${path}.components`;
		const isProduct = kind(findComponent(part.components, 'HEADER')?.part.format) === 'PRODUCT';
		const body = findComponent(part.components, 'BODY', at);
		if (isProduct && body) {
			found.push({
				field: joinPaths(entry, cardFields.text),
				path: body.path,
				problem: 'is on a card of a product',
				advice: 'Remove it: Meta documents no text on such cards, title and price come from the catalog.',
			});
		}
		for (const button of locateButtons(part.components, at, entry)) {
			if (cardButtons.includes(kind(button.part.type))) continue;
			found.push({
				field: joinPaths(button.entry, buttonFields.type),
				path: `${button.path}.type`,
				problem: 'is of a kind that Meta does not document for cards',
				advice: 'Use quick reply, URL or phone number buttons.',
			});
		}
	}
	return found;
};
