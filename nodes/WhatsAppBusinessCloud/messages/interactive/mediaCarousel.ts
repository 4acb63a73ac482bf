import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError, withPath } from '../../shared/inputError';
import type { Parameters } from '../../shared/input/parameters';
import { messageTextField, messageTextName } from '../messageText';
import type { BuiltMessage } from '../types';
import { readEnum, omitUndefined } from '../../shared/input/parameterValues';
import { buttonTextField, buttonTextName } from './buttonText';
import { type Card, parseCard } from './carouselCard';
import { checkCount, requiredTitle, limitedText, requiredUrl } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { headerTypeField, mediaHeaderFields, readHeaderType, readMediaHeader } from './header';
import { counts, texts } from './interactiveLimits';
import {
	toEntries,
	assertObject,
	listFields,
	type ListSpec,
	readList,
	mapEntries,
} from '../../shared/input/listParameter';
import { readReplies, type ReplyLimits, replyButtonValues } from './replyButtons';
import { prefixFields } from '../../shared/inputPath';

const fields = {
	buttons: 'Buttons on Each Card',
	replies: 'Quick Replies',
	url: 'URL',
};
const mediaKinds = ['image', 'video'] as const;
const buttonKinds = ['cta_url', 'quick_reply'] as const;
const replies: ReplyLimits = { title: texts.cardButton, id: texts.cardButtonId, count: counts.cardButtons };
/** The form shows the ID length that is known to work. */
const adviseReplies = { ...replies, id: texts.cardButtonIdAdvised };

/** A card's field for only one kind of button. */
const shownWith = (kind: (typeof buttonKinds)[number], field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { '/cardButtons': [kind] } },
});

const spec: ListSpec = {
	name: 'cards',
	key: 'card',
	title: 'Cards',
	one: 'Card',
	openEntries: counts.cards.min,
	description: `${counts.cards.min} to ${counts.cards.max} cards. All cards must have the same type and number of buttons.`,
	values: [
		headerTypeField(mediaKinds),
		...mediaHeaderFields(mediaKinds),
		messageTextField({
			isOptional: true,
			rows: 2,
			placeholder: 'e.g. Rye sourdough, baked overnight',
			description: `Text below the file, up to ${texts.cardBody.max} characters and ${counts.cardLineBreaks.max} line breaks`,
		}),
		shownWith(
			'cta_url',
			buttonTextField({
				limit: texts.cardButton,
				placeholder: 'e.g. See it in the shop',
				description: 'Text of the button',
				isOptional: true,
			}),
		),
		shownWith('cta_url', {
			displayName: fields.url,
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/bread/rye',
			description: "URL that the button opens in the recipient's browser",
		}),
		shownWith('quick_reply', {
			displayName: fields.replies,
			name: 'quickReplies',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Quick Reply',
			default: { quickReply: [{}] },
			options: [{ displayName: 'Quick Reply', name: 'quickReply', values: replyButtonValues(adviseReplies) }],
		}),
	],
	json: {
		default:
			'[\n  {\n    "header": { "type": "image", "image": { "link": "https://example.com/rye.jpg" } },\n    "body": { "text": "Rye sourdough" },\n    "action": { "name": "cta_url", "parameters": { "display_text": "See it", "url": "https://example.com/bread/rye" } }\n  },\n  {\n    "header": { "type": "image", "image": { "link": "https://example.com/spelt.jpg" } },\n    "body": { "text": "Spelt loaf" },\n    "action": { "name": "cta_url", "parameters": { "display_text": "See it", "url": "https://example.com/bread/spelt" } }\n  }\n]',
		description: `A list of ${counts.cards.min} to ${counts.cards.max} cards in the Cloud API format`,
	},
};

function cardText(value: unknown): string | undefined {
	const text = limitedText(value, texts.cardBody, messageTextName);
	const breaks = text?.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;
	if (breaks <= counts.cardLineBreaks.max) return text;
	throw new InputError(
		messageTextName,
		`has ${breaks} line breaks, WhatsApp allows ${counts.cardLineBreaks.max}`,
		'Remove line breaks',
	);
}

