import { isObject, type Json } from './messages/checks';
import type { TemplateStore } from './templates/store';
import type { Button } from './templates/types';
import type { AcceptedMessage } from './types';

/** An element of a message that a customer can tap, and whose tap the business receives. */
export interface Offer {
	kind: 'button' | 'row' | 'quickReply';
	/** What the customer sees. */
	title: string;
	/** ID of the button or row; payload of a template's quick reply. */
	id: string;
	description?: string;
	/** Index of the card in a carousel, from 0. */
	card?: number;
}

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const part = (value: unknown): Json => (isObject(value) ? value : {});
const isType = (component: Json, type: string): boolean => String(component.type).toLowerCase() === type;

const replies = (action: unknown, card?: number): Offer[] =>
	objects(part(action).buttons)
		.map((button) => part(button.reply ?? button.quick_reply))
		.map(({ id, title }) => ({
			kind: 'button',
			id: String(id),
			title: String(title),
			...(card === undefined ? {} : { card }),
		}));

/**
 * Reply buttons, those of carousel cards, and rows (Meta docs: Messages > Interactive messages; Interactive media
 * carousel messages).
 */
function ofInteractive({ action }: Json): Offer[] {
	const rows = objects(part(action).sections).flatMap(({ rows: inSection }) => objects(inSection));
	return [
		...replies(action),
		...objects(part(action).cards).flatMap((card, index) => replies(card.action, index)),
		// Rows of a product list have no title.
		...rows.map(({ id, title, description }): Offer => ({
			kind: 'row',
			id: String(id),
			title: String(title),
			...(description === undefined ? {} : { description: String(description) }),
		})),
	];
}

/** Without a payload it is the button's text (Meta docs: Messages > Template messages). */
function quickReplies(defined: Json[], sent: Json[], card?: number): Offer[] {
	const buttons = objects(defined.find((component) => isType(component, 'buttons'))?.buttons) as Button[];
	return buttons.flatMap(({ type, text }, index): Offer[] => {
		if (type !== 'QUICK_REPLY') return [];
		const given = sent.find((component) => isType(component, 'button') && Number(component.index) === index);
		const payload = objects(given?.parameters)[0]?.payload ?? text;
		return [{ kind: 'quickReply', title: String(text), id: String(payload), ...(card === undefined ? {} : { card }) }];
	});
}

function ofTemplate({ name, language, components }: Json, templates: TemplateStore): Offer[] {
	const template = templates.named(String(name)).find((one) => one.language === part(language).code);
	if (!template) return [];
	const sent = objects(components);
	const cardsOf = (list: Json[]): Json[] => objects(list.find((component) => isType(component, 'carousel'))?.cards);
	const sentCards = cardsOf(sent);
	return [
		...quickReplies(template.components, sent),
		...cardsOf(template.components).flatMap((card, index) =>
			quickReplies(objects(card.components), objects(sentCards[index]?.components), index),
		),
	];
}

/**
 * What a customer can tap or choose on a message. Links, calls and copied codes are left out: the business receives
 * nothing.
 * @throws RangeError when request bodies are not recorded
 */
export function offersOf(message: AcceptedMessage, templates: TemplateStore): Offer[] {
	const { type, body } = message;
	if (!body) throw new RangeError('Bodies of messages are not kept (recordBodies), so nothing on them can be tapped');
	if (type === 'interactive') return ofInteractive(part(body.interactive));
	return type === 'template' ? ofTemplate(part(body.template), templates) : [];
}
