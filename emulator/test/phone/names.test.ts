import { type Emulator } from '../../src';
import { readableNumber } from '../../src/readableNumber';
import { closeAll, started } from '../helpers';
import { openInJsdom } from '../jsdomPage';
import { sendTo } from './parts';

const LINUS = '16505551003';
const GRACE = '16505551002';
const buttons = {
	type: 'interactive',
	interactive: {
		type: 'button',
		body: { text: 'Does Friday suit you?' },
		action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
	},
};

let emulator: Emulator;
beforeEach(async () => {
	emulator = await started({ statusDelayMs: 0, pairLimit: false });
});
afterEach(closeAll);

const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
	const response = await fetch(`${emulator.url}/_emulator/phone/${path}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	return (await response.json()) as Record<string, unknown>;
};
const names = async (): Promise<string[]> => {
	const response = await fetch(`${emulator.url}/_emulator/phone/state`);
	return ((await response.json()) as { customers: Array<{ name: string }> }).customers.map(({ name }) => name);
};

it.each([
	['16505551003', '+1 650-555-1003'],
	['4915112345678', '+49 151 123 456 78'],
	['447400123456', '+44 740 012 3456'],
	['3584573950', '+358 457 3950'],
])('writes %s as people do', (digits, readable) => {
	expect(readableNumber(digits)).toBe(readable);
});

it('calls customers without a name by their number, also after they tapped a button', async () => {
	const business = emulator.seed.phoneNumberId;
	for (const [index, to] of [GRACE, LINUS].entries()) {
		const { id: message } = await sendTo(emulator, to, buttons);
		await post('act', { do: 'tap', customer: String(index + 1), business, message, id: 'yes', title: 'Yes' });
	}
	expect(await names()).toEqual(['+1 650-555-1002', '+1 650-555-1003']);
	emulator.incoming({ from: LINUS, text: 'Hi', name: 'Linus' });
	expect(await names()).toEqual(['+1 650-555-1002', 'Linus']);
});

it('calls a customer without a name by their new number', async () => {
	await sendTo(emulator, LINUS, buttons);
	await post('customers/1', { name: '+1 650-555-1003', number: GRACE });
	expect(await names()).toEqual(['+1 650-555-1002']);
});

it('shows the same name in the list, above the chat and in the dialog', async () => {
	await sendTo(emulator, LINUS, buttons);
	const page = await openInJsdom(emulator.url, 'phone', `/phone#1/${emulator.seed.phoneNumberId}`);
	const { document } = page.window;
	const text = (selector: string): string | null | undefined => document.querySelector(selector)?.textContent;
	await page.shown(() => document.querySelector('.message'));
	expect(text('.chat-row b')).toBe('+1 650-555-1003');
	expect(text('.chat-row small')).toBe('with Acme Shop');
	expect(text('.chat .names small')).toBe('as +1 650-555-1003 · +1 631-555-8100');
	document.querySelector<HTMLElement>('.chat .names')?.click();
	const dialog = await page.shown(() => document.querySelector('[role="dialog"], dialog'));
	expect(dialog.querySelector('h2')?.textContent).toBe('+1 650-555-1003');
	page.window.close();
});
