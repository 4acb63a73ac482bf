import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../body';
import { Customer } from '../../customer';
import { isObject, type Json } from '../../messages/checks';
import type { State } from '../../state';
import type { AcceptedMessage } from '../../types';
import { flowButton } from '../client/fromMessage';
import type { FlowSession } from '../client/session';
import { FormIncomplete } from '../client/types';
import { changes } from './fillIn';
import { flowPage, listPage, PHONE, type FlowMessage, type Page } from './pages';

/** Whether a request is for the page that shows a customer's phone. */
export const isPhonePage = (path: string): boolean => path === PHONE || path.startsWith(`${PHONE}/`);

/** A customer's phone as a web page: the sent messages with a flow, and the flows opened from them. */
export async function phoneRoute(state: State, req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
	const { origin, host } = req.headers;
	// No page of another site may submit forms here.
	if (origin !== undefined && origin !== `${state.flowSessions.origin.split(':')[0]}://${host}`)
		return void res.writeHead(403).end();
	const id = path === PHONE ? undefined : path.slice(PHONE.length + 1);
	try {
		if (req.method === 'GET')
			return show(res, 200, id === undefined ? list(state) : flowPage(state.flowSessions.find(id).view()));
		if (req.method !== 'POST') return void res.writeHead(405).end();
		const sent = await readForm(req);
		if (id === undefined) return goTo(res, (await opened(state, String(sent.get('message')))).id);
		return await act(state.flowSessions.find(id), sent, res);
	} catch (error) {
		if (error instanceof RangeError) return show(res, 404, list(state, error.message));
		throw error;
	}
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

const goTo = (res: ServerResponse, session: string): void =>
	void res.writeHead(303, { Location: `${PHONE}/${session}` }).end();

async function readForm(req: IncomingMessage): Promise<FormData> {
	const body = new Uint8Array(await readBody(req));
	return await new Response(body, { headers: { 'Content-Type': req.headers['content-type'] ?? '' } })
		.formData()
		.catch(() => new FormData());
}

/** Carries out a tap. An invalid form is shown again with its errors. */
async function act(session: FlowSession, sent: FormData, res: ServerResponse): Promise<void> {
	try {
		const { screen } = session.view();
		if (sent.get('do') === 'back') await session.back();
		else if (screen) {
			const before = session.view();
			const after = await session.fill(await changes(screen, sent));
			const moved =
				after.message !== undefined || after.stack.length !== before.stack.length || after.status !== 'open';
			const tap = sent.get('tap');
			if (!moved && tap !== null) await session.tap(JSON.parse(String(tap)) as Json);
			else if (!moved && sent.get('do') === 'submit') await session.submit();
		}
		goTo(res, session.id);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		if (error instanceof FormIncomplete) show(res, 422, flowPage(session.view(), error.problems));
		else show(res, 422, flowPage(session.view(), {}, error.message));
	}
}

const text = (value: unknown): string => (isObject(value) && typeof value.text === 'string' ? value.text : '');

function list(state: State, problem?: string): Page {
	const messages = state.messages.flatMap((message): FlowMessage[] => {
		const button = flowButton(message, state.templates);
		if (!button) return [];
		const { id, to, body } = message;
		const interactive = isObject(body?.interactive) ? body.interactive : {};
		const template = isObject(body?.template) ? `Template ${String(body.template.name)}` : '';
		const words = [text(interactive.header), text(interactive.body) || template, text(interactive.footer)]
			.filter((one) => one !== '')
			.join('\n');
		return [{ id, to, words, button: button.title, disabled: state.flowSessions.disabledButton(id) }];
	});
	return listPage(messages.reverse(), problem);
}

async function opened(state: State, id: string): Promise<FlowSession> {
	const message = state.messages.find((one) => one.id === id);
	if (!message) throw new RangeError('There is no such message');
	return await new Customer(state, personOf(message)).openFlow({ message: id });
}

/** The phone number of a message's recipient; here a business-scoped user ID contains it. */
function personOf({ to }: AcceptedMessage): string {
	return /^[A-Z]{2}\./.test(to) ? to.slice(3, -4) : to;
}
