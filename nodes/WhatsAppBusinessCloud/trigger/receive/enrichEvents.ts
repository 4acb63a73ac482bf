import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';
import { runWithConcurrency } from '../../shared/concurrency/orderedConcurrency';
import { createGraphClient } from '../../transport/client';
import { megabytes } from '../../shared/formatBytes';
import type { GraphClient } from '../../transport/types';
import { skippedFilesNote, type FlowFileResult } from '../../shared/flowFiles';
import { readTranscript } from './callTranscript';
import { callFile } from './events/calls';
import { contentFields, typeOf } from './events/content';
import { isVoicemail } from './events/messages';
import { number, objects, part, text } from '../../shared/untrustedJson';
import { freeName, errorText } from '../../shared/binaryItems';
import { filesInFlowResponse, type FlowResponseFiles } from './flowResponseFiles';
import { addOrderProducts, ordersIn } from './orderProducts';
import { mediaOf, partsOf } from '../combine/combinedItem';
import { receivedItems } from '../combine/endRounds';
import type { Data } from '../../shared/untrustedJson';

/** Maximum number of parallel Graph API calls; one file takes as long as all small calls together. */
const PARALLEL_CALLS = 20;
const PARALLEL_FILES = 4;

/** Retries per request. Kept low because the workflow waits meanwhile. */
const RETRIES = 2;

/** MB. The largest file that WhatsApp allows, a document (WhatsApp docs: Media > Supported media types). */
export const MAX_MEDIA_MB = 100;

/** What to do with messages before the workflow continues. */
interface FollowUps {
	markAsRead: boolean;
	showTyping: boolean;
	download: boolean;
	orderProducts: boolean;
	/** Name of the binary field. */
	binaryField: string;
	/** Bytes. */
	maxSize: number;
}

/** An incoming message, found in an item of any output format. */
interface Incoming {
	item: number;
	/** Receives error messages. */
	note: IDataObject;
	/** The message itself, if the item combines several. It receives the name of its file, and errors. */
	part?: IDataObject;
	phoneNumberId?: string;
	messageId?: string;
	/** The chat whose messages are marked as read together; undefined if the event cannot be marked as read. */
	chat?: string;
	isGroup: boolean;
	mediaId?: string;
	fileName?: string;
	/** Files in a Flow response. */
	flowFiles: FlowResponseFiles;
}

/** A file to download, with the object that receives errors. */
interface File extends Pick<Incoming, 'item' | 'note' | 'part' | 'mediaId' | 'fileName'> {
	/** Set for a file of a Flow. */
	result?: FlowFileResult;
	/** Receives the text of the transcript in the file. */
	transcript?: IDataObject;
}

function readFollowUps(context: IExecuteFunctions): FollowUps {
	const options = part(context.getNodeParameter('options', 0, {}));
	const megabytes = number(options.maxFileSize);
	return {
		markAsRead: options.markAsRead === true || options.showTyping === true,
		showTyping: options.showTyping === true,
		download: options.downloadMedia === true,
		orderProducts: options.orderProducts === true,
		binaryField: text(options.mediaField)?.trim() || 'data',
		maxSize:
			(megabytes !== undefined && megabytes > 0 ? Math.min(megabytes, MAX_MEDIA_MB) : MAX_MEDIA_MB) * 1024 * 1024,
	};
}

/**
 * The chat of a message. In a group, each message is marked as read separately (WhatsApp docs: Messages > Mark messages
 * as read, since May 2026).
 */
function chatOf(json: Data): string | undefined {
	if (text(json.groupId) !== undefined) return text(json.messageId);
	return text(json.from) ?? text(json.userId) ?? text(json.messageId);
}

function incoming(item: number, note: IDataObject, json: Data): Incoming {
	return {
		item,
		note,
		phoneNumberId: text(json.phoneNumberId),
		messageId: text(json.messageId),
		chat: chatOf(json),
		isGroup: text(json.groupId) !== undefined,
		mediaId: text(json.mediaId),
		fileName: text(json.fileName),
		flowFiles: filesInFlowResponse(json.flowResponse),
	};
}

