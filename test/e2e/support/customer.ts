import type { Locator } from 'playwright-core';
import { messageExamples } from '../../../emulator/test/phone/messages';
import { addFiles, type Example, type Json } from '../../../emulator/test/phone/parts';
import { otherTemplates, templateExamples } from '../../../emulator/test/phone/templates';
import type { PhoneInChromium } from './phone';

/** A file that a customer chooses. */
export interface ChosenFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

/** What a person does in the open chat, with mouse and keyboard. */
export class CustomerAtPhone {
	private constructor(
		readonly phone: PhoneInChromium,
		private readonly examples: Example[],
	) {}

	static async of(phone: PhoneInChromium): Promise<CustomerAtPhone> {
		const files = await addFiles(phone.emulator);
		const examples = [...messageExamples(files), ...templateExamples(files), ...otherTemplates(files)];
		return new CustomerAtPhone(phone, examples);
	}

	/** The dialog that is open. */
	get dialog(): Locator {
		return this.phone.page.getByRole('dialog');
	}

	/** Receives the example with a name. @returns the message, and its ID */
	async receive(name: string): Promise<{ message: Locator; id: string }> {
		const message = await this.phone.receive(this.examples.find((one) => one.name === name)!.body);
		return { message, id: (await message.getAttribute('data-id'))! };
	}

	/** Receives the example with a name, and taps a button of it. @returns the message's ID */
	async tap(name: string, button: string, index = 0): Promise<string> {
		const { message, id } = await this.receive(name);
		await message.getByRole('button', { name: button }).nth(index).click();
		return id;
	}

	async write(text: string): Promise<void> {
		await this.phone.page.getByRole('textbox', { name: 'Message' }).fill(text);
		await this.phone.page.keyboard.press('Enter');
	}

	/** Chooses from the menu of a message. */
	async menu(id: string, choice: string): Promise<void> {
		await this.phone.message(id).getByRole('button', { name: 'Message options' }).click();
		await this.phone.message(id).getByRole('button', { name: choice }).click();
	}

	async inDialog(button: string): Promise<void> {
		await this.dialog.getByRole('button', { name: button, exact: true }).click();
	}

	/** Fills in fields of the dialog, by their labels. */
	async fill(values: Record<string, string>): Promise<void> {
		for (const [label, value] of Object.entries(values))
			await this.dialog.getByLabel(label, { exact: true }).fill(value);
	}

	/** Chooses an option in the customer's settings. */
	async choose(label: string, option: string): Promise<void> {
		await this.phone.page.locator('.names').click();
		await this.dialog.getByLabel(label).selectOption({ label: option });
		await this.inDialog('Save');
	}

	async attach(label: string, file: ChosenFile): Promise<void> {
		await this.phone.button('Attach').click();
		await this.phone.page.getByLabel(label, { exact: true }).setInputFiles(file);
	}

	/** The ID of the next message of a type that this customer sends, once an app has accepted it. */
	async sent(type: string): Promise<string> {
		return String((await this.phone.heard(type)).id);
	}

	/** The file in the next message of a type that this customer sends. */
	async sentFile(type: string): Promise<{ messageId: string; mediaId: string }> {
		const { id, [type]: file } = await this.phone.heard(type);
		return { messageId: String(id), mediaId: String((file as Json).id) };
	}
}
