import { startEmulator, seed, type Emulator } from '../../../emulator/src';
import { Receiver } from '../../../emulator/test/receiver';
import { Host } from './host';

let emulator: Emulator;
let receiver: Receiver;
beforeAll(async () => {
	receiver = new Receiver();
	emulator = await startEmulator({ webhook: { url: await receiver.start() } });
});
afterAll(async () => {
	await emulator.close();
	await receiver.stop();
});

/** @returns kind and reason of the items for what the emulator sends */
async function items(host: Host, send: () => unknown): Promise<unknown[]> {
	const before = receiver.events.length;
	await send();
	const { raw, headers } = (await receiver.until(before + 1))[before];
	const reply = await host.request({ raw: Buffer.from(raw, 'latin1'), headers });
	expect(reply.status).toBe(200);
	return (reply.items ?? []).map(({ json }) => [json.kind, json.reason]);
}
const write = (text: string) => () => emulator.incoming({ from: '16505551234', text });
const hostOf = (parameters: ConstructorParameters<typeof Host>[0]): Host => {
	const host = new Host(parameters);
	host.secret = seed.app.secret;
	return host;
};

test('outputs opt-outs and opt-ins, beside the messages if these are chosen too', async () => {
	const both = hostOf({ updates: ['messages', 'optOuts'] });
	expect(await items(both, write('Stop'))).toEqual([
		['message', undefined],
		['optOut', 'word'],
	]);
	expect(await items(both, write('Hello'))).toEqual([['message', undefined]]);
	const only = hostOf({ updates: ['optOuts'] });
	expect(await items(only, write('BAJA'))).toEqual([['optOut', 'word']]);
	expect(await items(only, write('Hello'))).toEqual([]);
	const stop = async () => await emulator.sample({ field: 'user_preferences', kind: 'stop' });
	expect(await items(only, stop)).toEqual([['optOut', 'userPreference']]);
	const resume = async () => await emulator.sample({ field: 'user_preferences', kind: 'resume' });
	expect(await items(only, resume)).toEqual([['optIn', 'userPreference']]);
});

test('outputs an opt-out once when Meta delivers it again, and filters it by number and person', async () => {
	const host = hostOf({ updates: ['optOuts'] });
	expect(await items(host, write('Stop'))).toEqual([['optOut', 'word']]);
	const { raw, headers } = receiver.events[receiver.events.length - 1];
	expect((await host.request({ raw: Buffer.from(raw, 'latin1'), headers })).items ?? []).toEqual([]);
	const others = hostOf({ updates: ['optOuts'], filters: { senders: '+49 1512 3456789' } });
	expect(await items(others, write('Stop'))).toEqual([]);
	const number = hostOf({ updates: ['optOuts'], filters: { phoneNumberIds: '999' } });
	expect(await items(number, write('Stop'))).toEqual([]);
});