/** The kinds of events that are not messages but have a file. */
const FILE_KINDS: readonly unknown[] = ['voicemail', 'callRecording', 'callTranscript'];

/** A file that belongs to a call: there is no message to mark as read. */
const ofCall = (item: number, note: IDataObject, json: Data): Incoming => ({
	...incoming(item, note, { mediaId: json.mediaId }),
	chat: undefined,
});

/** A message or file in one of the trigger's events, or the messages that it combines. */
function inEvent(item: number, json: IDataObject): Incoming[] {
	const parts = partsOf(json);
	if (parts !== undefined) return parts.map((part) => ({ ...incoming(item, json, part), part }));
	if (json.kind === 'message') return [incoming(item, json, json)];
	return FILE_KINDS.includes(json.kind) ? [ofCall(item, json, json)] : [];
}

/** The messages and files in a change as WhatsApp sent it. */
function inChange(item: number, json: IDataObject): Incoming[] {
	const phoneNumberId = part(json.metadata).phone_number_id;
	if (json.field === 'calls') return objects(json.calls).map((row) => ofCall(item, json, callFile(row)));
	if (json.field !== 'messages') return [];
	return objects(json.messages)
		.filter((row) => typeOf(row) !== 'system')
		.map((row) => {
			const fields = {
				...contentFields(row),
				phoneNumberId,
				messageId: row.id,
				groupId: row.group_id,
				from: row.from,
				userId: row.from_user_id,
			};
			return isVoicemail(text(row.id)) ? ofCall(item, json, fields) : incoming(item, json, fields);
		});
}

/** The messages and files in an item, for any 'Output' format. */
function messagesIn(json: IDataObject, item: number): Incoming[] {
	if (json.kind !== undefined) return inEvent(item, json);
	if (Array.isArray(json.events))
		return (objects(json.events) as IDataObject[]).flatMap((event) => inEvent(item, event));
	return inChange(item, json);
}

/** The files of a message: its own, or those that the user selected in a Flow. */
function filesOf({ item, note: ofItem, part: single, mediaId, fileName, flowFiles }: Incoming): File[] {
	const note = single ?? ofItem;
	const transcript = note.kind === 'callTranscript' ? note : undefined;
	const own = mediaId === undefined ? [] : [{ item, note, part: single, mediaId, fileName, transcript }];
	const { results, skipped } = flowFiles;
	if (results.length === 0) return own;
	note.files = [...((note.files as FlowFileResult[] | undefined) ?? []), ...results];
	if (skipped > 0) note.filesError = skippedFilesNote(skipped);
	return [
		...own,
		...results.map((result): File => ({
			item,
			note: result,
			result,
			mediaId: result.mediaId,
			fileName: text(result.fileName),
		})),
	];
}

/**
 * The newest message of each chat: marking it as read also marks earlier ones (WhatsApp docs: Messages > Mark messages
 * as read).
 */
function newestOfChats(messages: Incoming[]): Incoming[] {
	const newest = new Map<string, Incoming>();
	for (const message of messages) {
		if (message.chat !== undefined && message.messageId !== undefined)
			newest.set(`${message.phoneNumberId} ${message.chat}`, message);
	}
	return [...newest.values()];
}

/** WhatsApp docs: Typing indicators: not in groups. */
async function markAsRead(graph: GraphClient, message: Incoming, showTyping: boolean): Promise<void> {
	if (message.phoneNumberId === undefined) throw new Error('WhatsApp did not say which number the message came to');
	await graph.request({
		method: 'POST',
		path: [message.phoneNumberId, 'messages'],
		body: {
			messaging_product: 'whatsapp',
			status: 'read',
			message_id: message.messageId,
			...(showTyping && !message.isGroup && { typing_indicator: { type: 'text' } }),
		},
		idempotent: true,
	});
}

