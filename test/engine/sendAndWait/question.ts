import nock from 'nock';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { accepted } from '../fixtures';
import { refundPairSend } from '../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/pairRateLimit';
import { APP_SECRET, credential, GRAPH, PHONE, runNode, type RunOptions, type RunResult } from '../harness';

export const PERSON = '447911123456';

/** A credential with the app secret, which encrypts the callback data of Next Message. */
export const withSecret = { ...credential, appSecret: APP_SECRET };

/** Parameters of a question to one recipient. */
export const question = (extra: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendAndWait',
	phoneNumberId: { __rl: true, mode: 'id', value: PHONE },
	recipientPhoneNumber: `+${PERSON}`,
	message: 'Book the room for Tuesday?',
	...extra,
});

/** Mocks the Graph API, and returns the bodies of all messages sent to it. */
export function graph(): IDataObject[] {
	const bodies: IDataObject[] = [];
	nock.cleanAll();
	// A trigger of this n8n listens on the number.
	nock(GRAPH)
		.persist()
		.get(`/v25.0/${PHONE}`)
		.query({ fields: 'webhook_configuration' })
		.reply(200, { id: PHONE, webhook_configuration: { application: 'http://localhost:5678/webhook/1/webhook' } });
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${PHONE}/messages`)
		.query(true)
		.reply(((_uri: string, body: IDataObject) => {
			bodies.push(body);
			return [200, accepted(PERSON, `wamid.${bodies.length}`)];
		}) as never);
	return bodies;
}

export interface SentQuestion extends RunResult {
	bodies: IDataObject[];
}

/** Sends a question on the real engine. */
export async function sendQuestion(
	extra: INodeParameters = {},
	input: INodeExecutionData[] = [{ json: { order: 7 } }],
	more: Partial<RunOptions> = {},
): Promise<SentQuestion> {
	const bodies = graph();
	const result = await runNode({ parameters: question(extra), input, ...more });
	// Otherwise the tests of a file reach the limit of messages to one recipient, and wait.
	for (const _body of bodies) refundPairSend(`${GRAPH} ${PHONE} ${PERSON}`);
	return { ...result, bodies };
}

/** Signed URL of the button in a question. */
export function linkOf(bodies: IDataObject[]): URL {
	const { interactive } = bodies.at(-1) as { interactive: { action: { parameters: { url: string } } } };
	return new URL(interactive.action.parameters.url);
}
