import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../emulator/src';
import { Browser } from '../test/e2e/support/browser';
import { PROJECT } from './n8n/paths';

/** `npx tsx scripts/pictures.ts` renews the pictures of the emulator's phone in docs/images, for the README. */

const FOLDER = join(PROJECT, 'docs', 'images');
const CUSTOMER = '16505551234';
const WIDTH = 400;

const question = {
	type: 'button',
	header: { type: 'text', text: 'Your table' },
	body: { text: 'We have a table for two on Friday at 7 pm. Shall we book it?' },
	footer: { text: 'Acme Shop, 12 Main Street' },
	action: {
		buttons: ['Yes, please', 'Another time'].map((title) => ({ type: 'reply', reply: { id: title, title } })),
	},
};

const booking = {
	type: 'flow',
	body: { text: 'Book a table in less than a minute' },
	action: {
		name: 'flow',
		parameters: {
			flow_message_version: '3',
			flow_name: 'table_booking',
			flow_cta: 'Book a table',
			flow_action: 'navigate',
			flow_action_payload: { screen: 'BOOKING' },
		},
	},
};

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const emulator = await startEmulator({ demo: true, pairLimit: false });
	const browser = await Browser.open('phone', { width: WIDTH, height: 420 }, 1.5);
	const { page } = browser;

	const send = async (message: Record<string, unknown>): Promise<void> => {
		const response = await fetch(`${emulator.url}/v25.0/${emulator.seed.phoneNumberId}/messages`, {
			method: 'POST',
			headers: { authorization: `Bearer ${emulator.seed.accessToken}`, 'content-type': 'application/json' },
			body: JSON.stringify({ messaging_product: 'whatsapp', to: CUSTOMER, ...message }),
		});
		if (!response.ok) throw new Error(await response.text());
	};
	/** Opens the only chat. */
	const openPhone = async (): Promise<void> => {
		await browser.visit(`${emulator.url}/phone`);
		await page.locator('.chat-row').first().click();
		await page.locator('article').first().waitFor();
	};
	const save = async (name: string, height: number): Promise<void> => {
		await page.setViewportSize({ width: WIDTH, height });
		await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
	};

	await send({ type: 'interactive', interactive: question });
	await openPhone();
	await save('message', 420);

	await page.getByRole('button', { name: 'Yes, please' }).click();
	await page.locator('article').nth(1).waitFor();
	await send({ type: 'text', text: { body: 'Done. See you on Friday!' } });
	await page.locator('article').nth(2).waitFor();
	// The hint that no workflow listens for the reply.
	await page.locator('.hint').evaluateAll((hints) => hints.forEach((hint) => hint.remove()));
	await save('question', 600);

	emulator.reset();
	await send({ type: 'interactive', interactive: booking });
	await openPhone();
	await page.getByRole('button', { name: 'Book a table' }).click();
	await page.locator('.flow').waitFor();
	await save('flow', 560);

	await browser.close();
	await emulator.close();
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.message}\n`);
	process.exitCode = 1;
});
