/** The part of formidable that n8n uses, since formidable has no types of its own. */
declare module 'formidable' {
	import type { IncomingMessage } from 'node:http';

	export interface File {
		filepath: string;
		originalFilename: string | null;
		newFilename: string;
		mimetype: string | null;
		size: number;
	}

	export interface Options {
		multiples?: boolean;
		encoding?: string;
		maxFileSize?: number;
		allowEmptyFiles?: boolean;
		minFileSize?: number;
		uploadDir?: string;
	}

	export interface Form {
		parse(request: IncomingMessage): Promise<[Record<string, string[]>, Record<string, File[]>]>;
	}

	export function formidable(options?: Options): Form;
}
