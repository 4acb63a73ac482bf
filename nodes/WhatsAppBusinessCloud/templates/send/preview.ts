import { escapeHtml, formatted } from '../../shared/html';
import { nonEmptyString, objects, part, scalarText } from '../../shared/untrustedJson';
import type { TemplateDefinition } from './types';

/** What a header without text shows. WhatsApp docs: Templates > Components > Header. */
const headers: Readonly<Record<string, string>> = {
	IMAGE: 'Image',
	VIDEO: 'Video',
	DOCUMENT: 'Document',
	GIF: 'GIF',
	LOCATION: 'Location',
	PRODUCT: 'Product',
};

const upper = (value: unknown): string => scalarText(value).toUpperCase();
const bold = (html: string): string => `<b>${html}</b>`;
const small = (html: string): string => `<small>${html}</small>`;

/** Text with WhatsApp's formatting and line breaks; undefined when there is none. */
function textHtml(text: unknown): string | undefined {
	const shown = nonEmptyString(text)?.trim();
	return shown && formatted(shown).replace(/\r?\n/g, '<br>');
}

/** What a header has in the place of text, such as `[Image]`; undefined for a text. */
function headerMark({ format }: TemplateDefinition): string | undefined {
	const kind = upper(format ?? 'TEXT');
	return Object.hasOwn(headers, kind) ? `[${headers[kind]}]` : undefined;
}

function headerHtml(header: TemplateDefinition): string | undefined {
	const mark = headerMark(header);
	if (mark !== undefined) return mark;
	const { text } = header;
	const shown = nonEmptyString(text);
	return shown && bold(escapeHtml(shown));
}

/** A button, with what it opens. Meta lists the code button of authentication templates as a link of its own. */
function buttonHtml({ text, url, phone_number: phone }: TemplateDefinition): string | undefined {
	const shown = nonEmptyString(text);
	if (shown === undefined) return undefined;
	const target = [nonEmptyString(url), nonEmptyString(phone)].find((one) => one !== undefined);
	const isInternal = target !== undefined && /^https:\/\/www\.whatsapp\.com\/otp\//i.test(target);
	const opens = target === undefined || isInternal ? '' : ` ${small(escapeHtml(target))}`;
	return `[${escapeHtml(shown)}]${opens}`;
}

function offerHtml({ limited_time_offer: offer }: TemplateDefinition): string | undefined {
	return textHtml(part(offer).text);
}

const cardHtml = (card: TemplateDefinition, index: number): string =>
	[bold(`Card ${index + 1}`), ...componentsHtml(card.components)].join('<br>');

/** Each component as lines of HTML, in the order in which WhatsApp shows them. */
function componentsHtml(value: unknown): string[] {
	const components = objects(value);
	const of = (type: string): TemplateDefinition[] => components.filter((one) => upper(one.type) === type);
	return [
		...of('HEADER').map(headerHtml),
		...of('LIMITED_TIME_OFFER').map(offerHtml),
		...of('BODY').map(({ text }) => textHtml(text)),
		...of('FOOTER')
			.map(({ text }) => textHtml(text))
			.map((text) => text && small(text)),
		...of('BUTTONS').flatMap(({ buttons }) => objects(buttons).map(buttonHtml)),
		...of('CAROUSEL').flatMap(({ cards }) => objects(cards).map(cardHtml)),
	].filter((html) => html !== undefined);
}

/**
 * The text of a template as its recipients see it, with the variables: header, body, footer, buttons and cards. As safe
 * HTML for a notice in n8n's editor.
 * @param template as returned by GET /{waba}/message_templates; unknown parts are ignored
 * @returns '' for a template without any text
 */
export const templateHtml = (template: TemplateDefinition): string => componentsHtml(template.components).join('<br>');

/**
 * What a template contains in one line, for lists: a mark for a header with a file and for cards, and the body's text,
 * as in `[Image] [2 cards] New in our shop`.
 * @returns undefined when it has none of them
 */
export function templateSummary(template: TemplateDefinition): string | undefined {
	const components = objects(template.components);
	const of = (type: string): TemplateDefinition | undefined => components.find((one) => upper(one.type) === type);
	const cards = objects(of('CAROUSEL')?.cards).length;
	const parts = [
		headerMark(of('HEADER') ?? {}),
		cards > 0 ? `[${cards} cards]` : undefined,
		nonEmptyString(of('BODY')?.text)?.replace(/\s+/g, ' ').trim(),
	];
	return parts.filter(Boolean).join(' ') || undefined;
}
