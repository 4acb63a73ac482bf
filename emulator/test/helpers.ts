import axios, { type AxiosInstance } from 'axios';
import { startEmulator, seed, type Emulator, type EmulatorOptions } from '../src';
import { Receiver } from './receiver';

/** Any JSON response of a route. */
export interface GraphResponse {
	[key: string]: unknown;
	error?: {
		code: number;
		message: string;
		type: string;
		error_subcode?: number;
		error_data?: { details: string };
		fbtrace_id: string;
	};
}

const open: Emulator[] = [];

/** Starts an emulator that closeAll closes. */
export async function started(options: EmulatorOptions = {}): Promise<Emulator> {
	const emulator = await startEmulator(options);
	open.push(emulator);
	return emulator;
}

/** For afterEach: closes every emulator that started() started. */
export async function closeAll(): Promise<void> {
	await Promise.all(open.splice(0).map(async (emulator) => await emulator.close()));
}

/** A client that never throws on an HTTP status. Default token: the one with both permissions; '' sends none. */
export function client(emulator: Emulator, token: string = seed.accessToken, version = 'v25.0'): AxiosInstance {
	return axios.create({
		baseURL: `${emulator.url}/${version}`,
		proxy: false,
		maxRedirects: 0,
		validateStatus: () => true,
		headers: token === '' ? {} : { Authorization: `Bearer ${token}` },
	});
}

/** Sends a message body from the first number; messaging_product and to are filled in. */
export async function sendMessage(
	emulator: Emulator,
	body: Record<string, unknown>,
	phoneNumberId = seed.phoneNumberId,
): Promise<{ status: number; data: GraphResponse }> {
	const { status, data } = await client(emulator).post<GraphResponse>(`/${phoneNumberId}/messages`, {
		messaging_product: 'whatsapp',
		to: '+1 650 555 0001',
		...body,
	});
	return { status, data };
}

/** Code and details (or message, when there are no details) of an error response. */
export function problem(response: { status: number; data: GraphResponse }): {
	status: number;
	code: number;
	subcode?: number;
	text: string;
} {
	const { error } = response.data;
	if (!error) throw new Error(`Not an error: ${JSON.stringify(response.data)}`);
	return {
		status: response.status,
		code: error.code,
		...(error.error_subcode === undefined ? {} : { subcode: error.error_subcode }),
		text: error.error_data?.details ?? error.message,
	};
}

/** A webhook receiver for each test, stopped after it. */
export function receiverForEach(use: (receiver: Receiver, url: string) => void): void {
	let receiver: Receiver;
	beforeEach(async () => {
		receiver = new Receiver();
		use(receiver, await receiver.start());
	});
	afterEach(async () => {
		await closeAll();
		await receiver.stop();
	});
}
