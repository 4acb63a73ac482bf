import { seed, type Emulator } from '../../src';
import { Browser, CHROMIUM_MISSING, findChromium } from '../../../test/e2e/support/browser';
import { closeAll, started } from '../helpers';
import { Receiver, type Event } from '../receiver';
import { examples, otherTemplates, sendTo } from './messages';

type Json = Record<string, unknown>;

const isInstalled = findChromium() !== undefined;
if (!isInstalled) console.warn(CHROMIUM_MISSING);

const ANN = '16505551234';
let emulator: Emulator;
let browser: Browser;
let receiver: Receiver;
let hook: string;

const call = async (path: string, body: Json): Promise<Json> => {
	const response = await fetch(`${emulator.url}/_emulator/phone/${path}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	return (await response.json()) as Json;
};
const addCustomer = async (more: Json = {}): Promise<string> =>
	String((await call('customers', { name: 'Ann Lee', number: ANN, ...more })).id);
const openChat = async (customer: string, business = seed.phoneNumberId): Promise<void> => {
	await browser.visit('about:blank');
	await browser.visit(`${emulator.url}/phone#${customer}/${business}`);
	await browser.page.getByRole('log').waitFor();
};
const write = async (text: string): Promise<void> => {
	await browser.page.getByLabel('Message', { exact: true }).fill(text);
	await browser.page.getByRole('button', { name: 'Send', exact: true }).click();
};
/** The last bubble. */
const last = () => browser.page.locator('.message').last();
const send = async (body: Json): Promise<string> => {
	const { id, json } = await sendTo(emulator, ANN, body);
	if (id === '') throw new Error(JSON.stringify(json));
	await browser.page.locator(`[data-id="${id}"]`).waitFor();
	return id;
};
/** The messages and statuses that the business receives, without the values that differ each time. */
const messagesIn = (events: Event[]): Json[] =>
	events.flatMap(({ value }) => (value as unknown as { messages?: Json[] }).messages ?? []);
const received = async (fits: (message: Json) => boolean): Promise<Json> => {
	for (;;) {
		const found = messagesIn(receiver.events).find(fits);
		if (found) return found;
		await receiver.until(receiver.events.length + 1);
	}
};
const receivedType = async (type: string): Promise<Json> => await received((message) => message.type === type);

(isInstalled ? describe : describe.skip)('the phone', () => {
	beforeAll(async () => {
		emulator = await started({ statusDelayMs: 0 });
		receiver = new Receiver();
		hook = await receiver.start();
		browser = await Browser.open('phone', { width: 420, height: 860 });
		browser.page.setDefaultTimeout(15_000);
	}, 60_000);
	beforeEach(async () => {
		emulator.reset();
		receiver.events.length = 0;
		await emulator.subscribe({ url: hook });
	});
	afterAll(async () => {
		await browser.close();
		await closeAll();
		await receiver.stop();
	});

	it('adds a customer, who writes a text: the business receives it, and the ticks follow', async () => {
		await browser.visit(`${emulator.url}/phone`);
		await browser.page.getByRole('navigation').getByRole('button', { name: 'Add customer' }).first().click();
		await browser.page.getByLabel('Name', { exact: true }).fill('Ann Lee');
		await browser.page.getByLabel('Phone number').fill('650 555 1234');
		await browser.page.getByRole('dialog').getByRole('button', { name: 'Add customer' }).click();
		expect(await browser.page.locator('[data-window]').getAttribute('data-window')).toBe('closed');
		await write('Hello *there*');
		expect(await receivedType('text')).toMatchObject({
			from: ANN,
			from_user_id: `US.${ANN}0001`,
			text: { body: 'Hello *there*' },
		});
		await last().getByLabel('Delivered').waitFor();
		expect(await last().locator('strong').textContent()).toBe('there');
		expect(await browser.page.locator('[data-window]').textContent()).toContain('23 h 59 min left');
	});

	it('shows each message type as the customer sees it', async () => {
		const customer = await addCustomer({ reads: 'atOnce' });
		await call('act', { customer, business: seed.phoneNumberId, do: 'text', text: 'Hi' });
		await openChat(customer);
		for (const { name, body, shows } of [...(await examples(emulator)), ...otherTemplates]) {
			await send(body);
			for (const text of shows) expect(await last().innerText()).toContain(text);
			await browser.picture(name);
		}
	}, 120_000);
});
