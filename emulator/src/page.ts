import type { ServerResponse } from 'node:http';

/** A page and its content security policy: it runs and loads only what it contains. */
export interface Page {
	text: string;
	policy: string;
}

/** Sends a page. */
export function show(res: ServerResponse, status: number, { text, policy }: Page): void {
	res.writeHead(status, {
		'Content-Type': 'text/html; charset=utf-8',
		'Content-Security-Policy': policy,
		'Cache-Control': 'no-store',
		'X-Content-Type-Options': 'nosniff',
		'Referrer-Policy': 'same-origin',
	});
	res.end(text);
}
