import axios from 'axios';
import { closeAll, sendMessage, started } from './helpers';
import { seed, type Emulator } from '../src';
import { Receiver } from './receiver';

const FROM = '16505550001';
type Json = Record<string, unknown>;

let receiver: Receiver;
let emulator: Emulator;
beforeEach(async () => {
	receiver = new Receiver();
	emulator = await started({ messagesPerSecond: 0, pairLimit: false });
	await emulator.subscribe({ url: await receiver.start() });
	// Sent messages also trigger webhooks; these tests look at incoming ones only.
	emulator.settings({ statusDelayMs: 3_600_000 });
});
afterEach(async () => {
	await closeAll();
	await receiver.stop();
});

/** @returns the wamid */
async function send(body: Json, phoneNumberId?: string): Promise<string> {
	const { status, data } = await sendMessage(emulator, body, phoneNumberId);
	expect({ status, data }).toMatchObject({ status: 200 });
	return (data.messages as Array<{ id: string }>)[0].id;
}
const interactive = (type: string, action: Json, phoneNumberId?: string) =>
	send({ type: 'interactive', interactive: { type, body: { text: 'Well?' }, action } }, phoneNumberId);
const asks = (action: string, parameters?: Json) => ({ name: action, ...(parameters && { parameters }) });
const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const yesOrNo = (phoneNumberId?: string) =>
	interactive('button', { buttons: [button('y', 'Yes'), button('n', 'No')] }, phoneNumberId);
const template = (name: string, ...components: Json[]) =>
	send({ type: 'template', template: { name, language: { code: 'en_US' }, components } });

/** What the business receives: the last message without sender, time and ID. */
async function heard(id: string): Promise<Json> {
	const events = await receiver.until(1);
	const { value } = events[events.length - 1] as unknown as { value: { metadata: Json; messages: Json[] } };
	const { id: got, from, from_user_id, timestamp, ...message } = value.messages[0];
	expect({ got, from, from_user_id, timestamp, number: value.metadata.phone_number_id }).toEqual({
		got: id,
		from: FROM,
		from_user_id: `US.${FROM}0001`,
		timestamp: expect.stringMatching(/^\d{10}$/) as string,
		number: seed.phoneNumberId,
	});
	return message;
}
const context = (id: string) => ({ from: '16315558100', id });
const customer = () => emulator.customer(FROM);

it('taps a reply button of the latest message', async () => {
	const sentMessage = await yesOrNo();
	expect(await heard(customer().tap('No'))).toEqual({
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id: 'n', title: 'No' } },
		context: context(sentMessage),
	});
});

it('taps a button of an earlier message', async () => {
	const sentMessage = await yesOrNo();
	await send({ text: { body: 'a' } });
	expect(await heard(customer().tap('Yes', { message: sentMessage }))).toMatchObject({
		interactive: { button_reply: { id: 'y' } },
		context: context(sentMessage),
	});
});

it('chooses a row of a list', async () => {
	const rows = [
		{ id: 'r1', title: 'Monday' },
		{ id: 'r2', title: 'Tuesday', description: 'at ten' },
	];
	const sentMessage = await interactive('list', { button: 'Days', sections: [{ title: 'Days', rows }] });
	expect(await heard(customer().choose('Tuesday'))).toEqual({
		type: 'interactive',
		interactive: { type: 'list_reply', list_reply: { id: 'r2', title: 'Tuesday', description: 'at ten' } },
		context: context(sentMessage),
	});
});

it('taps a quick reply of a template with its payload, or its text when there is none', async () => {
	const text = (value: string) => ({ type: 'text', text: value });
	const parts = [
		{ type: 'header', parameters: [text('A-1')] },
		{ type: 'body', parameters: ['Ann', '$1', 'Monday'].map(text) },
		{ type: 'button', sub_type: 'url', index: 0, parameters: [text('A-1')] },
	];
	const plain = await template('order_update', ...parts);
	expect(await heard(customer().tap('Call me'))).toEqual({
		type: 'button',
		button: { payload: 'Call me', text: 'Call me' },
		context: context(plain),
	});
	receiver.events.length = 0;
	await template('order_update', ...parts, {
		type: 'button',
		sub_type: 'quick_reply',
		index: '1',
		parameters: [{ type: 'payload', payload: 'call:7' }],
	});
	expect(await heard(customer().tap('Call me'))).toMatchObject({ button: { payload: 'call:7', text: 'Call me' } });
});

it('taps a button on a card of a carousel', async () => {
	const card = (card_index: number) => ({
		card_index,
		type: 'cta_url',
		header: { type: 'image', image: { link: 'https://example.com/a.png' } },
		action: { buttons: [{ type: 'quick_reply', quick_reply: { id: `more-${card_index}`, title: 'More' } }] },
	});
	const sentMessage = await interactive('carousel', { cards: [card(0), card(1)] });
	expect(await heard(customer().tap('More', { card: 1 }))).toEqual({
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id: 'more-1', title: 'More' } },
		context: context(sentMessage),
	});
});

it('sends a text with and without a quote', async () => {
	const sentMessage = await send({ text: { body: 'a' } });
	expect(await heard(customer().type('Hi'))).toEqual({ type: 'text', text: { body: 'Hi' } });
	receiver.events.length = 0;
	expect(await heard(customer().type('Hi', { quote: true }))).toEqual({
		type: 'text',
		text: { body: 'Hi' },
		context: context(sentMessage),
	});
});

it('sends a reaction and removes it', async () => {
	const sentMessage = await send({ text: { body: 'a' } });
	expect(await heard(customer().act({ action: 'react', emoji: '👍' }))).toEqual({
		type: 'reaction',
		reaction: { message_id: sentMessage, emoji: '👍' },
	});
	receiver.events.length = 0;
	expect(await heard(customer().act({ action: 'react' }))).toEqual({
		type: 'reaction',
		reaction: { message_id: sentMessage },
	});
});

