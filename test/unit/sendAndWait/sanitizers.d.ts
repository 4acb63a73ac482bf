/** The parts of the sanitizers that cleanHtml is compared with. */
declare module 'sanitize-html' {
	export interface Options {
		allowedTags: string[];
		allowedAttributes: Record<string, string[]>;
		allowedSchemes: string[];
		allowProtocolRelative: boolean;
	}

	export default function sanitizeHtml(html: string, options: Options): string;
}

declare module 'dompurify' {
	export interface Options {
		ALLOWED_TAGS: string[];
		ALLOWED_ATTR: string[];
		ALLOWED_URI_REGEXP: RegExp;
		ADD_URI_SAFE_ATTR: string[];
	}

	export default function createDOMPurify(window: object): { sanitize(html: string, options: Options): string };
}
