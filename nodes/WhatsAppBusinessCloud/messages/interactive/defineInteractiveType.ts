import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { maxCharacters } from '../../shared/input/maxCharacters';
import type { Limit } from '../../shared/input/limit';
import type { Parameters } from '../../shared/input/parameters';
import type { BuiltMessage, MessageType } from '../types';
import { messageTextField, messageTextName } from '../messageText';
import { omitUndefined, readAdditionalFields } from '../../shared/input/parameterValues';
import { requiredLimitedText, limitedText } from '../../shared/input/validators';
import { type HeaderKind, headerFields, readHeader, readRequiredHeader, requiredHeaderField } from './header';
import { texts } from './interactiveLimits';

const footerName = 'Footer';

/** An action's part of the message: the action itself, and the files it requires. */
export interface BuiltAction {
	action: IDataObject;
	uploads?: BuiltMessage['uploads'];
	links?: BuiltMessage['links'];
	warnings?: BuiltMessage['warnings'];
}

/** An interactive type: the common properties as data, and its own form and action. */
export interface InteractiveSpec extends Omit<MessageType, 'build'> {
	/** `interactive.type`, if it differs from `value`. */
	type?: string | ((parameters: Parameters) => string);
	/** Supported headers; none when omitted. */
	headers?: readonly HeaderKind[];
	/** The message needs a header, which is text. */
	isHeaderRequired?: boolean;
	/** The text above the buttons. */
	body?: { isOptional?: boolean; limit?: Limit; description?: string; placeholder?: string };
	hasFooter?: boolean;
	/** @throws InputError */
	action(parameters: Parameters): BuiltAction;
}

function bodyField({
	isOptional = false,
	limit = texts.body,
	description,
	placeholder,
}: NonNullable<InteractiveSpec['body']>): INodeProperties {
	return messageTextField({
		isOptional,
		placeholder: placeholder ?? 'e.g. How can we help you today?',
		description: description ?? `The text of the message, up to ${maxCharacters(limit)}`,
	});
}

const footerField: INodeProperties = {
	displayName: footerName,
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. We answer within an hour',
	description: `Text shown in gray below the message, up to ${texts.footer.max} characters`,
};

/**
 * Creates a message type from an interactive one: adds the text before its own fields, and header and footer to its
 * additional fields.
 * WhatsApp docs: Messages > Interactive messages. `{type: 'interactive', interactive: {type, header, body, footer,
 * action}}`.
 */
export function interactiveType(spec: InteractiveSpec): MessageType {
	const { headers = [], isHeaderRequired = false, body = {}, hasFooter = true } = spec;
	return {
		value: spec.value,
		name: spec.name,
		description: spec.description,
		properties: [...(isHeaderRequired ? [requiredHeaderField] : []), bodyField(body), ...spec.properties],
		additionalFields: [
			...(isHeaderRequired ? [] : headerFields(headers)),
			...(hasFooter ? [footerField] : []),
			...(spec.additionalFields ?? []),
		],
		build(parameters) {
			const additional = readAdditionalFields(parameters.additionalFields);
			const { header, uploads, links } = isHeaderRequired
				? readRequiredHeader(parameters)
				: readHeader(headers, additional);
			const text = readBody(parameters.textBody, body);
			const footer = hasFooter ? limitedText(additional.footerText, texts.footer, footerName) : undefined;
			const type = typeof spec.type === 'function' ? spec.type(parameters) : (spec.type ?? spec.value);
			const built = spec.action(parameters);
			return {
				body: {
					type: 'interactive',
					interactive: omitUndefined({
						type,
						header,
						body: text === undefined ? undefined : { text },
						footer: footer === undefined ? undefined : { text: footer },
						action: built.action,
					}),
				},
				uploads: [...uploads, ...(built.uploads ?? [])],
				links: [...links, ...(built.links ?? [])],
				...(built.warnings?.length ? { warnings: built.warnings } : {}),
			};
		},
	};
}

function readBody(
	value: unknown,
	{ isOptional = false, limit = texts.body }: NonNullable<InteractiveSpec['body']>,
): string | undefined {
	if (isOptional) return limitedText(value, limit, messageTextName);
	return requiredLimitedText(value, limit, messageTextName, 'Enter the text of the message');
}
