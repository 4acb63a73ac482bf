import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { signatureOf } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';
import { APP_SECRET, GRAPH, PHONE, runNode, WITH_APP, type RunOptions, type RunResult } from '../harness';

const ORIGIN = 'https://n8n.example.com';
const PATH = '/webhook/0b6f1c1e/webhook';

/** Runs an operation of Conversation for a customer. */
export const runConversation = async (
	operation: string,
	parameters: INodeParameters = {},
	options: Partial<RunOptions> = WITH_APP,
): Promise<RunResult> =>
	await runNode({
		parameters: { resource: 'conversation', operation, phoneNumberId: PHONE, user: '+1 650-555-1234', ...parameters },
		...options,
	});

/** Meta names a callback URL for the number. */
export const callbackOfNumber = (address: string | undefined = `${ORIGIN}${PATH}`): nock.Scope =>
	nock(GRAPH)
		.get(`/v25.0/${PHONE}`)
		.query(({ fields }) => fields === 'display_phone_number,webhook_configuration')
		.reply(200, { id: PHONE, ...(address && { webhook_configuration: { application: address } }) });

/** What a trigger at the callback URL gets: the body and its signature. */
export interface Request {
	raw: Buffer;
	signature: string;
}

/** A trigger at the callback URL answers with this. @returns the requests that it gets */
export function triggerAnswers(answer: (request: Request) => Promise<[number, IDataObject | string]>): Request[] {
	const requests: Request[] = [];
	nock(ORIGIN)
		.post(PATH)
		.reply(async function (_uri, body) {
			const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
			const request = { raw, signature: String(this.req.headers['x-hub-signature-256']) };
			requests.push(request);
			expect(request.signature).toBe(signatureOf(raw, APP_SECRET));
			return await answer(request);
		});
	return requests;
}
