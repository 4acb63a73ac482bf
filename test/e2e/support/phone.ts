import type { Locator, Page } from 'playwright-core';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator/src';
import { Receiver } from '../../../emulator/test/receiver';
import { sendTo, type Json } from '../../../emulator/test/phone/parts';
import { Browser } from './browser';

/** The customer of the open chat. */
export const ANN = '16505551234';

/** The emulator's phone in Chromium, in the chat of a customer, and the receiver of the emulator's webhooks. */
export class PhoneInChromium {
	private heardCount = 0;

	private constructor(
		readonly emulator: Emulator,
		readonly receiver: Receiver,
		readonly browser: Browser,
	) {}

	/**
	 * @param name prefix of the screenshots
	 * @param options of the emulator
	 */
	static async open(name: string, options: EmulatorOptions = {}): Promise<PhoneInChromium> {
		const emulator = await startEmulator({ statusDelayMs: 0, pairLimit: false, messagesPerSecond: 0, ...options });
		const receiver = new Receiver();
		await emulator.subscribe({ url: await receiver.start() });
		emulator.incoming({ from: ANN, text: 'Hi', name: 'Ann Lee' });
		const phone = new PhoneInChromium(emulator, receiver, await Browser.open(name, { width: 420, height: 760 }));
		await phone.heard('text');
		phone.page.setDefaultTimeout(15_000);
		await phone.page.goto(`${emulator.url}/phone#1/${emulator.seed.phoneNumberId}`);
		await phone.page.locator('.message').first().waitFor();
		return phone;
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
		await this.page.waitForFunction(
			() => [...document.images].every(({ complete }) => complete) && document.querySelectorAll('.typing').length === 0,
		);
		return message;
	}

	message(id: string): Locator {
		return this.page.locator(`[data-id="${id}"]`);
	}

	button(name: string | RegExp): Locator {
		return this.page.getByRole('button', { name, exact: typeof name === 'string' });
	}

	/** The next message of a type that the customer sends, from the webhook. */
	async heard(type: string): Promise<Json> {
		return await this.heardValue((value) => {
			const [message] = (value.messages ?? []) as Json[];
			return message?.type === type ? message : undefined;
		});
	}

	/** The next webhook in which something is found, among those that were not asked for before. */
	async heardValue<T>(find: (value: Json) => T | undefined): Promise<T> {
		for (;;) {
			const { events } = this.receiver;
			for (const { value } of events.slice(this.heardCount)) {
				this.heardCount += 1;
				const found = find(value as unknown as Json);
				if (found !== undefined) return found;
			}
			await this.receiver.until(events.length + 1);
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.emulator.close();
		await this.receiver.stop();
	}
}
