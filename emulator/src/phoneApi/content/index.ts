import type { Json } from '../../messages/checks';
import type { State } from '../../state';
import type { Content, Media } from '../types';
import { contactCards, placeOf } from './contacts';
import { interactiveContent } from './interactive';
import { mediaOf } from './media';
import { sentOrder } from './order';
import { compact, part, text } from './read';
import { templateContent } from './template';

type Sources = Pick<State, 'media' | 'templates'>;

const kinds = ['image', 'video', 'audio', 'document', 'sticker'];

/** What a message shows, from the body of a request or from a webhook. */
export function contentOf(type: string, body: Json, sources: Sources): Content {
	if (kinds.includes(type)) return mediaContent(type as Media['kind'], part(body[type]), sources);
	return contents[type]?.(body, sources) ?? { type, note: `A message of the type ${type}` };
}

function mediaContent(kind: Media['kind'], file: Json, { media }: Sources): Content {
	return compact({ type: kind, media: mediaOf(kind, file, media), text: text(file.caption) });
}

const contents: Record<string, (body: Json, sources: Sources) => Content> = {
	text: ({ text: value }) => {
		const { body, preview_url } = part(value);
		const words = String(body ?? '');
		const wantsPreview = preview_url === true || preview_url === 'true';
		return compact({ type: 'text', text: words, preview: wantsPreview ? firstLink(words) : undefined });
	},
	location: ({ location }) => ({ type: 'location', place: placeOf(location) }),
	contacts: ({ contacts }) => ({ type: 'contacts', contacts: contactCards(contacts) }),
	interactive: ({ interactive }, { media }) => {
		const value = part(interactive);
		return replyContent(value) ?? interactiveContent(value, media);
	},
	template: ({ template }, { templates, media }) => templateContent(part(template), templates, media),
	order: ({ order }) => ({ type: 'order', order: sentOrder(part(order)) }),
	button: ({ button }) => ({ type: 'button', text: text(part(button).text) }),
	unsupported: () => ({ type: 'unsupported', text: 'This message is not supported.' }),
};

/** The first link in a text, which the preview shows (Meta docs: Messages > Text messages > Link preview). */
function firstLink(words: string): string | undefined {
	return /https?:\/\/[^\s<>"]+/i.exec(words)?.[0].replace(/[.,;:!?)]+$/, '');
}

/** What a customer answered to an interactive message (Meta docs: Webhooks > messages > Interactive). */
function replyContent(interactive: Json): Content | undefined {
	const reply = replies[String(interactive.type)];
	return reply && { type: 'interactive', ...reply(part(interactive[String(interactive.type)])) };
}

const replies: Record<string, (reply: Json) => Partial<Content>> = {
	button_reply: ({ title }) => ({ text: text(title) }),
	list_reply: ({ title, description }) => ({ text: [title, description].map(text).filter(Boolean).join('\n') }),
	nfm_reply: ({ name, body, response_json }) =>
		name === 'flow'
			? { text: 'Response sent', note: text(response_json) }
			: { text: text(body) ?? 'Address sent', note: text(response_json) },
	call_permission_reply: ({ response, is_permanent }) => ({
		text:
			response === 'accept' ? (is_permanent === true ? 'Calls allowed' : 'Calls allowed for 7 days') : 'Calls declined',
	}),
	payment_method: () => ({ text: 'Paid' }),
};
