import type { IBinaryData } from 'n8n-workflow';
import { storedFile } from '../graph/stream';
import { InputError } from '../inputError';
import { checkFile } from '../messages/media';
import type { MediaUpload } from '../messages/types';
import type { OperationItem } from './types';

/** A checked file, ready for upload. */
export interface ReadyFile {
	binary: IBinaryData;
	mimeType: string;
	fileName: string;
	/** Bytes. */
	size: number;
}

const ADVICE =
	"Name a binary field of the input item, such as data: the item's Binary tab lists them. An expression that gives the file itself works too.";

/**
 * Finds the binary data that a parameter names.
 * @throws InputError when the item has no such file
 */
export function findFile(item: OperationItem, value: unknown, field: string): IBinaryData {
	const found = lookUp(item, value);
	if (found !== undefined) return found;
	const has = Object.keys(item.n8n.getInputData()[item.index]?.binary ?? {});
	const name = typeof value === 'string' ? ` '${value.slice(0, 100)}'` : '';
	const there = has.length > 0 ? `It has: ${has.join(', ')}.` : 'It has no binary data at all.';
	throw new InputError(field, `The item has no file${name}, named in '${field}'`, `${there} ${ADVICE}`);
}

/** n8n's own look-up, which says no by throwing; then what n8n 1.x does not know yet. */
function lookUp(item: OperationItem, value: unknown): IBinaryData | undefined {
	try {
		return item.n8n.helpers.assertBinaryData(item.index, value as string);
	} catch {
		return typeof value === 'object' && value !== null ? given(item, value as Partial<IBinaryData>) : undefined;
	}
}

/** A file given by an expression such as `$binary.data`, which leaves the content out on n8n 1.x. */
function given(item: OperationItem, file: Partial<IBinaryData>): IBinaryData | undefined {
	const { id, mimeType } = file;
	if (typeof mimeType !== 'string') return undefined;
	if (typeof id === 'string') return { ...file, mimeType, data: file.data ?? '' };
	const facts = Object.entries(file);
	const own = Object.values(item.n8n.getInputData()[item.index]?.binary ?? {});
	return own.find((binary) => facts.every(([key, fact]) => binary[key as keyof IBinaryData] === fact));
}

/** A name for a file that has none: Meta wants one for every upload. */
function named(binary: IBinaryData): string {
	return binary.fileName?.trim() || `file${binary.fileExtension ? `.${binary.fileExtension}` : ''}`;
}

/**
 * Finds a file and checks it against what WhatsApp takes, without reading it.
 * @param kind what the file is sent as; undefined for an upload that may become anything
 * @throws InputError naming the field
 */
export async function readyFile(
	item: OperationItem,
	upload: Pick<MediaUpload, 'binary' | 'field' | 'voice'> & { kind?: MediaUpload['kind'] },
): Promise<ReadyFile> {
	const binary = findFile(item, upload.binary, upload.field);
	const { size } = await storedFile(item.n8n, binary);
	const fileName = named(binary);
	const facts = { mimeType: binary.mimeType, size, fileName };
	const mimeType = checkFile(upload.kind ?? kindOf(binary.mimeType), facts, { voice: upload.voice, field: upload.field });
	return { binary, mimeType, fileName, size };
}

/** The kind that Meta will judge an upload by, going by its media type. */
function kindOf(mimeType = ''): MediaUpload['kind'] {
	const type = mimeType.toLowerCase();
	if (type.startsWith('image/webp')) return 'sticker';
	const [family] = type.split('/');
	return family === 'audio' || family === 'image' || family === 'video' ? family : 'document';
}