it('completes a flow and sends its response', async () => {
	const parameters = {
		flow_message_version: '3',
		flow_id: '900100200300',
		flow_cta: 'Open',
		flow_token: 'T-1',
		flow_action: 'navigate',
		flow_action_payload: { screen: 'START' },
	};
	const sentMessage = await interactive('flow', asks('flow', parameters));
	expect(await heard(customer().act({ action: 'answerFlow', data: { size: 'L' } }))).toEqual({
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"T-1","size":"L"}' },
		},
		context: context(sentMessage),
	});
});

it('sends the requested address, location or number', async () => {
	await interactive('address_message', asks('address_message', { country: 'IN' }));
	const address = {
		name: 'address_message',
		body: 'Ann\nPune',
		response_json: '{"saved_address_id":"home","values":{"name":"Ann","city":"Pune"}}',
	};
	expect(
		await heard(customer().act({ action: 'address', values: { name: 'Ann', city: 'Pune' }, savedAddressId: 'home' })),
	).toMatchObject({ interactive: { type: 'nfm_reply', nfm_reply: address } });
	receiver.events.length = 0;
	const sentMessage = await interactive('location_request_message', asks('send_location'));
	expect(await heard(customer().act({ action: 'location', latitude: 1.5, longitude: 2.5, place: 'Here' }))).toEqual({
		type: 'location',
		location: { latitude: 1.5, longitude: 2.5, name: 'Here' },
		context: context(sentMessage),
	});
	receiver.events.length = 0;
	await interactive('request_contact_info', asks('request_contact_info'));
	expect(await heard(customer().act({ action: 'contact' }))).toMatchObject({
		type: 'contacts',
		origin: 'contact_request',
		contacts: [{ phones: [{ phone: `+${FROM}`, wa_id: FROM }] }],
	});
});

it('allows or rejects calls', async () => {
	await interactive('call_permission_request', asks('call_permission_request'));
	const reply = async (answer: Json) =>
		((await heard(customer().act({ action: 'callPermission', ...answer }))).interactive as Json).call_permission_reply;
	expect(await reply({ accept: true })).toEqual({
		response: 'accept',
		is_permanent: false,
		expiration_timestamp: expect.any(Number) as number,
		response_source: 'user_action',
	});
	receiver.events.length = 0;
	expect(await reply({ accept: true, permanent: true })).toEqual({
		response: 'accept',
		is_permanent: true,
		response_source: 'user_action',
	});
	receiver.events.length = 0;
	expect(await reply({ accept: false })).toEqual({ response: 'reject', response_source: 'user_action' });
});

describe('invalid actions', () => {
	it('rejects a tap on a button or row that does not exist', async () => {
		expect(() => customer().tap('Yes')).toThrow(`${FROM} got no message yet`);
		const sentMessage = await yesOrNo();
		expect(() => customer().tap('Maybe')).toThrow(
			`There is no 'Maybe' to tap on message ${sentMessage}, but 'Yes', 'No'`,
		);
		expect(() => customer().choose('Yes')).toThrow(
			`There is no 'Yes' to choose on message ${sentMessage}, but nothing`,
		);
		expect(() => customer().act({ action: 'tap' })).toThrow("There is no '' to tap");
		expect(() => customer().act({ action: 'tap', title: 'Yes', id: 'n' })).toThrow("There is no 'Yes'");
		expect(() => emulator.customer('16505550002').tap('Yes', { message: sentMessage })).toThrow(
			`16505550002 got no message ${sentMessage}`,
		);
	});

	it('rejects a response to a question that was not asked', async () => {
		const sentMessage = await yesOrNo();
		expect(() => customer().act({ action: 'answerFlow' })).toThrow(`Message ${sentMessage} opens no flow`);
		expect(() => customer().act({ action: 'location' })).toThrow(`Message ${sentMessage} does not ask for a location`);
		expect(() => customer().act({ action: 'dance' } as never)).toThrow("A customer cannot 'dance'");
		expect(() => emulator.customer('Ann')).toThrow("'from' must be the customer's phone number");
	});

	it('rejects a tap when request bodies are not recorded', async () => {
		emulator.settings({ recordBodies: false });
		await yesOrNo();
		expect(() => customer().tap('Yes')).toThrow('Bodies of messages are not kept');
	});
});

it('sees only the messages of one number', async () => {
	const sentMessage = await yesOrNo(seed.secondPhoneNumberId);
	expect(() => customer().tap('Yes')).toThrow('got no message yet');
	customer().tap('Yes', { phoneNumberId: seed.secondPhoneNumberId });
	customer().tap('Yes', { message: sentMessage });
	const events = await receiver.until(2);
	expect(events.map(({ value }) => (value as unknown as { metadata: Json }).metadata.phone_number_id)).toEqual([
		seed.secondPhoneNumberId,
		seed.secondPhoneNumberId,
	]);
});

it('acts for control calls', async () => {
	await yesOrNo();
	const call = (body: Json) =>
		axios.post<Json>(`${emulator.url}/_emulator/customer`, body, { proxy: false, validateStatus: () => true });
	const { status, data } = await call({ from: `+${FROM}`, action: 'tap', title: 'Yes' });
	expect(status).toBe(200);
	expect(await heard(String(data.id))).toMatchObject({ interactive: { button_reply: { id: 'y', title: 'Yes' } } });
	expect(await call({ from: FROM, action: 'tap', title: 'Maybe' })).toMatchObject({
		status: 400,
		data: { problem: expect.stringContaining("no 'Maybe' to tap") as string },
	});
});