function cardAction(card: Card, index: number): IDataObject {
	const path = ['card', index + 1];
	if (card.buttons === 'cta_url') {
		return withPath(path, () => ({
			name: 'cta_url',
			parameters: {
				display_text: requiredTitle(card.buttonText, texts.cardButton, buttonTextName, 'Enter the text of the button'),
				url: requiredUrl(card.url, fields.url),
			},
		}));
	}
	const entries = withPath(path, () => toEntries(card.quickReplies, 'quickReply', fields.replies));
	const buttons = readReplies(entries, replies, fields.replies, path);
	return { buttons: buttons.map((reply) => ({ type: 'quick_reply', quick_reply: reply })) };
}

/** The cards as entered, with the form's names. */
function cardsOf(parameters: Parameters): Card[] {
	const { entries, field, isJson } = readList(parameters, spec);
	const buttons = isJson ? undefined : readEnum(parameters.cardButtons, fields.buttons, buttonKinds, 'cta_url');
	return mapEntries(checkCount(entries, counts.cards, field, ['card', 'cards']), 'card', (entry) => {
		const card = assertObject(entry);
		return buttons === undefined ? parseCard(card) : { ...card, buttons };
	});
}

/** WhatsApp requires the same kind and number of buttons on all cards. */
function checkSameButtons(cards: Card[], actions: IDataObject[]): void {
	const count = (action: IDataObject): number => (Array.isArray(action.buttons) ? action.buttons.length : 1);
	const other = cards.findIndex(
		(card, index) => card.buttons !== cards[0].buttons || count(actions[index]) !== count(actions[0]),
	);
	if (other < 1) return;
	const what = (index: number): string => {
		if (cards[index].buttons === 'cta_url') return 'a URL button';
		return count(actions[index]) === 1 ? '1 quick reply' : `${count(actions[index])} quick replies`;
	};
	throw new InputError(
		spec.title,
		`differ in their buttons: card 1 has ${what(0)}, card ${other + 1} has ${what(other)}`,
		'Give all cards the same kind and number of buttons',
	);
}

function readCards(parameters: Parameters): { action: IDataObject } & Pick<BuiltMessage, 'uploads' | 'links'> {
	const cards = cardsOf(parameters);
	const uploads: BuiltMessage['uploads'] = [];
	const links: BuiltMessage['links'] = [];
	const actions = cards.map(cardAction);
	checkSameButtons(cards, actions);
	const built = mapEntries(cards, 'card', (card, index) => {
		const media = readMediaHeader(readHeaderType(card.headerType, mediaKinds), card);
		uploads.push(...prefixFields(['card', index + 1], media.uploads));
		links.push(...prefixFields(['card', index + 1], media.links));
		const text = cardText(card.textBody);
		// Cards with quick replies have this type too.
		return omitUndefined({
			card_index: index,
			type: 'cta_url',
			header: media.header,
			body: text === undefined ? undefined : { text },
			action: actions[index],
		});
	});
	return { action: { cards: built }, uploads, links };
}

/** WhatsApp docs: Messages > Interactive media carousel messages. `{cards: [{card_index, type, header, body, action}]}`. */
export const mediaCarousel = interactiveType({
	value: 'carousel',
	name: 'Media Carousel',
	description: 'Send 2 to 10 horizontally scrollable cards, each with an image or video, text and buttons',
	body: { placeholder: 'e.g. Fresh from the oven this week' },
	hasFooter: false,
	properties: [
		...listFields(spec).slice(0, 1),
		{
			displayName: fields.buttons,
			name: 'cardButtons',
			type: 'options',
			default: 'cta_url',
			description: 'The type of button on every card',
			options: [
				{ name: 'Quick Replies', value: 'quick_reply', description: 'One or more buttons to reply with' },
				{ name: 'URL Button', value: 'cta_url', description: 'One button that opens a web page' },
			],
			displayOptions: { show: { defineCards: ['fields'] } },
		},
		...listFields(spec).slice(1),
	],
	action: readCards,
});
