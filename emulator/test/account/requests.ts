import { seed, type Emulator } from '../../src';
import { client, problem, receiverForEach, started, type GraphResponse } from '../helpers';
import type { Receiver } from '../receiver';

type Json = Record<string, unknown>;
type Method = 'get' | 'post' | 'delete';

export let emulator: Emulator;
export let receiver: Receiver;

/** Starts an emulator for each test, whose webhooks arrive at the receiver. */
export function startForEach(): void {
	receiverForEach((use, url) => {
		receiver = use;
		target = url;
	});
	beforeEach(async () => {
		emulator = await started({ webhook: { url: target } });
	});
}
let target = '';

/** The response of a request with a body; of an error: its code, and its subcode if it has one. */
export async function call(method: Method, path: string, data?: Json, token = seed.accessToken): Promise<unknown> {
	const response = await client(emulator, token).request<GraphResponse>({ method, url: path, ...(data && { data }) });
	if (response.status < 400) return response.data;
	const { code, subcode } = problem(response);
	return subcode === undefined ? code : `${code}/${subcode}`;
}

/** The text of an error. */
export async function rejectionText(method: Method, path: string, data?: Json): Promise<string> {
	return problem(await client(emulator).request<GraphResponse>({ method, url: path, ...(data && { data }) })).text;
}

export const get = async (path: string): Promise<unknown> => await call('get', path);
export const post = async (path: string, data: Json = {}): Promise<unknown> => await call('post', path, data);
export const remove = async (path: string, data?: Json): Promise<unknown> => await call('delete', path, data);
