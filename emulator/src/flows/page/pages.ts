import { randomBytes } from 'node:crypto';
import type { Json } from '../../messages/checks';
import type { FlowView } from '../client/types';
import { inputs } from '../client/components';
import { renderComponents } from './components';
import { html, Html } from './html';
import { style } from './style';

/** Path of the page. */
export const PHONE = '/_emulator/phone';

/** A page and its content security policy: it runs and loads only what it contains. */
export interface Page {
	text: string;
	policy: string;
}

/** A message with a flow, as the customer sees it. */
export interface FlowMessage {
	id: string;
	to: string;
	words: string;
	button: string;
	/** The customer message for a disabled button. */
	disabled?: string;
}

/** A field with an action of its own triggers it as soon as something is chosen. */
const script = `document.addEventListener('change', (event) => {
	if (!event.target.closest('[data-selects]')) return;
	const how = document.createElement('input');
	Object.assign(how, { type: 'hidden', name: 'do', value: 'select' });
	event.target.form.append(how);
	event.target.form.submit();
});`;

function page(title: string, body: Html, refresh = false): Page {
	const nonce = randomBytes(16).toString('base64');
	const text = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${refresh ? html`<meta http-equiv="refresh" content="5">` : undefined}
<style nonce="${nonce}">${new Html(style)}</style></head><body>${body}<script nonce="${nonce}">${new Html(script)}</script></body></html>`
		.text;
	const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
	return { text, policy };
}

/** The messages with a flow that customers received, newest first. */
export function listPage(messages: FlowMessage[], problem?: string): Page {
	const rows = messages.map(
		({ id, to, words, button, disabled }) =>
			html`<form method="post" action="${PHONE}"><input type="hidden" name="message" value="${id}"><div class="bubble got"><small>To ${to}</small><p>${words}</p><button class="main"${disabled === undefined ? undefined : html` disabled`}>${button}</button>${disabled === undefined ? undefined : html`<small>${disabled}</small>`}</div></form>`,
	);
	const none = html`<section><p>No message with a flow was sent yet. Execute the workflow that sends one; it appears here.</p></section>`;
	return page(
		'Phone',
		html`<main><header><span class="space"></span><h1>Messages with a flow</h1><span class="space"></span></header>${toast(problem)}${rows.length > 0 ? rows : none}</main>`,
		problem === undefined,
	);
}

const toast = (words: string | undefined): Html | undefined =>
	words === undefined ? undefined : html`<p class="toast" role="alert">${words}</p>`;

/** The current state of a flow, with the requests to its endpoint below. */
export function flowPage(view: FlowView, problems: Record<string, string> = {}, problem?: string): Page {
	const { screen, message } = view;
	const inner = screen ? screenPart(view, screen, problems) : endPart(view);
	const header = html`<header>${screen ? html`<form class="bar" method="post"><button name="do" value="back">${view.stack.length > 1 ? '‹ Back' : '✕ Close'}</button></form>` : html`<a href="${PHONE}">‹ Chat</a>`}<h1>${screen?.title ?? 'Chat'}</h1><span class="space"></span></header>`;
	return page(
		screen?.title ?? 'Phone',
		html`<main>${header}${toast(problem ?? message)}${inner}</main>${exchangesPart(view)}`,
	);
}

function screenPart(
	{ opened }: FlowView,
	{ components, form }: NonNullable<FlowView['screen']>,
	problems: Record<string, string>,
): Html {
	const files = components.some(({ type }) => inputs[type] === 'files');
	// The Enter key presses the first button.
	const links = opened.length === 0 ? undefined : html`<p class="caption">Opened: ${opened.join(', ')}</p>`;
	return html`<form method="post" novalidate${files ? html` enctype="multipart/form-data"` : undefined}><button hidden name="do" value="submit"></button>${links}${renderComponents(components, form, problems)}</form>`;
}

function endPart({ status, response }: FlowView): Html {
	if (status !== 'completed')
		return html`<section><p>The flow is closed.</p><p><a href="${PHONE}">Back to the messages</a></p></section>`;
	const rows = Object.entries(response ?? {}).map(
		([name, value]) => html`<dt>${name}</dt><dd>${typeof value === 'string' ? value : JSON.stringify(value)}</dd>`,
	);
	return html`<section><div class="bubble"><b>Response sent</b><dl>${rows}</dl></div><p><a href="${PHONE}">Back to the messages</a></p></section>`;
}

function exchangesPart({ exchanges, error }: FlowView): Html | undefined {
	if (exchanges.length === 0 && !error) return undefined;
	const one = ({ request, status, response, ms, errorMessage }: FlowView['exchanges'][number]): Html =>
		html`<pre>${pretty(request)}

→ ${status === 0 ? 'no answer' : `HTTP ${status}`} after ${ms} ms${errorMessage === undefined ? undefined : `: ${errorMessage}`}
${response === undefined ? undefined : pretty(response as Json)}</pre>`;
	const why = error ? html`<p class="problem">${error.key}: ${error.message}</p>` : undefined;
	return html`<details${error ? html` open` : undefined}><summary>What went to the endpoint (${exchanges.length})</summary>${why}${[...exchanges].reverse().map(one)}</details>`;
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
