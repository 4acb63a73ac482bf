import { httpUrl, invalid, length, object, text, type Json } from './checks';
import { limited, objects, oneOf, parameters, place, unique } from './interactiveChecks';

type FileCheck = (kind: 'image' | 'video', file: Json, where: string) => void;

/**
 * Meta docs: Messages > Interactive media carousel messages, Interactive product carousel messages. 2 to 10 cards, all
 * of media or all of products, with the same kinds of buttons. The page gives no maximum for quick replies and for
 * their IDs, so the maximum of reply buttons applies.
 */
export function checkCarousel(action: Json, checkFile: FileCheck): void {
	const cards = objects(action.cards, ['cards']);
	if (cards.length < 2 || cards.length > 10) invalid('A carousel has 2 to 10 cards.');
	cards.forEach((card, index) => {
		if (card.card_index !== index) invalid(`${place('cards', index, 'card_index')} must be ${index}.`);
	});
	const types = cards.map((card, index) => oneOf(card.type, ['cards', index, 'type'], ['cta_url', 'product']));
	if (new Set(types).size > 1) invalid('All cards must be of the same type.');
	if (types[0] === 'product') checkProducts(cards);
	else checkAlike(cards.map((card, index) => checkMediaCard(card, index, checkFile)));
}

function checkProducts(cards: Json[]): void {
	const catalogs = cards.map((card, index) => {
		if (card.header !== undefined || card.body !== undefined) invalid('A product card has neither header nor body.');
		const action = object(card.action, place('cards', index, 'action'));
		text(action.product_retailer_id, place('cards', index, 'action', 'product_retailer_id'));
		return text(action.catalog_id, place('cards', index, 'action', 'catalog_id'));
	});
	if (new Set(catalogs).size > 1) invalid('All products of a carousel must be in one catalog.');
}

/** Returns the kinds of the card's buttons, to compare them with the other cards. */
function checkMediaCard(card: Json, index: number, checkFile: FileCheck): string {
	const header = object(card.header, place('cards', index, 'header'));
	const kind = oneOf(header.type, ['cards', index, 'header', 'type'], ['image', 'video']) as 'image' | 'video';
	checkFile(kind, object(header[kind], place('cards', index, 'header', kind)), place('cards', index, 'header', kind));
	if (card.body !== undefined) {
		const words = text(object(card.body, place('cards', index, 'body')).text, place('cards', index, 'body', 'text'));
		if (length(words) > 160) invalid('Card body length invalid. Max length: 160');
		if (words.split('\n').length > 3) invalid('A card body has at most 2 line breaks.');
	}
	const action = object(card.action, place('cards', index, 'action'));
	return action.buttons === undefined ? checkLink(action, index) : checkReplies(action, index);
}

function checkLink(action: Json, index: number): string {
	if (action.name !== 'cta_url') invalid(`${place('cards', index, 'action', 'name')} must be 'cta_url'.`);
	const values = parameters(action);
	limited('Display text', values.display_text, 1, 20);
	httpUrl(values.url, place('cards', index, 'action', 'parameters', 'url'));
	return 'link';
}

function checkReplies(action: Json, index: number): string {
	const buttons = objects(action.buttons, ['cards', index, 'action', 'buttons']);
	const replies = buttons.map((button, number) => {
		if (button.type !== 'quick_reply')
			invalid(`${place('cards', index, 'action', 'buttons', number, 'type')} must be 'quick_reply'.`);
		return object(button.quick_reply, place('cards', index, 'action', 'buttons', number, 'quick_reply'));
	});
	for (const reply of replies) {
		limited('Button title', reply.title, 1, 20);
		limited('Button id', reply.id, 1, 256);
	}
	unique(
		'Button id',
		replies.map((reply) => reply.id),
	);
	return `${replies.length} replies`;
}

function checkAlike(buttons: string[]): void {
	if (new Set(buttons).size > 1) invalid('All cards must have the same number and kind of buttons.');
}
