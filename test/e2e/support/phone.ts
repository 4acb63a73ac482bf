import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../../scripts/n8n/wait';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator/src';
import { Receiver } from '../../../emulator/test/receiver';
import { sendTo, type Json } from '../../../emulator/test/phone/parts';
import { Browser } from './browser';

/** The customer of the open chat. */
export const ANN = '16505551234';

/** The emulator's phone in Chromium, in the chat of a customer. */
export class PhoneInChromium {
	private heardCount = 0;

	private constructor(
		readonly emulator: Emulator,
		readonly browser: Browser,
		private readonly stop: () => Promise<void>,
	) {}

	/**
	 * The phone of an emulator of its own, whose webhooks are received by a server that accepts all.
	 * @param name prefix of the screenshots
	 * @param options of the emulator
	 */
	static async open(name: string, options: EmulatorOptions = {}): Promise<PhoneInChromium> {
		const emulator = await startEmulator({ statusDelayMs: 0, pairLimit: false, messagesPerSecond: 0, ...options });
		const receiver = new Receiver();
		await emulator.subscribe({ url: await receiver.start() });
		const stop = async (): Promise<void> => {
			await emulator.close();
			await receiver.stop();
		};
		const phone = new PhoneInChromium(emulator, await Browser.open(name, { width: 420, height: 760 }), stop);
		await phone.start();
		return phone;
	}

	/** The phone of an emulator that is used together with n8n. @param name prefix of the screenshots */
	static async of(emulator: Emulator, name: string): Promise<PhoneInChromium> {
		const browser = await Browser.open(name, { width: 420, height: 760 });
		return new PhoneInChromium(emulator, browser, async () => {});
	}

	/** Lets Ann write to the business, and opens the chat once an app has received it. */
	async start(): Promise<void> {
		this.heardCount = 0;
		this.emulator.incoming({ from: ANN, text: 'Hi', name: 'Ann Lee' });
		await this.heard('text');
		await this.openChat();
	}

	/** Opens the chat of a customer, who must have written or received something. @param id Ann's, who is the first */
	async openChat(id = '1'): Promise<void> {
		const { emulator, page } = this;
		page.setDefaultTimeout(15_000);
		await page.goto('about:blank');
		await page.goto(`${emulator.url}/phone#${id}/${emulator.seed.phoneNumberId}`);
		await page.locator('.message').first().waitFor();
	}

	get page(): Page {
		return this.browser.page;
	}

	/** Sends a message from the business, and waits until the phone shows it with all that it loads. */
	async receive(body: Json): Promise<Locator> {
		const { id, json } = await sendTo(this.emulator, ANN, body);
		if (json.error) throw new Error(JSON.stringify(json.error));
		const message = this.message(id);
		await message.waitFor();
		await this.loaded();
		return message;
	}

	/** Waits for the pictures in view, and until the business no longer types. */
	async loaded(): Promise<void> {
		await this.page.waitForFunction(
			() => [...document.images].every(({ complete }) => complete) && document.querySelectorAll('.typing').length === 0,
		);
	}

	/** Scrolls up to a message that is above the visible ones, and waits until it is shown with all that it loads. */
	async reveal(id: string): Promise<Locator> {
		const message = this.message(id);
		await waitFor(`message ${id}`, async () => {
			if ((await message.count()) > 0) return true;
			await this.page.locator('.messages').evaluate((list) => list.scrollBy(0, -400));
			return undefined;
		});
		await message.evaluate((shown) => shown.scrollIntoView({ block: 'center' }));
		await this.loaded();
		return message;
	}

	message(id: string): Locator {
		return this.page.locator(`[data-id="${id}"]`);
	}

	button(name: string | RegExp): Locator {
		return this.page.getByRole('button', { name, exact: typeof name === 'string' });
	}

	/** The next message of a type that the customer sends, from the webhook, once it was accepted. */
	async heard(type: string): Promise<Json> {
		return await this.heardValue(({ messages }) => (messages as Json[] | undefined)?.find((one) => one.type === type));
	}

	/** The next webhook in which something is found, among those that were not asked for before. */
	async heardValue<T>(find: (value: Json) => T | undefined): Promise<T> {
		return await waitFor('a webhook', () => {
			for (const value of this.accepted().slice(this.heardCount)) {
				this.heardCount += 1;
				const found = find(value);
				if (found !== undefined) return found;
			}
			return undefined;
		});
	}

	/** The values of all webhooks that were accepted. */
	accepted(): Json[] {
		return this.emulator.webhooks
			.filter(({ status }) => status === 200)
			.flatMap(({ body }) => body.entry as Array<{ changes: Array<{ value: Json }> }>)
			.flatMap(({ changes }) => changes.map(({ value }) => value));
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.stop();
	}
}
