import { seed, type Emulator } from '../../src';
import { closeAll, sendMessage, started } from '../helpers';
import { openInJsdom, type JsdomPage } from '../jsdomPage';

let emulator: Emulator;
let page: JsdomPage;

beforeAll(async () => {
	emulator = await started();
	page = await openInJsdom(emulator.url, 'business', '/');
	await page.shown(() => page.window.document.querySelector('main'));
}, 60_000);
afterAll(async () => {
	page.window.close();
	await closeAll();
});

const find = (selector: string): HTMLElement | null => page.window.document.querySelector<HTMLElement>(selector);
const textOf = (selector: string): string => find(selector)?.textContent ?? '';

it('shows values, numbers, Flows and templates', () => {
	expect(textOf('#credentials')).toContain(seed.accessToken);
	expect(textOf('#credentials')).toContain('WhatsApp Business Cloud API · WhatsApp Flows API');
	expect(textOf('#numbers')).toContain('+1 631-555-8100');
	expect(textOf('#flows')).toContain('visit_booking');
	expect(textOf('#templates')).toContain('paused_offer');
	expect(textOf('#webhooks')).toContain('No app is subscribed.');
	expect(page.errors).toEqual([]);
});

it('approves a template with one click', async () => {
	const line = '[data-template="pending_offer"]';
	find(`${line} [aria-label^="Approve"]`)!.click();
	await page.shown(() => textOf(`${line} .state`) === 'Approved');
	await page.shown(() => textOf('.toast') === 'pending_offer was approved');
});

it('counts messages as they are sent', async () => {
	await sendMessage(emulator, { type: 'text', text: { body: 'Hi' } });
	await page.shown(() => textOf('a[href="/_emulator/messages"]') === '1Accepted messages');
});

it('shows HTML as text', async () => {
	const html = '<img src=x onerror="harmed=1"><script>harmed=1</script>';
	emulator.addTemplate({
		name: 'hostile',
		language: 'en_US',
		category: 'UTILITY',
		status: 'APPROVED',
		parameter_format: 'POSITIONAL',
		components: [{ type: 'BODY', text: html }],
	});
	await page.shown(() => textOf('[data-template="hostile"] .clamp') === html);
	expect(page.window.document.querySelectorAll('#business script, #business img:not(.sample)')).toHaveLength(0);
});
