import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';
import { escapeHtml } from '../shared/html';
import type { Language } from './language/languages';
import { styles } from './styles';

const POLICY = 'Content-Security-Policy';

/** A page with its security headers. */
export interface Page {
	html: string;
	headers: Record<string, string>;
}

/**
 * Browsers send an empty file field as a file without a name, which makes n8n 1.x discard the entire form. This script
 * removes such fields.
 */
const sendForm = `for (const form of document.forms) form.addEventListener('submit', () => {
	for (const field of form.querySelectorAll('input[type=file]')) field.disabled = field.files.length === 0;
});
addEventListener('pageshow', () => { for (const field of document.querySelectorAll('input[type=file]')) field.disabled = false; });`;

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page runs in its own sandbox: it has no cookies, cannot call n8n, and loads no external resources except images
 * that the workflow's author added.
 */
function policy(hasFiles: boolean, hasPictures: boolean): string {
	return [
		`sandbox allow-forms allow-popups allow-popups-to-escape-sandbox${hasFiles ? ' allow-scripts' : ''}`,
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		"form-action 'self'",
		...(hasFiles ? [`script-src ${sha256(sendForm)}`] : []),
		...(hasPictures ? ['img-src https:'] : []),
		"base-uri 'none'",
		"frame-ancestors 'none'",
	].join('; ');
}

/**
 * Sets the headers of a page. n8n 2.x replaces the policy of responses that it sends itself, such as the page after an
 * answer, with one that allows scripts and external resources, so ours is set again when the headers are sent.
 */
export function setPageHeaders(response: ReturnType<IWebhookFunctions['getResponseObject']>, { headers }: Page): void {
	const writeHead = response.writeHead.bind(response);
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	Object.assign(response, {
		writeHead: (...values: Parameters<typeof writeHead>) => {
			if (!response.headersSent) response.setHeader(POLICY, headers[POLICY]);
			return writeHead(...values);
		},
	});
}

/** Prevents CSS from ending its style element: only `</` could. The policy blocks its external resources. */
const safeCss = (css: string): string => css.replace(/<(?=[/!])/g, '\\3c ');

/**
 * Renders a complete page.
 * @param content its main part, as safe HTML
 * @param options `language` of the texts of this package; `css` follows the page's own styles
 */
export function renderPage(
	title: string,
	content: string,
	{
		language,
		css = '',
		hasFiles = false,
		hasPictures = false,
	}: { language: Language; css?: string; hasFiles?: boolean; hasPictures?: boolean },
): Page {
	return {
		html: `<!DOCTYPE html>
<html lang="${language.code}" dir="${language.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escapeHtml(title)}</title>
<style>${styles}${safeCss(css)}</style>
</head>
<body>
<main>
${content}
</main>
${hasFiles ? `<script>${sendForm}</script>\n` : ''}</body>
</html>
`,
		headers: {
			'Content-Type': 'text/html; charset=utf-8',
			[POLICY]: policy(hasFiles, hasPictures),
			'Cache-Control': 'no-store',
			'Referrer-Policy': 'no-referrer',
			'X-Content-Type-Options': 'nosniff',
			'X-Robots-Tag': 'noindex, nofollow',
		},
	};
}

/** A page with only a message. */
export function messagePage(title: string, text: string, language: Language, css?: string): Page {
	return renderPage(
		title,
		`<div class="done"><h1>${escapeHtml(title)}</h1><p class="message">${escapeHtml(text)}</p></div>`,
		{ language, css },
	);
}
