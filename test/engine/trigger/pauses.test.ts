import type { IDataObject } from 'n8n-workflow';
import { contact, message, messagesChange, metadata, payload, text, type Json } from '../../unit/trigger/payloads';
import type { Host, Reply } from './host';
import { trigger } from './messageTrigger';

const CUSTOMER = '16505551234';
const seconds = (ago = 0): string => String(Math.floor(Date.now() / 1000) - ago);

const pausing = (settings: Json = {}, more: Json = {}): Host =>
	trigger({ options: { pauseWhileAnswered: { settings: { hours: 2, ...settings } } }, ...more });

let count = 0;
const next = (): string => `wamid.${++count}`;

/** Messages of the customer. @returns the items that start the workflow */
async function write(host: Host, body = 'Hi', more: Json = {}): Promise<IDataObject[]> {
	const change = messagesChange(text(body, { id: next(), timestamp: seconds(), ...more }));
	const value = { ...(change.value as Json), ...(more.from === undefined ? {} : { contacts: [] }) };
	return ((await host.deliver(payload({ ...change, value }))).items ?? []).map(({ json }) => json);
}

const echoChange = (field: string, body: string, more: Json = {}): Json => ({
	field,
	value: {
		messaging_product: 'whatsapp',
		metadata,
		contacts: [contact],
		message_echoes: [
			{ from: '15550783881', to: CUSTOMER, id: next(), timestamp: seconds(), type: 'text', text: { body }, ...more },
		],
	},
});
/** A person answers. */
const answer = async (host: Host, body = 'Hello, Ann here', more: Json = {}, field = 'smb_message_echoes') =>
	await host.deliver(payload(echoChange(field, body, more)));

/** n8n's key of the node's static data. */
const NODE = 'node:WhatsApp Trigger';
const nodeData = ({ staticData }: Host): Json => (staticData[NODE] ?? {}) as Json;

/** A process that knows only static data. */
function another(host: Host): Host {
	const other = trigger(host.parameters);
	other.staticData = JSON.parse(JSON.stringify(host.staticData)) as IDataObject;
	return other;
}

test.each(['smb_message_echoes', 'message_echoes'])(
	'an answer by %s pauses the chat of the customer',
	async (field) => {
		const host = pausing();
		expect(await write(host)).toHaveLength(1);
		expect((await answer(host, 'Hello', {}, field)).items).toBeUndefined();
		const discarded = await host.deliver(payload(messagesChange(text('Hi', { id: next() }))));
		expect([discarded.status, discarded.items]).toEqual([200, undefined]);
		expect(discarded.notes).toEqual([expect.stringContaining('because a person answers in this chat') as string]);
		expect(await write(host, 'Hi', { from: '447911123456', from_user_id: 'GB.1' })).toHaveLength(1);
		// After a restart, and in another process.
		expect(await write(another(host))).toEqual([]);
		expect(Object.keys(nodeData(host).pauses as Json)).toHaveLength(2);
		expect(JSON.stringify(host.staticData)).not.toContain(CUSTOMER);
	},
);

test('each answer restarts the pause, and an old answer starts none', async () => {
	const host = pausing();
	await answer(host, 'Hello', { timestamp: seconds(2 * 3600 + 1) });
	expect(await write(host)).toHaveLength(1);
	await answer(host, 'Hello', { timestamp: seconds(2 * 3600 - 60) });
	expect(await write(host)).toEqual([]);
});

test('messages come with pausedUntil if they are to start the workflow', async () => {
	const host = pausing({ during: 'mark' });
	const timestamp = seconds();
	await answer(host, 'Hello', { timestamp });
	const until = new Date((Number(timestamp) + 2 * 3600) * 1000).toISOString();
	expect(await write(host)).toEqual([expect.objectContaining({ text: 'Hi', pausedUntil: until })]);
	expect((await write(pausing({ during: 'mark' })))[0]).not.toHaveProperty('pausedUntil');
});

test('a word of the team or of the customer ends the pause', async () => {
	const host = pausing({ resumeWords: '#bot, Continue' });
	await answer(host);
	await answer(host, '#bot');
	expect(await write(host)).toHaveLength(1);
	await answer(host);
	expect(await write(host)).toEqual([]);
	expect(await write(host, 'continue')).toHaveLength(1);
	expect(await write(host)).toHaveLength(1);
});

test('a word of the customer starts a pause, and the workflow with that message', async () => {
	const host = pausing({ pauseWords: 'human, agent' });
	expect(await write(host, 'Can I talk to a human?')).toHaveLength(1);
	expect(await write(host, 'Human!')).toEqual([
		expect.objectContaining({ text: 'Human!', pausedUntil: expect.stringMatching(/^\d{4}-.*Z$/) as string }),
	]);
	expect(await write(host)).toEqual([]);
	expect(await write(host, 'human')).toEqual([]);
});

