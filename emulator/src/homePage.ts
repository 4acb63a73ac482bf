import { randomBytes } from 'node:crypto';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Env } from './app';
import { credentialValues, SHOWN_NUMBERS } from './credentialValues';
import { html, Html } from './html';
import { show, type Page } from './page';
import { PAGE as PHONE } from './phoneApi/app';
import type { State } from './state';

/** The page at the emulator's address: what it is, what to enter in n8n, and where to look. */
export function homePage(state: State, c: Context<Env>): Response {
	show(c.env.outgoing, 200, pageOf(state));
	return RESPONSE_ALREADY_SENT;
}

const style = `
:root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif; color: #1c1e21; background: #f0f2f5; }
body { margin: 0; padding: 32px 16px; }
main { max-width: 720px; margin: 0 auto; background: #fff; border-radius: 12px; box-shadow: 0 1px 8px #0002; padding: 24px 32px 32px; }
h1 { font-size: 22px; margin: 0 0 8px; } h2 { font-size: 16px; margin: 28px 0 8px; }
p { margin: 0 0 8px; color: #4b4f56; }
table { border-collapse: collapse; width: 100%; } td, th { padding: 7px 12px 7px 0; border-bottom: 1px solid #e4e6eb; vertical-align: top; text-align: left; font-weight: normal; }
th { color: #4b4f56; white-space: nowrap; }
code { font: 13px/1.5 ui-monospace, monospace; user-select: all; overflow-wrap: anywhere; } small { display: block; color: #65676b; }
button { font: 13px system-ui, sans-serif; color: #0a7c5c; background: #fff; border: 1px solid #ccd0d5; border-radius: 6px; padding: 2px 10px; cursor: pointer; }
td:last-child { width: 1%; padding-right: 0; white-space: nowrap; } td.wide { width: auto; white-space: normal; }
a { color: #0a7c5c; }
`;

/** Copies the value in the button's row. */
const script = `document.addEventListener('click', async ({ target }) => {
	if (!target.matches('button')) return;
	await navigator.clipboard.writeText(target.closest('tr').querySelector('code').textContent);
	target.textContent = 'Copied';
});`;

const links: Array<[path: string, name: string, about: string]> = [
	[PHONE, 'Phone', 'The phones of customers: write to your business, and answer its messages'],
	['/_emulator/messages', 'Messages', 'All accepted messages'],
	['/_emulator/state', 'State', 'Numbers of requests, messages and errors'],
	['/_emulator/requests', 'Requests', 'All requests, with status and error code'],
	['/_emulator/webhooks', 'Webhooks', 'All deliveries to n8n'],
	['/_emulator/subscriptions', 'Subscriptions', 'Who receives webhooks'],
	[
		'/_emulator/numbers',
		'Numbers',
		'Phone numbers with their state, and the verification codes that were sent to them',
	],
	['/_emulator/seed', 'Account', 'All data of the account'],
];

function pageOf({ flowSessions, seed, requestCount, messages }: State): Page {
	const nonce = randomBytes(16).toString('base64');
	const values = credentialValues(flowSessions.origin, seed).map(
		({ label, value, about }) =>
			html`<tr><th scope="row">${label}</th><td><code>${value}</code>${about === undefined ? undefined : html`<small>${about}</small>`}</td><td><button>Copy</button></td></tr>`,
	);
	const more = seed.phoneNumbers.length - SHOWN_NUMBERS;
	const pages = links.map(
		([path, name, about]) =>
			html`<tr><th scope="row"><a href="${path}">${name}</a></th><td class="wide">${about}</td></tr>`,
	);
	const text = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>WhatsApp Cloud API emulator</title>
<style nonce="${nonce}">${new Html(style)}</style></head><body><main>
<h1>WhatsApp Cloud API emulator</h1>
<p>A local replacement for graph.facebook.com. Messages never leave this machine. All data is fictitious and discarded when the emulator stops.</p>
<p>So far: ${requestCount} requests, ${messages.length} accepted messages.</p>
<h2>Values for credentials in n8n</h2>
<table>${values}</table>${more > 0 ? html`<p><small>${more} more numbers are listed under Account.</small></p>` : undefined}
<h2>More</h2>
<table>${pages}</table>
</main><script nonce="${nonce}">${new Html(script)}</script></body></html>`.text;
	const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
	return { text, policy };
}
