import type { IBinaryData } from 'n8n-workflow';
import { endingOfName, endingOfType, typeOfFile } from '../../shared/fileTypes';
import { contentHash, firstBytes, binaryFileStream, type StoredFile } from '../../transport/stream';
import { InputError } from '../../shared/inputError';
import { asOggOpus, isRecording, typeOfAudio } from './audioFile';
import { HEAD_BYTES } from '../../messages/fileHead';
import { checkFile, isDecidedByContent, type FileMetadata } from '../../messages/media';
import type { MediaUpload } from '../../messages/types';
import type { OperationItem } from '../types';
import type { FieldPath } from '../../shared/inputPath';

/** A validated file, ready for upload. */
export interface PreparedBinary {
	binary: IBinaryData;
	mimeType: string;
	fileName: string;
	/** Bytes. */
	size: number;
}

const ADVICE =
	"Name a binary field of the input item, such as data: the item's Binary tab lists them. An expression that returns the file works, too.";

/** Maximum number of an item's files that an error names. */
const MAX_NAMED = 10;

/** The item's files, by the name of their field. */
const filesOf = (item: OperationItem): Record<string, IBinaryData> => item.n8n.getInputData()[item.index]?.binary ?? {};

/** `data, photo and 3 more`. */
function listNames(names: string[]): string {
	const shown = names.slice(0, MAX_NAMED).map((name) => name.slice(0, 100));
	return shown.join(', ') + (names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '');
}

/** The file of an item that has only one. @throws InputError when it has none or several */
function onlyFile(item: OperationItem, field: FieldPath): IBinaryData {
	const files = Object.entries(filesOf(item));
	if (files.length === 1) return files[0][1];
	if (files.length > 1) {
		throw new InputError(
			field,
			`is empty, but the item has ${files.length} files`,
			`Enter the name of one of them: ${listNames(files.map(([name]) => name))}`,
		);
	}
	throw new InputError(
		field,
		(quoted) => `The item has no file to use for ${quoted}`,
		'Add a node before this one that outputs the file, such as HTTP Request or Read/Write Files from Disk',
	);
}

/**
 * Finds the binary data that a parameter names.
 * @param value name of a binary field or a file; undefined for the only file of the item
 * @throws InputError when the item has no such file
 */
export function findBinary(item: OperationItem, value: unknown, field: FieldPath): IBinaryData {
	if (value === undefined) return onlyFile(item, field);
	const found = lookUp(item, value);
	if (found !== undefined) return found;
	const has = Object.keys(filesOf(item));
	const name = typeof value === 'string' ? ` '${value.slice(0, 100)}'` : '';
	const available = has.length > 0 ? `It has: ${listNames(has)}.` : 'It has no binary data at all.';
	throw new InputError(field, (quoted) => `The item has no file${name}, named in ${quoted}`, `${available} ${ADVICE}`);
}

/** n8n's own lookup, which throws if there is no file; then the lookups that n8n 1.x lacks. */
function lookUp(item: OperationItem, value: unknown): IBinaryData | undefined {
	try {
		return item.n8n.helpers.assertBinaryData(item.index, value as string);
	} catch {
		return typeof value === 'object' && value !== null ? completeFile(item, value) : undefined;
	}
}

/** A file from an expression like `$binary.data`, which omits the content on n8n 1.x. */
function completeFile(item: OperationItem, file: Partial<IBinaryData>): IBinaryData | undefined {
	const { id, mimeType } = file;
	if (typeof mimeType !== 'string') return undefined;
	if (typeof id === 'string') return { ...file, mimeType, data: file.data ?? '' };
	const facts = Object.entries(file);
	const own = Object.values(filesOf(item));
	return own.find((binary) => facts.every(([key, fact]) => binary[key as keyof IBinaryData] === fact));
}

/** What was read of the files of a run, by ID: a file for many recipients is read once. */
interface FileReads {
	/** First bytes. */
	heads: Map<string, Promise<Buffer>>;
	hashes: Map<string, Promise<string>>;
}

