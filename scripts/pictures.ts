import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../emulator/src';
import { Browser, PICTURES } from '../test/e2e/support/browser';
import { PROJECT } from './n8n/paths';

/**
 * `npx tsx scripts/pictures.ts` renews the pictures in docs/images, for the README: takes those of the emulator's phone,
 * and copies those of n8n's editor, which the last run of `npm run test:e2e` took.
 */

const FOLDER = join(PROJECT, 'docs', 'images');
const CUSTOMER = '16505551234';
const WIDTH = 400;
const HEIGHT = 560;

const place = { latitude: 52.5163, longitude: 13.3777, name: 'Acme Shop', address: '12 Main Street' };

const menu = {
	type: 'list',
	header: { type: 'text', text: 'Bakery' },
	body: { text: 'What would you like?' },
	footer: { text: 'Open until six' },
	action: {
		button: 'See the bread',
		sections: [{ title: 'Today', rows: [{ id: 'rye', title: 'Rye', description: 'Baked overnight' }] }],
	},
};

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
	const browser = await Browser.open('phone', { width: WIDTH, height: 420 });
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

	await send({ type: 'location', location: place });
	await send({ type: 'interactive', interactive: menu });
	await openPhone();
	await page.locator('article').nth(1).waitFor();
	await save('message', HEIGHT);

	emulator.reset();
	await send({ type: 'interactive', interactive: question });
	await openPhone();
	await page.getByRole('button', { name: 'Yes, please' }).click();
	await page.locator('article').nth(1).waitFor();
	await send({ type: 'text', text: { body: 'Done. See you on Friday!' } });
	await page.locator('article').nth(2).waitFor();
	// The hint that no workflow listens for the reply.
	await page.locator('.hint').evaluateAll((hints) => hints.forEach((hint) => hint.remove()));
	await save('question', HEIGHT);

	emulator.reset();
	await send({ type: 'interactive', interactive: booking });
	await openPhone();
	await page.getByRole('button', { name: 'Book a table' }).click();
	await page.locator('.flow').waitFor();
	await save('flow', HEIGHT);

	await browser.close();
	await emulator.close();

	if (!existsSync(PICTURES)) return;
	for (const file of readdirSync(PICTURES)) copyFileSync(join(PICTURES, file), join(FOLDER, file));
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.message}\n`);
	process.exitCode = 1;
});
