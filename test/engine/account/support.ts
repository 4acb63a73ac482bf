import nock from 'nock';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { seed, startEmulator, type Emulator } from '../../../emulator/src';
import { GRAPH, runNode, TOKEN, type RunResult } from '../harness';

export { mockedNetwork } from '../mockedNetwork';

const AUTH = { reqheaders: { authorization: `Bearer ${TOKEN}` } };

interface Expected {
	query?: IDataObject;
	body?: IDataObject;
}

/** Expects a request with exactly this query and body. */
export function expectRequest(
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	{ query, body }: Expected,
	response: unknown,
	status = 200,
): void {
	nock(GRAPH, AUTH)
		.intercept(`/v25.0/${path}`, method, body as never)
		.query((sent) => {
			expect(sent).toEqual(Object.fromEntries(Object.entries(query ?? {}).map(([key, one]) => [key, String(one)])));
			return true;
		})
		.reply(status, response as nock.Body);
}

/** Runs operations of a resource. */
export const runner =
	(resource: string) =>
	async (operation: string, parameters: INodeParameters = {}, input?: INodeExecutionData[]): Promise<RunResult> =>
		await runNode({ parameters: { resource, operation, ...parameters }, input });

/** JSON of the items; fails with the error message if the run failed. */
export function jsonOf({ output, error }: RunResult): IDataObject[] {
	expect(error?.message).toBeUndefined();
	return (output ?? []).map(({ json }) => json);
}

/** The error message of a run that failed before any request, or with the mocked one. */
export function messageOf({ error, run }: RunResult): string {
	expect(run.status).toBe('error');
	return error.message;
}

/** Reads until the value is as expected, for changes that the emulator makes later. Jest's timeout ends it. */
export async function eventually<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
	for (;;) {
		const value = await read();
		if (isDone(value)) return value;
	}
}

/** Runs operations against an emulator that is started before, and stopped after, the tests of the file. */
export function withEmulator(): {
	emulator: () => Emulator;
	run: (
		resource: string,
		operation: string,
		parameters?: INodeParameters,
		input?: INodeExecutionData[],
	) => Promise<RunResult>;
	/** The access token of the next runs. */
	use: (accessToken: string) => void;
} {
	let emulator: Emulator;
	let accessToken = seed.accessToken;
	beforeAll(async () => {
		emulator = await startEmulator();
	});
	afterEach(() => {
		emulator.reset();
		accessToken = seed.accessToken;
	});
	afterAll(async () => await emulator.close());
	return {
		emulator: () => emulator,
		use: (token) => (accessToken = token),
		run: async (resource, operation, parameters = {}, input) =>
			await runNode({
				parameters: { resource, operation, ...parameters },
				input,
				credential: {
					accessToken,
					businessAccountId: seed.wabaId,
					apiVersion: 'v25.0',
					appSecret: seed.app.secret,
					baseUrl: emulator.url,
				},
			}),
	};
}
