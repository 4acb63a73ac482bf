import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { choicePage, formPage } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/render';
import { freeTextField } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/read';
import { english } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/language/languages';
import { messagePage, type Page, setPageHeaders } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/page';

/** n8n-core 2.x, html-sandbox.js, shortened. */
const N8N_POLICY = 'sandbox allow-forms allow-scripts';
const POLICY =
	"sandbox allow-forms allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Sends a page over HTTP. @param send what n8n does with the response after our headers are set */
async function headersOf(page: Page, send: (response: ServerResponse) => void): Promise<Headers> {
	const server = createServer((_request, response) => {
		setPageHeaders(response as never, page);
		send(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		await response.text();
		return response.headers;
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const texts = {
	title: 'T',
	description: 'D',
	button: 'B',
	css: 'body { color: red }',
	hasAttribution: true,
	language: english,
};
const pages: Array<[string, Page]> = [
	['a message page', messagePage('Thank you', 'Passed on', english, 'body { background: url(https://example.com) }')],
	['a form', formPage([freeTextField(english)], texts)],
	['choices', choicePage([{ answer: 'approve', label: 'Yes' }], texts)],
];

test.each(pages)('sends %s with our policy where n8n sets its own', async (_name, page) => {
	const headers = await headersOf(page, (response) => {
		response.setHeader('Content-Security-Policy', N8N_POLICY);
		response.end(page.html);
	});
	expect(headers.get('content-security-policy')).toBe(POLICY);
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
});

test.each<[string, (response: ServerResponse) => void]>([
	[
		'by setHeaders and a status',
		(response) =>
			void response
				.setHeaders(new Map([['content-security-policy', N8N_POLICY]]))
				.writeHead(409)
				.end('no'),
	],
	[
		'by flushing the headers first',
		(response) => (
			response.setHeader('Content-Security-Policy', N8N_POLICY),
			response.flushHeaders(),
			void response.end('x')
		),
	],
	[
		'when n8n removes the header',
		(response) => (response.removeHeader('content-security-policy'), void response.end('x')),
	],
])("keeps our policy instead of n8n's: %s", async (_name, send) => {
	const headers = await headersOf(messagePage('Thank you', 'Passed on', english), send);
	expect(headers.get('content-security-policy')).toBe(POLICY);
});
