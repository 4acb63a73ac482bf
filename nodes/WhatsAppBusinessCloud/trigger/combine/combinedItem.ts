import type { IDataObject } from 'n8n-workflow';
import { mergeDefined, objects, text } from '../../shared/untrustedJson';

/** Fields of a single message that describe its file. */
const MEDIA = [
	'messageId',
	'type',
	'mediaId',
	'mediaUrl',
	'mimeType',
	'fileName',
	'caption',
	'voice',
	'animated',
	'binaryProperty',
	'mediaError',
];

/** Fields that only one message of several has, usually the first. */
const FROM_ANY = ['referral', 'conversationSummary'];

const latest = (messages: IDataObject[], name: string): IDataObject[string] =>
	messages.findLast((message) => message[name] !== undefined)?.[name];

/** The files of messages, each with the properties that describe it. */
export function mediaOf(messages: IDataObject[]): IDataObject[] {
	return messages
		.filter(({ mediaId }) => mediaId !== undefined)
		.map((message) => mergeDefined(Object.fromEntries(MEDIA.map((name) => [name, message[name]]))) as IDataObject);
}

/** The single messages of a combined item; undefined for any other item. */
export function partsOf(json: IDataObject): IDataObject[] | undefined {
	return json.kind === 'message' && json.messageCount !== undefined
		? (objects(json.messages) as IDataObject[])
		: undefined;
}

/** By time at WhatsApp, which counts in seconds; those of the same second in the order of arrival. */
const inOrder = (messages: IDataObject[]): IDataObject[] =>
	[...messages].sort((one, other) => String(one.timestamp ?? '').localeCompare(String(other.timestamp ?? '')));

/**
 * One item for several messages of a customer: the fields of the newest one, with the texts of all as `text`, one per
 * line, all files as `media`, and the single messages as `messages`.
 * @param received one or more items of messages, in the order of arrival
 */
export function combinedItem(received: IDataObject[]): IDataObject {
	const messages = inOrder(received);
	const types = new Set(messages.map(({ type }) => type));
	const windows = messages.flatMap(({ windowClosesAt }) => text(windowClosesAt) ?? []).sort();
	return mergeDefined(
		messages.at(-1) ?? {},
		{
			text: text(messages.flatMap((message) => text(message.text) ?? []).join('\n')),
			type: types.size === 1 ? [...types][0] : 'mixed',
		},
		mergeDefined(Object.fromEntries(FROM_ANY.map((name) => [name, latest(messages, name)])), {
			windowClosesAt: windows.at(-1),
		}),
		{ messageCount: messages.length, media: mediaOf(messages), messages },
	) as IDataObject;
}
