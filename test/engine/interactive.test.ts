import nock from 'nock';
import { accepted } from './fixtures';
import { GRAPH, openBinaryStore, PHONE, runNode, stored } from './harness';

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	expect(pending).toEqual([]);
});
afterAll(() => nock.enableNetConnect());

const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
const base = { resource: 'message', operation: 'send', phoneNumberId: PHONE, recipientPhoneNumber: '+1 650 555 0001' };

/** Mocks one response, and returns a getter of the message's `interactive`. */
function expectMessage(): { interactive: () => unknown } {
	let interactive: unknown;
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: { interactive: unknown }) => {
			interactive = body.interactive;
			return true;
		})
		.reply(200, accepted('16505550001', 'wamid.1'));
	return { interactive: () => interactive };
}

test('sends reply buttons with titles from expressions', async () => {
	const sent = expectMessage();
	const { output } = await runNode({
		parameters: {
			...base,
			messageType: 'button',
			textBody: '=Hello {{ $json.name }}',
			buttons: {
				button: [
					{ title: '={{ $json.name }}', id: '=id-{{ $json.id }}' },
					{ title: 'No', id: '' },
				],
			},
		},
		input: [{ json: { name: 'Ada', id: 7 } }],
	});
	expect(output).toHaveLength(1);
	expect(sent.interactive()).toEqual({
		type: 'button',
		body: { text: 'Hello Ada' },
		action: {
			buttons: [
				{ type: 'reply', reply: { id: 'id-7', title: 'Ada' } },
				{ type: 'reply', reply: { id: 'No', title: 'No' } },
			],
		},
	});
});

test('sends a list with rows from an expression', async () => {
	const sent = expectMessage();
	await runNode({
		parameters: {
			...base,
			messageType: 'list',
			textBody: 'Choose',
			buttonText: 'Open',
			defineSections: 'json',
			sectionsJson: '={{ $json.rows }}',
		},
		input: [{ json: { rows: [{ title: 'Red' }, { title: 'Blue', id: 'b' }] } }],
	});
	expect(sent.interactive()).toMatchObject({
		action: {
			button: 'Open',
			sections: [
				{
					rows: [
						{ id: 'Red', title: 'Red' },
						{ id: 'b', title: 'Blue' },
					],
				},
			],
		},
	});
});

test('uploads the images of a carousel, and uses their media IDs in the cards', async () => {
	for (const id of ['11', '12']) nock(GRAPH).post(`/v25.0/${PHONE}/media`).reply(200, { id });
	const sent = expectMessage();
	const binary = {
		one: await stored(png, { mimeType: 'image/png', fileName: 'one.png' }),
		two: await stored(png, { mimeType: 'image/png', fileName: 'two.png' }),
	};
	const card = (headerMediaPropertyName: string, title: string) => ({
		headerType: 'image',
		headerMediaPath: 'useMedian8n',
		headerMediaPropertyName,
		textBody: title,
		quickReplies: { quickReply: [{ title, id: '' }] },
	});
	await runNode({
		parameters: {
			...base,
			messageType: 'carousel',
			textBody: 'Bread',
			cardButtons: 'quick_reply',
			cards: { card: [card('one', 'Rye'), card('two', 'Spelt')] },
		},
		input: [{ json: {}, binary }],
	});
	expect(sent.interactive()).toEqual({
		type: 'carousel',
		body: { text: 'Bread' },
		action: {
			cards: [
				['11', 'Rye'],
				['12', 'Spelt'],
			].map(([id, title], index) => ({
				card_index: index,
				type: 'cta_url',
				header: { type: 'image', image: { id } },
				body: { text: title },
				action: { buttons: [{ type: 'quick_reply', quick_reply: { id: title, title } }] },
			})),
		},
	});
});

test('sends an order with an expiration from an expression', async () => {
	const sent = expectMessage();
	const before = Date.now();
	await runNode({
		parameters: {
			...base,
			messageType: 'order_details',
			textBody: 'Your order',
			referenceId: 'order-1',
			paymentConfiguration: 'mine',
			items: { item: [{ name: 'Rye', retailerId: 'SKU-1', amount: '={{ 0.1 + 0.2 }}', quantity: 3 }] },
			additionalFields: { expiration: { details: { time: '={{ $now.plus({ hours: 2 }) }}', description: 'Soon' } } },
		},
	});
	const { action } = sent.interactive() as {
		action: { parameters: { total_amount: object; order: { expiration: { timestamp: string } } } };
	};
	expect(action.parameters.total_amount).toEqual({ value: 90, offset: 100 });
	const ahead = Number(action.parameters.order.expiration.timestamp) - before / 1000;
	expect(ahead).toBeGreaterThan(7198);
	expect(ahead).toBeLessThan(7260);
});

test('ignores hidden fields of another selection', async () => {
	const sent = expectMessage();
	await runNode({
		parameters: {
			...base,
			messageType: 'flow',
			textBody: 'Book',
			buttonText: 'Open',
			flow: { __rl: true, mode: 'name', value: '=20{{ 44 }}' },
			flowAction: 'data_exchange',
			flowScreen: 'OLD',
			mediaLink: 'https://example.com/old.jpg',
		},
	});
	expect(sent.interactive()).toEqual({
		type: 'flow',
		body: { text: 'Book' },
		action: {
			name: 'flow',
			parameters: { flow_message_version: '3', flow_name: '2044', flow_cta: 'Open', flow_action: 'data_exchange' },
		},
	});
});

test('rejects a title that is too long with item, field, limit and length', async () => {
	const { error } = await runNode({
		parameters: {
			...base,
			messageType: 'button',
			textBody: 'Choose',
			buttons: { button: [{ title: 'Yes' }, { title: '={{ $json.title }}' }] },
		},
		input: [{ json: { title: 'x'.repeat(21) } }],
	});
	expect(error.message).toBe("'Title' of button 2 has 21 characters, WhatsApp allows 20");
	expect(error.description).toBe('Shorten it');
});

test('rejects interactive messages to groups', async () => {
	const { error } = await runNode({
		parameters: {
			...base,
			recipientPhoneNumber: 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
			messageType: 'location_request_message',
			textBody: 'Where?',
		},
	});
	expect(error.message).toBe("Interactive messages cannot be sent to groups, see 'Message Type'");
});
