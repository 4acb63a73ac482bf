import nock from 'nock';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { GRAPH, runNode, TOKEN, WABA, type RunResult } from '../harness';

export { mockedNetwork } from '../mockedNetwork';

export const AUTH = { reqheaders: { authorization: `Bearer ${TOKEN}` } };
export const PATH = `/v25.0/${WABA}/message_templates`;

/** Runs an operation of the resource once. */
export const run = async (
	operation: string,
	parameters: INodeParameters,
	input?: INodeExecutionData[],
): Promise<RunResult> => await runNode({ parameters: { resource: 'template', operation, ...parameters }, input });

/** Expects one creation, and returns a getter of its body. */
export function expectCreation(
	response: IDataObject = { id: '900', status: 'PENDING', category: 'MARKETING' },
): () => IDataObject {
	let body: IDataObject = {};
	nock(GRAPH, AUTH)
		.post(PATH, (received: IDataObject) => {
			body = received;
			return true;
		})
		.reply(200, response);
	return () => body;
}

/** Returns the error of the first failing item. */
export async function errorOf(
	operation: string,
	parameters: INodeParameters,
	input?: INodeExecutionData[],
): Promise<string> {
	const {
		error,
		run: { status },
	} = await run(operation, parameters, input);
	expect(status).toBe('error');
	return error.message;
}
