import type { IDataObject } from 'n8n-workflow';

/**
 * Maximum number of files downloaded per Flow request or response. A PhotoPicker or DocumentPicker returns 30 at most
 * (Meta docs: Flows > Media upload components).
 */
export const MAX_FLOW_FILES = 50;

/** Result of one Flow file. It is kept apart from the user's data, so that the user cannot fake it. */
export interface FlowFileResult extends IDataObject {
	/** Path of the file in the user's data, e.g. `photos[0]`. */
	path: string;
	/** Set when downloaded: the binary field of the item. */
	binaryProperty?: string;
	/** Set when not downloaded: the reason. */
	mediaError?: string;
}

/** Note for an item with more files than are downloaded. */
export function skippedFilesNote(count: number): string {
	return `${count} more ${count === 1 ? 'file was' : 'files were'} not downloaded: at most ${MAX_FLOW_FILES} of one response are`;
}

/** Path of a value in the data of a Flow, in JavaScript notation: `photos[0]`, `address["zip code"]`. */
export function pathText(path: Array<string | number>): string {
	return path
		.map((part, index) => {
			if (typeof part === 'number') return `[${part}]`;
			return /^[A-Za-z_$][\w$]*$/.test(part) ? `${index > 0 ? '.' : ''}${part}` : `[${JSON.stringify(part)}]`;
		})
		.join('');
}
