import { type Emulator } from '../../src';
import { client, closeAll, started } from '../helpers';
import { openInJsdom, type JsdomPage } from '../jsdomPage';
import { messageExamples } from './messages';
import { addFiles, sendTo } from './parts';
import { otherTemplates, templateExamples } from './templates';

const ANN = '16505551234';
let emulator: Emulator;
let page: JsdomPage;

beforeAll(async () => {
	emulator = await started({ statusDelayMs: 0, pairLimit: false });
	emulator.incoming({ from: ANN, text: 'Hi', name: 'Ann Lee' });
	page = await openInJsdom(emulator.url, 'phone', `/phone#1/${emulator.seed.phoneNumberId}`);
	await page.shown(() => page.window.document.querySelector('.message'));
}, 60_000);
afterAll(async () => {
	page.window.close();
	await closeAll();
});

const forward = async (hours: number): Promise<unknown> =>
	await fetch(`${emulator.url}/_emulator/phone/clock`, {
		method: 'POST',
		body: JSON.stringify({ forwardMs: hours * 3600_000 }),
	});

it('shows each message type as the customer sees it, as soon as it is sent', async () => {
	const files = await addFiles(emulator);
	for (const { name, body, shows } of [
		...messageExamples(files),
		...templateExamples(files),
		...otherTemplates(files),
	]) {
		// A user is asked for permission to call once a day.
		if (name === 'template-call-permission') await forward(25);
		const { id, json } = await sendTo(emulator, ANN, body);
		expect([name, json.error]).toEqual([name, undefined]);
		const message = await page.shown(() => page.window.document.querySelector(`[data-id="${id}"]`));
		for (const text of shows) expect(message.textContent).toContain(text);
	}
	expect(page.errors).toEqual([]);
}, 60_000);

it('shows calls, and groups with the names of their members', async () => {
	const { document } = page.window;
	const { groupId, phoneNumberId } = emulator.seed;
	const find = (selector: string, words: string) => () =>
		[...document.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) => textContent?.includes(words));
	await client(emulator).post(`/${phoneNumberId}/settings`, { calling: { status: 'ENABLED' } });
	emulator.customer(ANN).act({ action: 'call' });
	await page.shown(find('.call', 'Calling Acme Shop'));
	emulator.customer(ANN).act({ action: 'hangUp' });
	await page.shown(find('.line.system', 'The business did not answer your call'));
	expect(document.querySelector('.call')).toBeNull();
	emulator.incoming({ from: '16505550007', name: 'Gil', text: 'Which pot?', group: groupId });
	(await page.shown(find('.chat-row', 'in the group Plant Lovers'))).click();
	const message = await page.shown(find('.message', 'Which pot?'));
	expect(message.querySelector('.author')?.textContent).toBe('Gil');
	expect(find('.window', 'Group of Acme Shop, Ann Lee')()).toBeDefined();
	(await page.shown(find('.chat-row', 'with Acme Shop'))).click();
	await page.shown(find('.window', '24-hour window'));
});

it('says that only templates arrive when the window is closed', async () => {
	const bar = () => page.window.document.querySelector('[data-window="closed"]');
	const row = (name: string) => () =>
		[...page.window.document.querySelectorAll<HTMLElement>('.chat-row')].find(
			({ textContent }) => textContent?.includes(name) && textContent.includes('with Acme Shop'),
		);
	await forward(25);
	const { textContent } = await page.shown(bar);
	expect(textContent).toBe(
		'24-hour window closed: the customer last wrote more than 24 hours ago. Only templates arrive until the customer writes',
	);
	const { id } = await sendTo(emulator, ANN, { type: 'text', text: { body: 'Still there?' } });
	const hint = await page.shown(() => page.window.document.querySelector(`[data-id="${id}"] .hint.error`));
	expect(hint.textContent).toBe(
		'Not delivered: 131047 Re-engagement message. Message failed to send because more than 24 hours have passed since the customer last replied to this number. Until the customer writes, only templates arrive.',
	);
	emulator.incoming({ from: ANN, text: 'Yes', name: 'Ann Lee' });
	await page.shown(() => page.window.document.querySelector('[data-window="open"]'));

	await fetch(`${emulator.url}/_emulator/phone/customers`, {
		method: 'POST',
		body: JSON.stringify({ name: 'Bo Berg', number: '4915100000001' }),
	});
	(await page.shown(row('Bo Berg'))).click();
	expect((await page.shown(bar)).textContent).toBe(
		'24-hour window closed: the customer has not written yet. Only templates arrive until the customer writes',
	);
	(await page.shown(row('Ann Lee'))).click();
	await page.shown(() => page.window.document.querySelector('[data-window="open"]'));
});

it('shows HTML in texts and file names as text', async () => {
	const html = '<img src=x onerror="harmed=1"><script>harmed=1</script>';
	const { id } = await sendTo(emulator, ANN, { type: 'text', text: { body: `*${html}*` } });
	const message = await page.shown(() => page.window.document.querySelector(`[data-id="${id}"]`));
	expect(message.textContent).toContain(html);
	const file = await emulator.addMedia({ mimeType: 'application/pdf', content: Buffer.from('x') });
	const document = { id: file.id, filename: html, caption: html };
	const sent = await sendTo(emulator, ANN, { type: 'document', document });
	const second = await page.shown(() => page.window.document.querySelector(`[data-id="${sent.id}"]`));
	expect(second.querySelector('.file b')?.textContent).toBe(html);
	expect(page.window.document.querySelectorAll('.message script, .message img[src=x]')).toHaveLength(0);
});
