import { InputError } from '../../shared/inputError';
import { checkCount } from '../../shared/input/validators';
import { emptyFieldError } from '../../shared/input/parameterValues';
import { templateCounts, templateTexts } from '../definitionLimits';
import type { Category, Part } from '../types';
import type { Variables } from '../variables';
import { kind, partsOf, same } from './access';
import { checkButtons } from './buttons';
import { checkHandle } from './header';
import { checkBody } from './texts';
import { mapEntries } from '../../shared/input/listParameter';

export const cardFields = { list: 'Cards', header: 'Header', text: 'Card Text', buttons: 'Buttons' };

const headers = ['IMAGE', 'VIDEO', 'PRODUCT'];

/** What must be the same on all cards. */
interface Shape {
	header: string;
	hasBody: boolean;
	buttons: string[];
}

interface CarouselContext {
	category: Category;
	/** Whether a file is uploaded for a header's example before the template is sent. */
	pending: (header: Part) => boolean;
	/** Receives the variables of a text and the name of its field. */
	seen: (variables: Variables, field: string) => void;
}

const find = (components: Part[], type: string): Part | undefined => components.find((one) => kind(one.type) === type);

function checkCard(card: Part, { category, pending, seen }: CarouselContext): Shape {
	const components = partsOf(card.components, cardFields.list);
	const header = find(components, 'HEADER');
	if (!header) throw emptyFieldError(undefined, cardFields.header, 'Give the card an image, a video or a product');
	const format = kind(header.format);
	if (!headers.includes(format)) {
		throw new InputError(
			cardFields.header,
			'has a format that cards do not support',
			'Use an image, a video or a product',
		);
	}
	if (format !== 'PRODUCT') checkHandle(header, pending(header));
	const body = find(components, 'BODY');
	if (body) seen(checkBody(body, templateTexts.cardBody, cardFields.text, true), cardFields.text);
	const range = format === 'PRODUCT' ? templateCounts.productCardButtons : templateCounts.cardButtons;
	const buttons = checkButtons(partsOf(find(components, 'BUTTONS')?.buttons, cardFields.buttons), category, range);
	const wrong =
		format === 'PRODUCT'
			? buttons.find((type) => type !== 'SPM' && type !== 'URL')
			: buttons.find((type) => type === 'SPM');
	if (wrong !== undefined) {
		throw new InputError(
			cardFields.buttons,
			`include the type ${wrong}, which does not match this header`,
			format === 'PRODUCT'
				? 'Product cards have a View button (SPM) or a URL button'
				: 'View buttons (SPM) are only for products',
		);
	}
	return { header: format, hasBody: body !== undefined, buttons };
}

/** The difference between two cards; undefined when they have the same parts. */
function difference(one: Shape, other: Shape): string | undefined {
	if (one.header !== other.header) return `its header is ${other.header}, that of card 1 ${one.header}`;
	if (one.hasBody !== other.hasBody)
		return other.hasBody ? 'it has a text, card 1 has none' : 'it has no text, card 1 has one';
	if (same(one.buttons, other.buttons)) return undefined;
	return `its buttons are ${other.buttons.join(' and ')}, those of card 1 ${one.buttons.join(' and ')}`;
}

/**
 * The cards of a carousel, which must have the same parts in the same order.
 * WhatsApp docs: Templates > Media card carousel templates, Product card carousel templates.
 * @throws InputError naming the card
 */
export function checkCarousel(part: Part, context: CarouselContext): void {
	const { category } = context;
	const cards = checkCount(partsOf(part.cards, cardFields.list), templateCounts.cards, cardFields.list, [
		'card',
		'cards',
	]);
	if (category === 'AUTHENTICATION') {
		throw new InputError('Category', 'cannot be Authentication for a carousel', "Choose 'Marketing'");
	}
	const shapes = mapEntries(cards, 'card', (card) => checkCard(card, context));
	if (shapes[0].header === 'PRODUCT' && category !== 'MARKETING') {
		throw new InputError('Category', 'must be Marketing for a carousel of products', "Choose 'Marketing'");
	}
	for (const [index, shape] of shapes.entries()) {
		const what = difference(shapes[0], shape);
		if (what === undefined) continue;
		throw new InputError(
			cardFields.list,
			`must be alike, but card ${index + 1} differs: ${what}`,
			'Give all cards the same type of header, all or none of them a text, and the same buttons in the same order',
		);
	}
}