test('a conversation that is taken pauses, one that is passed on to this app resumes', async () => {
	const host = pausing();
	const handover = async (type: string) =>
		await host.deliver(
			payload({
				field: 'messaging_handovers',
				value: {
					messaging_product: 'whatsapp',
					recipient: metadata,
					sender: { phone_number: CUSTOMER },
					type,
					timestamp: seconds(),
					[type]: { previous_owner_role: 'ai_agent', new_owner_role: 'escalation' },
				},
			}),
		);
	await handover('control_taken');
	expect(await write(host)).toEqual([]);
	await handover('control_passed');
	expect(await write(host)).toHaveLength(1);
});

test('a message that this app sent itself does not pause', async () => {
	const host = pausing();
	host.staticData = { [NODE]: { subscription: { appId: '123', address: 'x' } } };
	const sentBy = async (app_id: string) =>
		await host.deliver(
			payload({
				field: 'message_echoes',
				value: {
					metadata,
					messaging: [
						{
							sender: { id: '15550783881' },
							recipient: { id: CUSTOMER },
							timestamp: seconds(),
							message: { is_echo: true, app_id, mid: next(), text: 'x' },
						},
					],
				},
			}),
		);
	await sentBy('123');
	expect(await write(host)).toHaveLength(1);
	await sentBy('456');
	expect(await write(host)).toEqual([]);
});

test('other events and groups are not paused, and without the option nothing is', async () => {
	const host = pausing({}, { updates: ['messages', 'optOuts'] });
	await answer(host);
	expect((await write(host, 'STOP')).map(({ kind }) => kind)).toEqual(['optOut']);
	const inGroup = message({ id: next(), type: 'text', text: { body: 'Hi' }, group_id: 'g' });
	expect((await host.deliver(payload(messagesChange(inGroup)))).items).toHaveLength(1);
	const plain = trigger();
	await answer(plain);
	expect(await write(plain)).toHaveLength(1);
});

test('a process saves a pause again that another one has overwritten', async () => {
	const host = pausing();
	await answer(host);
	host.staticData = {};
	await write(host, 'Hi', { from: '447911123456', from_user_id: 'GB.1' });
	expect(await write(another(host))).toEqual([]);
});

describe('a message that starts a pause and is delivered again', () => {
	const started = (body: string) => [
		expect.objectContaining({ text: body, pausedUntil: expect.stringMatching(/^\d{4}-.*Z$/) as string }),
	];
	const change = (body: string, ago = 0, id = next()) =>
		payload(messagesChange(text(body, { id, timestamp: seconds(ago) })));
	const itemsOf = ({ items }: Reply): IDataObject[] => (items ?? []).map(({ json }) => json);
	const deliver = async (host: Host, body: Json) => itemsOf(await host.deliver(body));
	/** n8n cannot store the execution. */
	async function deliverFailing(host: Host, body: Json): Promise<IDataObject[]> {
		const reply = await host.deliver(body, false);
		reply.response.status(500).json({});
		return itemsOf(reply);
	}

	test('starts the workflow if n8n could not store the first execution', async () => {
		const host = pausing({ pauseWords: 'human' });
		const delivery = change('human', 2);
		expect(await deliverFailing(host, delivery)).toEqual(started('human'));
		expect(await deliver(host, delivery)).toEqual(started('human'));
		expect(await deliver(host, delivery)).toEqual([]);
		expect(await write(host)).toEqual([]);
	});

	test('starts it also after other messages that extend the pause', async () => {
		const host = pausing({ pauseWords: 'human' });
		const delivery = change('human', 2);
		await deliverFailing(host, delivery);
		expect(await write(host, 'human')).toEqual([]);
		await answer(host);
		expect(await deliver(host, delivery)).toEqual(started('human'));
	});

	test('starts it if the process died after saving static data', async () => {
		const host = pausing({ pauseWords: 'human' });
		const delivery = change('human', 2);
		await host.deliver(delivery, 'saved');
		expect(await deliver(another(host), delivery)).toEqual(started('human'));
	});

	test('starts it in a request that waited for the one that fails', async () => {
		const host = pausing({ pauseWords: 'human' });
		const delivery = change('human', 2);
		const first = await host.deliver(delivery, false);
		const second = deliver(host, delivery);
		first.response.status(500).json({});
		expect(await second).toEqual(started('human'));
	});

	test('a word that ends the pause starts the workflow again, too', async () => {
		const host = pausing({ pauseWords: 'human', resumeWords: '#bot' });
		const [pause, resume] = [change('human', 3), change('#bot', 2)];
		await deliverFailing(host, pause);
		expect(await deliverFailing(host, resume)).toHaveLength(1);
		expect((await deliver(host, resume)).map((json) => json.text)).toEqual(['#bot']);
		expect((await deliver(host, pause)).map((json) => json.text)).toEqual(['human']);
		expect(await write(host)).toHaveLength(1);
	});
});