const reads = new WeakMap<object, FileReads>();

function readsOf({ n8n }: OperationItem): FileReads {
	const ofRun = reads.get(n8n) ?? { heads: new Map(), hashes: new Map() };
	reads.set(n8n, ofRun);
	return ofRun;
}

async function readOnce<T>(known: Map<string, Promise<T>>, { id }: IBinaryData, read: () => Promise<T>): Promise<T> {
	if (id === undefined) return await read();
	const reading = known.get(id) ?? read();
	known.set(id, reading);
	reading.catch(() => known.delete(id));
	return await reading;
}

const headOf = async (item: OperationItem, binary: IBinaryData, stored: StoredFile): Promise<Buffer> =>
	await readOnce(readsOf(item).heads, binary, async () => await firstBytes(stored, HEAD_BYTES));

/** SHA-256 of a file. Reads all of it, once per run. */
export const hashOfFile = async (item: OperationItem, binary: IBinaryData): Promise<string> =>
	await readOnce(readsOf(item).hashes, binary, async () => await contentHash(await binaryFileStream(item.n8n, binary)));

/**
 * The file name for an upload; Meta requires one. A text uploaded as text/plain is identified only by its name, so it
 * gets an extension.
 */
function uploadName({ fileName = '', fileExtension }: IBinaryData, type: string, uploaded: string): string {
	const name = fileName.trim();
	const ending = endingOfType(type) ?? fileExtension;
	if (name === '') return ending ? `file.${ending}` : 'file';
	return ending && uploaded !== type && endingOfName(name) === '' ? `${name}.${ending}` : name;
}

/** What the item is sent as. */
type Use = Pick<MediaUpload, 'binary' | 'field' | 'voice'> & { kind?: MediaUpload['kind'] };

const metadataOf = ({ mimeType, fileName = '', fileExtension }: IBinaryData, size: number): FileMetadata => ({
	mimeType,
	size,
	fileName: fileName.trim() || `file.${fileExtension ?? ''}`,
});

/** A file as it can be sent: audio is known by its content, and a recording of a browser is repackaged. */
async function toSendable(
	item: OperationItem,
	found: IBinaryData,
	{ kind, field = '' }: Use,
): Promise<{ binary: IBinaryData; metadata: FileMetadata }> {
	const stored = await binaryFileStream(item.n8n, found);
	const metadata = metadataOf(found, stored.size);
	const type = typeOfFile(metadata);
	const isAudio = kind === 'audio' || (kind === undefined && type === 'audio/webm');
	if (!isAudio && !isDecidedByContent(metadata)) return { binary: found, metadata };
	const head = await headOf(item, found, stored);
	const actual = isAudio ? typeOfAudio(head) : undefined;
	if (actual === undefined || !isRecording(actual)) {
		// The name would count for more than a type that only states the container format.
		const named = actual === undefined || actual === type ? {} : { mimeType: actual };
		return { binary: found, metadata: { ...metadata, ...named, head } };
	}
	const binary = await asOggOpus(item, found, stored, field);
	const ogg = Buffer.from(binary.data, 'base64');
	return { binary, metadata: { ...metadataOf(binary, ogg.length), head: ogg.subarray(0, HEAD_BYTES) } };
}

/**
 * Finds a file and validates it against what WhatsApp accepts. Reads only the first bytes of its content, except for a
 * recording of a browser.
 * @param upload.kind what the file is sent as; undefined for an upload for any purpose
 * @throws InputError naming the field
 */
export async function prepareBinary(item: OperationItem, upload: Use): Promise<PreparedBinary> {
	const found = findBinary(item, upload.binary, upload.field);
	const { binary, metadata } = await toSendable(item, found, upload);
	const uploaded = checkFile(upload.kind, metadata, { voice: upload.voice, field: upload.field });
	return {
		binary,
		mimeType: uploaded,
		fileName: uploadName(binary, typeOfFile(metadata), uploaded),
		size: metadata.size ?? 0,
	};
}
