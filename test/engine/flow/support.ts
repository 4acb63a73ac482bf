import nock from 'nock';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { GRAPH, runNode, TOKEN, WABA, WITH_FLOWS, type RunOptions, type RunResult } from '../harness';

export { mockedNetwork } from '../mockedNetwork';

export const AUTH = { reqheaders: { authorization: `Bearer ${TOKEN}` } };
export const FLOWS = `/v25.0/${WABA}/flows`;
export const FLOW = '1434689960874242';
export const NODE = `/v25.0/${FLOW}`;
export const ASSET_URL = 'https://scontent.xx.fbcdn.net/m1/v/t0.57323-24/flow.json?_nc_gid=1';

/** A flow as stored by its resource locator. */
export const picked = (value: string, mode: 'id' | 'list' | 'name' = 'list'): INodeParameters => ({
	__rl: true,
	mode,
	value,
});
export const flowId = picked(FLOW);

/** Valid Flow JSON. */
export const flowJson = {
	version: '7.3',
	screens: [
		{
			id: 'WELCOME',
			title: 'Hello',
			terminal: true,
			success: true,
			layout: {
				type: 'SingleColumnLayout',
				children: [
					{ type: 'TextInput', name: 'answer', label: 'Your response', required: true },
					{
						type: 'Footer',
						label: 'Send',
						'on-click-action': { name: 'complete', payload: { answer: '${form.answer}' } },
					},
				],
			},
		},
	],
};

/** A validation error with a pointer, as Meta returns it. */
export const metaError = {
	error: 'INVALID_PROPERTY_VALUE',
	error_type: 'FLOW_JSON_ERROR',
	message: "Invalid value found for property 'type'.",
	line_start: 10,
	line_end: 12,
	column_start: 3,
	column_end: 4,
	pointers: [
		{ line_start: 11, line_end: 11, column_start: 21, column_end: 34, path: 'screens[0].layout.children[0].type' },
	],
};
/** The same error in the node's output. */
export const errorRow = {
	error: 'INVALID_PROPERTY_VALUE',
	type: 'FLOW_JSON_ERROR',
	message: "Invalid value found for property 'type'.",
	line: 11,
	column: 21,
	lineEnd: 11,
	columnEnd: 34,
	pointer: 'screens[0].layout.children[0].type',
};

/** Runs an operation of the resource once. */
export const run = async (
	operation: string,
	parameters: INodeParameters,
	more: Omit<RunOptions, 'parameters'> = {},
): Promise<RunResult> =>
	await runNode({
		parameters: { resource: 'flow', operation, ...parameters },
		...more,
		node: { ...WITH_FLOWS, ...more.node },
	});

/** Returns the JSON of the items; fails with the error message if the run failed. */
export async function json(
	operation: string,
	parameters: INodeParameters,
	more?: Omit<RunOptions, 'parameters'>,
): Promise<IDataObject[]> {
	const { output, error } = await run(operation, parameters, more);
	expect(error?.message).toBeUndefined();
	return (output ?? []).map((item) => item.json);
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
	} = await run(operation, parameters, { input });
	expect(status).toBe('error');
	return error.message;
}

/** Expects one request with a JSON body, and returns a getter of that body. */
export function expectPost(path: string, response: IDataObject, status = 200): () => IDataObject {
	let body: IDataObject = {};
	nock(GRAPH, AUTH)
		.post(path, (received: IDataObject) => {
			body = received;
			return true;
		})
		.reply(status, response);
	return () => body;
}

/** Expects one GET request with exactly this query. */
export function expectGet(path: string, query: Record<string, string>, response: IDataObject): void {
	nock(GRAPH, AUTH).get(path).query(query).reply(200, response);
}