async function fetchFile(
	graph: GraphClient,
	{ mediaId, fileName }: File,
	maxSize: number,
): Promise<IBinaryKeyData[string]> {
	const media = await graph.request({ method: 'GET', path: [String(mediaId)] });
	const size = number(media.file_size) ?? 0;
	if (size > maxSize) {
		throw new Error(`The file has ${megabytes(size)} MB; 'Max File Size (MB)' allows ${megabytes(maxSize)} MB`);
	}
	return await graph.download(media, fileName, maxSize);
}

/** Runs jobs in parallel. Writes errors to the item of the message. */
async function each<T extends { note: IDataObject }>(
	messages: T[],
	limit: number,
	key: string,
	job: (message: T) => Promise<void>,
	isCancelled: () => boolean,
): Promise<void> {
	const start = async (index: number): Promise<void> => {
		try {
			await job(messages[index]);
		} catch (cause) {
			messages[index].note[key] = errorText(cause);
		}
	};
	await runWithConcurrency(messages.length, limit, start, () => !isCancelled());
}

/** Adds downloaded files to their items. Names are in input order, regardless of which download finished first. */
function attachFiles(
	items: INodeExecutionData[],
	files: File[],
	fetched: ReadonlyMap<File, IBinaryKeyData[string]>,
	field: string,
): void {
	for (const message of files) {
		const file = fetched.get(message);
		if (file === undefined) continue;
		const binary = (items[message.item].binary ??= {});
		const name = freeName(binary, field);
		binary[name] = file;
		const described = message.result ?? message.part;
		if (described) described.binaryProperty = name;
	}
}

/**
 * The trigger's execute: processes messages before the workflow continues. It runs in the execution, after Meta
 * received its response, so a large file delays no webhook and the message is already stored in n8n. Errors do not stop
 * the workflow; they appear in the item as `mediaError`, `markAsReadError` or `orderError`.
 */
export async function enrichEvents(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = await receivedItems(this, this.getInputData());
	if (input.length === 0) return [[]];
	const { markAsRead: marks, showTyping, download, orderProducts, binaryField, maxSize } = readFollowUps(this);
	if (!marks && !download && !orderProducts) return [input];
	const items = input.map(({ json }, item): INodeExecutionData => ({ json: deepCopy(json), pairedItem: { item } }));

	const messages = items.flatMap(({ json }, item) => messagesIn(json, item));
	const read = marks ? newestOfChats(messages) : [];
	const files = download ? messages.flatMap(filesOf) : [];
	const isCancelled = (): boolean => this.getExecutionCancelSignal()?.aborted ?? false;
	let client: Promise<(item: number) => GraphClient> | undefined;
	const graphOf = async ({ item }: { item: number }): Promise<GraphClient> => {
		client ??= createGraphClient(this, { credential: 'whatsAppBusinessCloudApi', maxRetries: RETRIES });
		return (await client)(item);
	};

	await each(
		read,
		PARALLEL_CALLS,
		'markAsReadError',
		async (message) => await markAsRead(await graphOf(message), message, showTyping),
		isCancelled,
	);
	const orders = orderProducts ? items.flatMap(({ json }, item) => ordersIn(json, item)) : [];
	if (!isCancelled()) await addOrderProducts(orders, this.getNode(), graphOf);
	const fetched = new Map<File, IBinaryKeyData[string]>();
	await each(
		files,
		PARALLEL_FILES,
		'mediaError',
		async (message) => {
			const file = await fetchFile(await graphOf(message), message, maxSize);
			fetched.set(message, file);
			if (message.transcript) Object.assign(message.transcript, await readTranscript(this, file));
		},
		isCancelled,
	);
	attachFiles(items, files, fetched, binaryField);
	for (const { json } of items) {
		const parts = partsOf(json);
		if (parts !== undefined) json.media = mediaOf(parts);
	}
	return [items];
}
