import { startEmulator, type Emulator } from '../../emulator/src';
import { Receiver } from '../../emulator/test/receiver';
import { accessibilityProblems } from './support/axe';
import { Browser, describeInChromium } from './support/browser';

describeInChromium(__filename, "the business page at the emulator's address", () => {
	let emulator: Emulator;
	let receiver: Receiver;
	let browser: Browser;
	const errors: string[] = [];
	beforeAll(async () => {
		receiver = new Receiver();
		const hook = await receiver.start();
		emulator = await startEmulator({ demo: true, statusDelayMs: 0 });
		const { subscriptions, seed } = emulator;
		const fields = ['messages', 'message_template_status_update'];
		subscriptions.app = { callbackUrl: hook, fields, version: 'v25.0' };
		subscriptions.subscribeAccount(seed.wabaId);
		subscriptions.overridePhone(seed.phoneNumbers[1].id, `${hook}/bookings`);
		emulator.incoming({ from: '16505551234', text: 'Hi' });
		emulator.incoming({ from: '16505551234', text: 'Hi', phoneNumberId: seed.phoneNumbers[1].id });
		await receiver.until(2);
		browser = await Browser.open('business', { width: 1280, height: 1000 });
		const { page } = browser;
		page.setDefaultTimeout(15_000);
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		page.on('pageerror', ({ message }) => errors.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') errors.push(message.text());
		});
		await page.goto(emulator.url);
		await page.locator('main').waitFor();
	});
	afterAll(async () => {
		await browser?.close();
		await emulator?.close();
		await receiver?.stop();
	});
	afterEach(() => expect(errors.splice(0)).toEqual([]));

	it('copies a value, rejects a template with one click, and shows the delivery', async () => {
		const { page } = browser;
		await page.getByRole('button', { name: 'Copy Access Token' }).click();
		expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe(emulator.seed.accessToken);
		await page.getByRole('button', { name: 'Reject weekend_offer (en_US)' }).click();
		await page.locator('[data-template="weekend_offer"]', { hasText: 'Rejected' }).waitFor();
		const [event] = (await receiver.until(3)).slice(2);
		expect(event.value).toMatchObject({ event: 'REJECTED', message_template_name: 'weekend_offer' });
		await page.locator('#webhooks', { hasText: 'message_template_status_update: 200' }).waitFor();
		await browser.picture('page');
	});

	it('changes settings and the clock, and simulates an error', async () => {
		const { page } = browser;
		await page.getByLabel('Latency in ms').fill('fast');
		await page.keyboard.press('Tab');
		await page.getByText("latencyMs must be a number of milliseconds, or {min, max}, not 'fast'").waitFor();
		expect(errors.splice(0)).toEqual([
			'Failed to load resource: the server responded with a status of 400 (Bad Request)',
		]);
		await page.getByLabel('Latency in ms').fill('5');
		await page.keyboard.press('Tab');
		await page.waitForFunction(
			() => document.querySelector<HTMLInputElement>('[name="latencyMs"]')?.getAttribute('value') !== '0',
		);
		await page.getByRole('button', { name: '+ 25 hours' }).click();
		await page.locator('#testing .badge', { hasText: '+1 d 1 h' }).waitFor();
		await page.getByRole('button', { name: 'Turn on' }).click();
		await page.locator('.pending', { hasText: 'error 131047' }).waitFor();
		await page.locator('#settings').scrollIntoViewIfNeeded();
		await browser.picture('settings');
	});

	it('is filtered with the keyboard, and leads to the phone', async () => {
		const { page } = browser;
		await page.getByRole('link', { name: 'Templates' }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('searchbox', { name: 'Search templates' }).focus();
		await page.keyboard.type('carousel');
		await page.getByText('1 of 12').waitFor();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
			'Reject summer_carousel (en_US)',
		);
		await page.getByRole('searchbox', { name: 'Search templates' }).fill('');
		expect(await page.getByRole('link', { name: 'Phone of the customers' }).getAttribute('href')).toBe('/phone');
	});

	it.each([
		['light', 1280],
		['dark', 1280],
		['light', 420],
	] as const)('has no serious accessibility problem in %s colors, %d pixels wide', async (colorScheme, width) => {
		const { page } = browser;
		await page.setViewportSize({ width, height: 1000 });
		await page.emulateMedia({ colorScheme });
		await page.evaluate(() => scrollTo(0, 0));
		await browser.picture(`${colorScheme}-${width}`);
		expect(await accessibilityProblems(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
	});
});
