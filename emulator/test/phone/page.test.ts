import { JSDOM, type DomWindow } from 'jsdom';
import { type Emulator } from '../../src';
import { closeAll, started } from '../helpers';
import { messageExamples } from './messages';
import { addFiles, sendTo } from './parts';
import { otherTemplates, templateExamples } from './templates';

const ANN = '16505551234';
let emulator: Emulator;
let window: DomWindow & Window & Pick<typeof globalThis, 'EventTarget' | 'MessageEvent' | 'eval'>;
const errors: unknown[] = [];

/** Events of the server, read with fetch: jsdom has no EventSource. */
function eventSource(url: string): EventTarget {
	const target = new window.EventTarget();
	void (async () => {
		const response = await fetch(new URL(url, emulator.url));
		let text = '';
		for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
			text += Buffer.from(chunk).toString();
			const events = text.split('\n\n');
			text = events.pop() ?? '';
			for (const event of events) {
				const name = /^event: (.*)$/m.exec(event)?.[1] ?? 'message';
				const data = /^data: (.*)$/m.exec(event)?.[1];
				if (data !== undefined) target.dispatchEvent(new window.MessageEvent(name, { data }));
			}
		}
	})().catch(() => undefined);
	return target;
}

/** Waits until the page shows something. */
async function shown<T>(find: () => T | null | undefined): Promise<T> {
	for (;;) {
		const found = find();
		if (found) return found;
		await new Promise((resolve) => window.requestAnimationFrame(resolve));
	}
}

beforeAll(async () => {
	emulator = await started({ statusDelayMs: 0, pairLimit: false });
	emulator.incoming({ from: ANN, text: 'Hi', name: 'Ann Lee' });
	const script = await (await fetch(`${emulator.url}/phone/phone.js`)).text();
	window = new JSDOM('<body><div id="phone"></div></body>', {
		url: `${emulator.url}/phone#1/${emulator.seed.phoneNumberId}`,
		runScripts: 'dangerously',
		pretendToBeVisual: true,
	}).window as typeof window;
	window.addEventListener('error', ({ error }: ErrorEvent) => errors.push(error));
	Object.assign(window, {
		fetch: async (path: string, options?: RequestInit) => await fetch(new URL(path, emulator.url), options),
		EventSource: function (url: string) {
			return eventSource(url);
		},
		ResizeObserver: class {
			observe = (): void => undefined;
			disconnect = (): void => undefined;
		},
	});
	window.eval(`{${script}}`);
	await shown(() => window.document.querySelector('.message'));
}, 60_000);
afterAll(async () => {
	window.close();
	await closeAll();
});

it('shows each message type as the customer sees it, as soon as it is sent', async () => {
	const files = await addFiles(emulator);
	for (const { name, body, shows } of [
		...messageExamples(files),
		...templateExamples(files),
		...otherTemplates(files),
	]) {
		const { id, json } = await sendTo(emulator, ANN, body);
		expect([name, json.error]).toEqual([name, undefined]);
		const message = await shown(() => window.document.querySelector(`[data-id="${id}"]`));
		for (const text of shows) expect(message.textContent).toContain(text);
	}
	expect(errors).toEqual([]);
}, 60_000);

it('shows HTML in texts and file names as text', async () => {
	const html = '<img src=x onerror="harmed=1"><script>harmed=1</script>';
	const { id } = await sendTo(emulator, ANN, { type: 'text', text: { body: `*${html}*` } });
	const message = await shown(() => window.document.querySelector(`[data-id="${id}"]`));
	expect(message.textContent).toContain(html);
	const file = await emulator.addMedia({ mimeType: 'application/pdf', content: Buffer.from('x') });
	const document = { id: file.id, filename: html, caption: html };
	const sent = await sendTo(emulator, ANN, { type: 'document', document });
	const second = await shown(() => window.document.querySelector(`[data-id="${sent.id}"]`));
	expect(second.querySelector('.file b')?.textContent).toBe(html);
	expect(window.document.querySelectorAll('.message script, .message img[src=x]')).toHaveLength(0);
});
