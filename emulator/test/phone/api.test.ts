import { request } from 'node:http';
import { seed, type Emulator } from '../../src';
import { closeAll, receiverForEach, started } from '../helpers';
import type { Receiver } from '../receiver';
import { oggOfWebm } from '../../src/phoneApi/voice';
import { silence, webm } from './files';
import { sendTo } from './messages';

type Json = Record<string, unknown>;

const ANN = '16505551234';
const business = seed.phoneNumberId;
let receiver: Receiver;
let emulator: Emulator;
receiverForEach((given, url) => {
	receiver = given;
	hook = url;
});
let hook: string;
beforeEach(async () => {
	emulator = await started({ statusDelayMs: 0 });
	await emulator.subscribe({ url: hook });
});
afterEach(closeAll);

const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; json: Json }> => {
	const response = await fetch(`${emulator.url}/_emulator/phone/${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, json: (await response.json()) as Json };
};
const add = async (more: Json = {}): Promise<string> =>
	String((await call('POST', 'customers', { name: 'Ann Lee', number: ANN, ...more })).json.id);
const act = async (customer: string, deed: Json) => await call('POST', 'act', { customer, business, ...deed });
const chat = async (customer: string): Promise<Json[]> =>
	(await call('GET', `chat?customer=${customer}&business=${business}`)).json as unknown as Json[];
const text = (body: string): Json => ({ type: 'text', text: { body } });
/** The value of the webhook that fits, once it arrived. */
const heard = async (fits: (value: Json) => boolean): Promise<Json> => {
	for (;;) {
		const found = receiver.events.map(({ value }) => value as unknown as Json).find(fits);
		if (found) return found;
		await receiver.until(receiver.events.length + 1);
	}
};
const statusOf = (value: Json): Json => (value.statuses as Json[] | undefined)?.[0] ?? {};
const failed = async (): Promise<Json> => statusOf(await heard((value) => statusOf(value).status === 'failed'));
const incoming = async (type: string): Promise<Json> => {
	const value = await heard(({ messages }) => (messages as Json[] | undefined)?.[0]?.type === type);
	return { ...(value.messages as Json[])[0], contacts: value.contacts };
};

it('streams what happens to open pages', async () => {
	const customer = await add();
	const response = await fetch(`${emulator.url}/_emulator/phone/events`);
	const reader = response.body!.getReader();
	let seen = '';
	const until = async (words: string): Promise<void> => {
		while (!seen.includes(words)) seen += Buffer.from((await reader.read()).value ?? []).toString();
	};
	await until('event: hello');
	await act(customer, { do: 'text', text: 'Hi' });
	await until('"text":"Hi"');
	await sendTo(emulator, ANN, text('Hello Ann'));
	await until('Hello Ann');
	await reader.cancel();
});
