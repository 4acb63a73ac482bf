import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/WhatsAppBusinessCloud/actions';
import { messageTypes } from '../../nodes/WhatsAppBusinessCloud/messages';
import type { Parameters } from '../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import type { MessageType } from '../../nodes/WhatsAppBusinessCloud/messages/types';
import { least } from '../../test/unit/messages/interactive/forms';
import { choices } from './form';

const link: Parameters = { mediaPath: 'useMediaLink', mediaLink: 'https://example.com/file' };

/** The minimal parameters of a message, per form. */
const samples: Record<string, Parameters> = {
	...least,
	audio: link,
	contacts: { name: { data: { formatted_name: 'Ann', first_name: 'Ann' } } },
	document: link,
	image: link,
	location: { latitude: 1, longitude: 1 },
	raw: { rawMessage: '{"type": "text", "text": {"body": "Hello"}}' },
	reaction: { reactionMessageId: 'wamid.HBg', emoji: '👍' },
	sticker: link,
	text: { textBody: 'Hello' },
	video: link,
};

/** An operation's display name after that of its resource. @throws Error when there is no such operation */
export function operationName(resource: string, operation: string): string {
	const group = resources.find(({ value }) => value === resource);
	const entry = group?.operations.find(({ value }) => value === operation);
	if (!group || !entry) throw new Error(`There is no operation ${resource}.${operation}`);
	return `${group.name} > ${entry.name}`;
}

/** What one message type of Message > Send produces. */
export interface SentType {
	type: string;
	/** Set for interactive messages. */
	interactive?: { type: string; headers: string[]; parts: string[]; cards?: string[] };
	where: string;
}

const at = (value: unknown): IDataObject => (typeof value === 'object' && value !== null ? (value as IDataObject) : {});
const list = (value: unknown): IDataObject[] => (Array.isArray(value) ? (value as IDataObject[]) : []);

/** The buttons, or the name of the action, of an interactive message. */
function partsOf(interactive: IDataObject): string[] {
	const { name, buttons, cards } = at(interactive.action);
	const inCards = list(cards).flatMap((card) =>
		card.type === 'product' ? ['card: product'] : partsOf(card).map((part) => `card: ${part}`),
	);
	return [...(typeof name === 'string' ? [name] : []), ...list(buttons).map(({ type }) => String(type)), ...inCards];
}

/** The types of header that the form offers. */
function headersOf({ properties, additionalFields = [] }: MessageType): string[] {
	const has = (field: string): boolean => [...properties, ...additionalFields].some(({ name }) => name === field);
	const files = has('headerFile') ? choices(additionalFields, 'headerFile', 'file', 'headerType') : [];
	return [...files.map(({ value }) => value), ...(has('headerText') ? ['text'] : [])].sort();
}

/** Replaces links with quick replies on the cards of a carousel. */
function otherCards({ cards }: Parameters): Parameters {
	const { card } = at(cards);
	return {
		cardButtons: 'quick_reply',
		cards: { card: list(card).map((one) => ({ ...one, quickReplies: { quickReply: [{ title: 'More' }] } })) },
	};
}

/** Builds a minimal message of every type and inspects the result. @throws Error for a type without a sample */
export function sentTypes(): SentType[] {
	return messageTypes.map((form) => {
		const sample = samples[form.value];
		if (sample === undefined)
			throw new Error(`The message type ${form.value} has no sample in scripts/coverageTable/messages.ts`);
		const { body } = form.build(sample);
		const where = `${operationName('message', 'send')} > ${form.name}`;
		if (form.value === 'raw') return { type: 'raw', where };
		if (body.type !== 'interactive') return { type: String(body.type), where };
		const interactive = at(body.interactive);
		const hasCards = form.properties.some(({ name }) => name === 'cardButtons');
		const more = hasCards ? partsOf(at(form.build({ ...sample, ...otherCards(sample) }).body.interactive)) : [];
		const parts = [...new Set([...partsOf(interactive), ...more])];
		const cards =
			at(interactive.action).cards === undefined
				? undefined
				: hasCards
					? choices(form.properties, 'cards', 'card', 'headerType').map(({ value }) => value)
					: [];
		return {
			type: 'interactive',
			interactive: { type: String(interactive.type), headers: headersOf(form), parts, ...(cards && { cards }) },
			where,
		};
	});
}
