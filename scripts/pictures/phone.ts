import { startEmulator, type Emulator } from '../../emulator/src';
import { sendTo } from '../../emulator/test/phone/parts';
import { starterFlowJson, starters } from '../../nodes/WhatsAppBusinessCloud/flows/starters';
import { Browser } from '../../test/e2e/support/browser';
import { savePicture } from './folder';
import { drawIllustrations } from './illustrations';
import { interactiveMessages, template, type Pictured } from './messages';

const ANN = '16505551234';
const WIDTH = 360;
const HEIGHT = 560;
/** Space around a message, in pixels. */
const MARGIN = 10;

const place = { latitude: 52.5163, longitude: 13.3777, name: 'Corner Bakery', address: '12 Main Street' };

/** The emulator's phone, with the chat of one customer. */
class Phone {
	constructor(
		private readonly emulator: Emulator,
		private readonly browser: Browser,
	) {}

	/** Starts again, with an empty chat. */
	async open(): Promise<void> {
		this.emulator.reset();
		this.emulator.incoming({ from: ANN, text: 'Hi', name: 'Ann Lee' });
		await this.browser.page.setViewportSize({ width: WIDTH, height: HEIGHT });
		await this.browser.visit(`${this.emulator.url}/phone`);
		await this.browser.page.locator('.chat-row').first().click();
		await this.browser.page.locator('.message').first().waitFor();
	}

	/** Sends a message, and waits until the phone shows it with its pictures. @returns its ID */
	async receive(body: Record<string, unknown>): Promise<string> {
		const { id, json } = await sendTo(this.emulator, ANN, body);
		if (json.error) throw new Error(JSON.stringify(json.error));
		await this.browser.page.locator(`[data-id="${id}"]`).waitFor();
		await this.browser.page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
		return id;
	}

	/** A picture of one message. */
	async pictureOf({ name, body }: Pictured): Promise<void> {
		const id = await this.receive(body);
		const { page } = this.browser;
		await page.setViewportSize({ width: WIDTH, height: 900 });
		const box = await page.locator(`[data-id="${id}"]`).boundingBox();
		if (!box) throw new Error(`The phone does not show the message '${name}'`);
		const clip = { x: 0, y: box.y - MARGIN, width: WIDTH, height: box.height + 2 * MARGIN };
		savePicture(`phone-${name}`, await page.screenshot({ clip, animations: 'disabled' }));
	}

	/** A picture of the whole phone, without hints for developers. */
	async picture(name: string): Promise<void> {
		const { page } = this.browser;
		await page.locator('.hint').evaluateAll((hints) => hints.forEach((hint) => hint.remove()));
		savePicture(name, await page.screenshot({ animations: 'disabled' }));
	}

	async tap(button: string): Promise<void> {
		await this.browser.page.getByRole('button', { name: button }).click();
	}

	/** Waits for a message of the chat, by its place. */
	async message(place_: number): Promise<void> {
		await this.browser.page.locator('.message').nth(place_).waitFor();
	}

	async flow(): Promise<void> {
		const { page } = this.browser;
		await page.setViewportSize({ width: WIDTH, height: 720 });
		await page.locator('.flow').waitFor();
		// The sheet slides in.
		await page.evaluate(async () => await Promise.all(document.getAnimations().map(({ finished }) => finished)));
	}

	async chats(): Promise<void> {
		await this.browser.page.getByRole('button', { name: 'Back to chats' }).click();
		await this.browser.page.locator('.chat-row').first().waitFor();
	}
}

const question = {
	type: 'interactive',
	interactive: {
		type: 'button',
		header: { type: 'text', text: 'Your table' },
		body: { text: 'We have a table for two on Friday at 7 pm. Shall we book it?' },
		footer: { text: 'Corner Bakery, 12 Main Street' },
		action: {
			buttons: ['Yes, please', 'Another time'].map((title) => ({ type: 'reply', reply: { id: title, title } })),
		},
	},
};

/** The Flow JSON of the starter for appointments, with its own texts. */
const appointmentJson = (): string => {
	const [starter] = starters;
	const text = (key: string): string => starter.texts[key].default;
	return JSON.stringify(starterFlowJson(starter, { text, list: (key) => text(key).split('\n') }));
};

const appointment = {
	type: 'interactive',
	interactive: {
		type: 'flow',
		body: { text: 'Book an appointment in less than a minute' },
		action: { name: 'flow', parameters: { flow_message_version: '3', flow_name: 'haircut', flow_cta: 'Book' } },
	},
};

/** Takes the pictures of the emulator's phone. */
export async function phonePictures(): Promise<void> {
	const emulator = await startEmulator({ demo: true, pairLimit: false, statusDelayMs: 0 });
	const browser = await Browser.open('phone', { width: WIDTH, height: HEIGHT }, 1.5);
	const phone = new Phone(emulator, browser);
	const drawings = await drawIllustrations(browser);
	const upload = async (content: Buffer): Promise<string> =>
		(await emulator.addMedia({ mimeType: 'image/png', content })).id;

	for (const index of interactiveMessages({ bread: '', cake: '' }).keys()) {
		await phone.open();
		const files = { bread: await upload(drawings.bread), cake: await upload(drawings.cake) };
		await phone.pictureOf(interactiveMessages(files)[index]);
	}
	await phone.open();
	await phone.pictureOf(template);

	await phone.open();
	await phone.receive({ type: 'location', location: place });
	const [, list] = interactiveMessages({ bread: '', cake: '' });
	await phone.receive(list.body);
	await phone.picture('message');

	await phone.open();
	await phone.receive(question);
	await phone.tap('Yes, please');
	await phone.message(2);
	await phone.receive({ type: 'text', text: { body: 'Done. See you on Friday!' } });
	await phone.picture('question');

	await phone.open();
	emulator.flows.add({
		name: 'haircut',
		categories: ['APPOINTMENT_BOOKING'],
		json: appointmentJson(),
		status: 'PUBLISHED',
	});
	await phone.receive(appointment);
	await phone.tap('Book');
	await phone.flow();
	await phone.picture('flow');

	await phone.open();
	for (const [number, name, text] of [
		['16505551235', 'Ben Okafor', 'Thank you, the cake was great!'],
		['16505551236', 'Carla Díaz', 'Do you ship to Zürich?'],
		['16505551237', 'Dev Patel', 'Table for four, please'],
	])
		emulator.incoming({ from: number, name, text });
	await phone.chats();
	await phone.picture('phone');

	await browser.close();
	await emulator.close();
}
