import { homepage } from '../../../package.json';

/**
 * URL of a page of the documentation, in the repository that package.json names.
 * @param page name of the file in docs/ with its anchor, such as `sending.md#templates`
 */
export const docsUrl = (page: string): string => `${homepage}/blob/HEAD/docs/${page}`;

/**
 * A link to a page of the documentation, where n8n displays HTML: in hints, notices and the description of errors.
 * @param page see `docsUrl`
 */
export const docsLink = (page: string, text: string): string =>
	`<a href="${docsUrl(page)}" target="_blank">${text}</a>`;

/** A text without the tags of `docsLink`, for places that display no HTML. */
export const withPlainLinks = (text: string): string =>
	text.replace(/<a href="([^"]+)" target="_blank">([^<]*)<\/a>/g, '$2: $1');
