import type { IDataObject } from 'n8n-workflow';

/** Files of one request or answer of a Flow that are downloaded. A PhotoPicker or DocumentPicker gives 30 at most (Meta docs: Flows > Media upload components). */
export const MAX_FLOW_FILES = 50;

/** What became of one file of a Flow. It stands beside the user's data, so that nothing the user sends can look like it. */
export interface FlowFileResult extends IDataObject {
	/** Where the file is in the user's data, e.g. `photos[0]`. */
	path: string;
	/** Set once it is downloaded: the binary field of the item. */
	binaryProperty?: string;
	/** Set when it is not: why. */
	mediaError?: string;
}

/** What an item says when it has more files than are downloaded. */
export function skippedFilesNote(count: number): string {
	return `${count} more ${count === 1 ? 'file was' : 'files were'} not downloaded: at most ${MAX_FLOW_FILES} of one answer are`;
}

/** How to reach a value inside the data of a Flow, in JavaScript's notation: `photos[0]`, `address["zip code"]`. */
export function pathText(path: Array<string | number>): string {
	return path
		.map((part, index) => {
			if (typeof part === 'number') return `[${part}]`;
			return /^[A-Za-z_$][\w$]*$/.test(part) ? `${index > 0 ? '.' : ''}${part}` : `[${JSON.stringify(part)}]`;
		})
		.join('');
}
