import type { Page } from 'playwright-core';
import { waitFor } from '../../scripts/n8n/wait';
import { describeInChromium } from './support/browser';
import { ANN, PhoneInChromium } from './support/phone';

const CUSTOMERS = 50;
const MESSAGES = 2000;

/** A response within this time seems immediate (web.dev: RAIL), in ms. Printed: a busy machine is slower. */
const FLUID = 100;

/** From an input event to the frame that shows what it caused, in ms. */
const inputToPaint = async (page: Page, event: string, shows: string, input: () => Promise<void>): Promise<number> => {
	await page.evaluate(
		([type, selector]) => {
			const measured = window as { took?: Promise<number> };
			measured.took = new Promise((resolve) => {
				addEventListener(
					type,
					({ timeStamp }) => {
						const look = (): void => {
							if (document.querySelector(selector) === null) requestAnimationFrame(look);
							// The frame after the one in which it is there has been painted.
							else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
						};
						look();
					},
					{ once: true, capture: true },
				);
			});
		},
		[event, shows],
	);
	await input();
	return await page.evaluate(async () => await (window as { took?: Promise<number> }).took!);
};

const median = (values: number[]): number => [...values].sort((one, other) => one - other)[values.length >> 1];

describeInChromium(__filename, `the emulator's phone with ${CUSTOMERS} customers and ${MESSAGES} messages`, () => {
	let phone: PhoneInChromium;
	beforeAll(async () => {
		phone = await PhoneInChromium.open('speed', { webhookBatch: 1000 });
		await phone.page.setViewportSize({ width: 1280, height: 860 });
		for (let index = 1; index < CUSTOMERS; index += 1)
			phone.emulator.incoming({ from: String(16505560000 + index), text: 'Hello', name: `Customer ${index}` });
		for (let index = 1; index < MESSAGES; index += 1)
			phone.emulator.incoming({ from: ANN, text: `*${index}*: ${'A line of words. '.repeat(index % 12)}` });
		await waitFor('the webhooks of all messages', () => {
			const heard = phone.accepted().flatMap(({ messages }) => messages as unknown[]);
			return heard.length >= CUSTOMERS + MESSAGES - 1 ? true : undefined;
		});
		await phone.page.reload();
		await phone.page.locator(`.rows[data-count="${MESSAGES}"]`).waitFor();
	}, 60_000);
	afterAll(async () => await phone?.close());

	it('opens a chat and shows what is typed with few of its messages in the page', async () => {
		const { page } = phone;
		const row = (name: string) => page.locator('.chat-row', { hasText: name });
		expect(await page.locator('.chat-row').count()).toBe(CUSTOMERS);
		const opened: number[] = [];
		const typed: number[] = [];
		for (let round = 0; round < 5; round += 1) {
			await row('Customer 7').first().click();
			await page.locator('.rows[data-count="1"]').waitFor();
			const shows = '.chat[aria-label="Chat of Ann Lee with Acme Shop"] .message';
			opened.push(await inputToPaint(page, 'click', shows, async () => await row('Ann Lee').click()));
			await page.locator(`.rows[data-count="${MESSAGES}"]`).waitFor();
			const field = page.getByRole('textbox', { name: 'Message' });
			await field.focus();
			await field.fill('');
			typed.push(await inputToPaint(page, 'keydown', '.composer [aria-label="Send"]', () => page.keyboard.type('a')));
		}
		process.stdout.write(
			`phone: a chat of ${MESSAGES} messages opens in ${median(opened).toFixed(0)} ms, a key shows in ${median(typed).toFixed(0)} ms (goal: ${FLUID} ms)\n`,
		);
		expect(await page.locator('.message').count()).toBeLessThan(60);
		await phone.browser.picture('chat');
	}, 60_000);

	it('shows every message on the way up, and only those in view', async () => {
		const { page } = phone;
		const list = page.locator('.messages');
		let most = 0;
		for (const share of [0.75, 0.5, 0.25, 0]) {
			await list.evaluate((box, at) => (box.scrollTop = box.scrollHeight * at), share);
			await page.waitForFunction(() => {
				const box = document.querySelector('.messages')!.getBoundingClientRect();
				const shown = [...document.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
				return shown.some(({ top, bottom }) => top <= box.top + 20 && bottom >= box.top);
			});
			most = Math.max(most, await page.locator('.message').count());
		}
		await page.locator('.message', { hasText: 'Hi' }).first().waitFor();
		expect(most).toBeLessThan(80);
	});
});
