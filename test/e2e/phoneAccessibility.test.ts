import { messageExamples } from '../../emulator/test/phone/messages';
import { addFiles } from '../../emulator/test/phone/parts';
import { accessibilityProblems } from './support/axe';
import { describeInChromium } from './support/browser';
import { PhoneInChromium } from './support/phone';

describeInChromium(__filename, "the emulator's phone", () => {
	let opened: PhoneInChromium | undefined;
	afterEach(async () => await opened?.close());

	it.each(['light', 'dark'] as const)('has no serious accessibility problem in %s colors', async (colorScheme) => {
		const phone = await PhoneInChromium.open(`phone-${colorScheme}`);
		opened = phone;
		const { page } = phone;
		const files = await addFiles(phone.emulator);
		await page.setViewportSize({ width: 1280, height: 860 });
		await page.emulateMedia({ colorScheme });
		const found: Record<string, string[]> = {};
		const check = async (place: string): Promise<void> => {
			const problems = await accessibilityProblems(page);
			if (problems.length > 0) found[place] = problems;
			await phone.browser.picture(place);
		};
		const close = async (): Promise<void> => await page.keyboard.press('Escape');
		const wanted = ['list', 'flow', 'products', 'order-details', 'address-request', 'call-permission', 'carousel'];
		for (const { name, body } of messageExamples(files)) if (wanted.includes(name)) await phone.receive(body);
		await check('chat');
		for (const [place, button] of Object.entries({
			list: 'Choose a time',
			flow: 'Book a visit',
			products: 'View items',
			order: 'Review and pay',
			address: 'Provide address',
			calls: 'Choose preference',
		})) {
			const open = phone.button(button).last();
			await open.scrollIntoViewIfNeeded();
			await open.click();
			await page.locator('dialog :is(form, .actions)').first().waitFor();
			await check(place);
			await close();
			await page.locator('dialog').waitFor({ state: 'detached' });
		}
		await phone.button('Attach').click();
		await check('attach');
		await phone.button('Attach').click();
		await phone.button('Message options').last().click();
		await check('menu');
		await phone.button('Requests and webhooks').click();
		await page.locator('.drawer pre').first().waitFor();
		await check('requests');
		await page.locator('.drawer').getByRole('button', { name: 'Close' }).click();
		await page.locator('.chat').getByRole('button', { name: 'Testing tools' }).click();
		await page.locator('.samples').first().waitFor();
		await check('testing');
		await page.locator('.drawer').getByRole('button', { name: 'Close' }).click();
		await page.locator('.names').click();
		await check('customer');
		await close();
		expect(found).toEqual({});
	});
});
