import type { IDataObject } from 'n8n-workflow';
import { adviseMessage } from '../../messages/advice';
import { optionalFlag } from '../../shared/input/parameterValues';
import { otherForm } from '../../shared/input/phone';
import type { Recipient } from '../../shared/input/recipient';
import type { BuiltMessage, MediaUpload } from '../../messages/types';
import { GraphApiError } from '../../transport/errors';
import { hashOfFile, prepareBinary, type PreparedBinary } from '../run/binaryData';
import type { OperationItem, Task } from '../types';
import { checkLinks } from './checkLinks';
import type { Edge, Otherwise } from './marketingMessages';
import { rejectMediaIds } from './pool/mediaIds';
import type { PoolShare } from './pool/senderPool';
import { readResponseForm } from './response';

/** A built message, whose files may not be uploaded yet. */
export interface OutgoingMessage {
	/** Phone number ID. */
	sender: string;
	/** The numbers that share the messages of the run, if there are several. */
	share?: PoolShare;
	/** Name and language of a template. */
	template?: string;
	recipient: Recipient;
	/** The complete Cloud API message; `built.uploads` point into its objects. */
	body: IDataObject;
	built: BuiltMessage;
	/** Called right before the message is sent: sets values that change with each attempt, such as a time. */
	finish?: () => void;
	/** Graph API edge of the sender phone number; default `messages`. */
	edge?: Edge;
	/** The same message for the other edge, sent once if Meta rejects the first one with one of these codes. */
	otherwise?: Otherwise;
	/** Display name of the field with the content as JSON; absent when it comes from a form. */
	jsonField?: string;
}

/** Meta docs: Webhooks > messages (statuses): delivery and most failures are reported after a message was accepted. */
export const ACCEPTED_HINT =
	'Accepted by WhatsApp does not mean delivered. To receive delivery and failures, add a WhatsApp Trigger (On message status).';

/** Meta docs: Messages > Send messages > Customer service windows. */
export const ACCEPTED_IN_WINDOW_HINT = `${ACCEPTED_HINT} If the recipient did not write within the last 24 hours, this message will not arrive: use Send Template, or 'If the Window Is Closed' under Additional Fields.`;

/** Sends a message through one edge, or through the other one if Meta rejects it as one for the other. */
async function sendThroughEither(
	post: (edge: Edge, body: IDataObject) => Promise<IDataObject>,
	{ edge, body, otherwise }: { edge: Edge } & Pick<OutgoingMessage, 'body' | 'otherwise'>,
): Promise<IDataObject> {
	if (otherwise === undefined) return await post(edge, body);
	if (otherwise.isKnown()) return await post(otherwise.edge, otherwise.body);
	const isForOther = (thrown: unknown): boolean =>
		thrown instanceof GraphApiError && otherwise.codes.includes(thrown.response?.code ?? NaN);
	const first = await post(edge, body).catch((thrown: Error) => thrown);
	if (!(first instanceof Error)) return first;
	if (!isForOther(first)) throw first;
	// A rejection: nothing was sent, so the message is not sent twice.
	const response = await post(otherwise.edge, otherwise.body);
	otherwise.onAccepted();
	return response;
}

/** The name of a file for its upload, and in the message if it wants one. */
const nameOf = ({ target, wantsFileName }: MediaUpload, file: PreparedBinary): string =>
	(wantsFileName && (target.filename as string)) || file.fileName;

/** What tells the message from others, besides the content of its files. Their IDs change with every run. */
function contentOf({ body, built: { uploads } }: OutgoingMessage, files: PreparedBinary[]): unknown {
	// Campaigns in progress know messages without files by the body alone.
	if (files.length === 0) return body;
	return {
		body,
		files: files.map((file, index) => [
			// WhatsApp shows the names of documents only.
			uploads[index].wantsFileName ? nameOf(uploads[index], file) : null,
			file.mimeType,
			file.size,
		]),
	};
}

/**
 * The task of sending one built message: files are validated now, and uploaded when the message is sent.
 * @throws InputError when a file or link cannot be sent
 */
export async function sendTask(item: OperationItem, message: OutgoingMessage): Promise<Task> {
	const { sender, share, template, recipient, body, built, finish, edge = 'messages', otherwise, jsonField } = message;
	if (share) rejectMediaIds(body);
	for (const warning of [...(built.warnings ?? []), ...adviseMessage(body, jsonField)]) item.warn(warning);
	const files =
		built.uploads.length === 0 ? [] : await Promise.all(built.uploads.map((file) => prepareBinary(item, file)));
	await checkLinks(item, built.links);
	const { graph } = item;
	const responseFormat = readResponseForm(item, recipient);
	const withInputFields = optionalFlag(item.parameter('includeInputFields', true), 'Include Input Fields') ?? true;
	const { kind, value, key } = recipient;

	const attempt = async (from: string): Promise<IDataObject> => {
		// A blocked number sends nothing, so it needs no files.
		const uploads = graph.blockOf(from) === undefined ? [...built.uploads.entries()] : [];
		for (const [index, upload] of uploads) {
			const { target, wantsFileName } = upload;
			const file = files[index];
			const fileName = nameOf(upload, file);
			target.id = await graph.upload(from, { ...file, fileName });
			if (wantsFileName) target.filename ??= fileName;
		}
		finish?.();
		const post = async (to: Edge, content: IDataObject): Promise<IDataObject> =>
			await graph.request({
				method: 'POST',
				path: [from, to],
				body: content,
				sender: from,
				// Meta's pair rate limit does not apply to groups.
				recipient: kind === 'group' ? undefined : key,
				isPooled: share !== undefined,
				otherForm: kind === 'phone' ? otherForm(value) : undefined,
			});
		return await sendThroughEither(post, { edge, body, otherwise });
	};

	// A message stays the same one when another number takes over, or when the pool changes before the next attempt.
	const by = share ? 'pool' : sender;
	const orderingKey = `${by} ${key}`;
	return {
		orderingKey,
		// Not the content: an expression like $now changes with every attempt, and would duplicate the message. Not the
		// key either: a landline and a mobile number in Brazil can share a key.
		fingerprint: value === key ? orderingKey : `${by} ${value}`,
		content: contentOf(message, files),
		...(files.length > 0 && {
			fileHashes: async () => await Promise.all(files.map(async ({ binary }) => await hashOfFile(item, binary))),
		}),
		acceptedEarlier: responseFormat.acceptedEarlier,
		withInputFields,
		sender: share?.first ?? sender,
		senderRate: share?.senderRate,
		isFromPool: share !== undefined,
		async run() {
			if (share === undefined) return { json: responseFormat.output(await attempt(sender)) };
			const { response, from } = await share.send(graph, template, attempt);
			return { json: { ...responseFormat.output(response), ...from } };
		},
	};
}
