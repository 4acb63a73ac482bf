import { countCharacters, checkMaxLength } from '../shared/input/textLength';
import { ctaUrl } from '../messages/interactive/ctaUrl';
import { listMessage } from '../messages/interactive/listMessage';
import { counts, texts } from '../messages/interactive/interactiveLimits';
import { requiredTitle } from '../shared/input/validators';
import { replyButtons } from '../messages/interactive/replyButtons';
import { InputError, withFieldName } from '../shared/inputError';
import { type Limit } from '../shared/input/limit';
import { limits } from '../messages/messageLimits';
import { messageTextName } from '../messages/messageText';
import type { BuiltMessage } from '../messages/types';
import { text } from '../messages/text';
import type { Language } from './language/languages';
import type { Choice } from './choices';

const field = 'Message';
const buttonField = 'Message Button Label';

/** The content of a question message. */
export interface QuestionMessage {
	message: string;
	/** Label of the button that opens the page or the list. */
	button: unknown;
	hasAttribution: boolean;
	/** Of texts that are not entered. */
	language: Language;
}

const withFormFieldName = <T>(run: () => T): T =>
	withFieldName((name) => (name === messageTextName ? field : name), run);
const footer = ({ hasAttribution, language }: QuestionMessage): object =>
	hasAttribution ? { additionalFields: { footerText: language.texts.sentWithN8n } } : {};
const label = (button: unknown, fallback: string, limit: Limit): string =>
	requiredTitle(button || fallback, limit, buttonField, 'Enter the text of the button');

/** A text message. @throws InputError if it is too long */
export function textQuestion({ message, hasAttribution, language }: QuestionMessage, link?: string): BuiltMessage {
	// The link is on its own line: wrapped in formatting marks, some phones do not recognize it.
	const parts = [
		message,
		...(link === undefined ? [] : [link]),
		...(hasAttribution ? [`_${language.texts.sentWithN8n}_`] : []),
	];
	const fullText = parts.join('\n\n');
	const room = limits.textBody.max - (countCharacters(fullText) - countCharacters(message));
	checkMaxLength(
		message,
		{ ...limits.textBody, max: room },
		field,
		'Shorten the text: the link below it needs room too',
	);
	return text.build({ textBody: fullText });
}

/**
 * A button that opens a page. Where WhatsApp supports none (in groups, with long texts), a text with the link.
 * @throws InputError
 */
export function linkQuestion(outgoing: QuestionMessage, url: string, isGroup: boolean): BuiltMessage {
	if (isGroup || countCharacters(outgoing.message) > texts.body.max) return textQuestion(outgoing, url);
	const buttonText = label(outgoing.button, outgoing.language.texts.respond, texts.linkText);
	return withFormFieldName(() => ctaUrl.build({ textBody: outgoing.message, ...footer(outgoing), buttonText, url }));
}

/** The maximum label length for a number of choices. @throws InputError if there are too many for the chat */
export function choiceLimit(count: number): Limit {
	if (count <= counts.buttons.max) return texts.buttonTitle;
	if (count <= counts.rows.max) return texts.rowTitle;
	throw new InputError(
		'Choices',
		`has ${count} choices, a list in the chat can have ${counts.rows.max}`,
		"Remove choices, or set 'Response Channel' to 'Web Form'",
	);
}

/** Buttons or a list to answer by tapping. @param id returns the button ID of each choice @throws InputError */
export function buttonQuestion(
	outgoing: QuestionMessage,
	choices: Choice[],
	id: (choice: Choice) => string,
): BuiltMessage {
	const entries = choices.map((choice) => ({ title: choice.label, id: id(choice) }));
	const common = { textBody: outgoing.message, ...footer(outgoing) };
	if (choices.length <= counts.buttons.max)
		return withFormFieldName(() => replyButtons.build({ ...common, buttons: { button: entries } }));
	const buttonText = label(outgoing.button, outgoing.language.texts.choose, texts.listButton);
	return withFormFieldName(() =>
		listMessage.build({ ...common, buttonText, sections: { section: [{ rows: { row: entries } }] } }),
	);
}
