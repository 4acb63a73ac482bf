import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM, type DomWindow } from 'jsdom';
import { migrationPage, PAGE } from '../../../scripts/migrate/page/build';
import { migrateContent } from '../../../scripts/migrate/content';
import { PROJECT } from '../../../scripts/n8n/paths';
import { waitFor } from '../../../scripts/n8n/wait';

const page = readFileSync(join(PROJECT, PAGE), 'utf8');

const node = (name: string, operation: string) => ({
	name,
	type: 'n8n-nodes-base.whatsApp',
	typeVersion: 1,
	parameters: { operation, phoneNumberId: '1065', textBody: 'Grüße </script>' },
	credentials: { whatsAppApi: { id: null, name: 'Shop' } },
});
const workflow = JSON.stringify({
	name: 'Orders',
	nodes: [node('One', 'send'), node('<img src=x onerror=alert(1)>', 'sendPigeon')],
	connections: {},
});

/** The page in a browser, with the files that it offers for download. */
function open(): { window: DomWindow; downloads: Blob[] } {
	const downloads: Blob[] = [];
	const { window } = new JSDOM(page, {
		runScripts: 'dangerously',
		beforeParse: (made) => {
			// jsdom does not have these.
			made.structuredClone = structuredClone;
			made.URL.createObjectURL = (blob) => `blob:null/${downloads.push(blob as Blob)}`;
		},
	});
	return { window, downloads };
}

/** Chooses a file, and waits until the page shows the result. */
async function choose(window: DomWindow, content: string, name: string): Promise<Element> {
	const input = window.document.getElementById('file') as HTMLInputElement;
	const files = [new window.File([content], name)];
	Object.defineProperty(input, 'files', { value: files, configurable: true });
	Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true });
	input.dispatchEvent(new window.Event('change'));
	return await waitFor('the result', () => window.document.querySelector('section') ?? undefined);
}

const textOf = (window: DomWindow, blob: Blob): Promise<string> =>
	new Promise((done) => {
		const reader = new window.FileReader();
		reader.onload = () => done(String(reader.result));
		reader.readAsText(blob);
	});

describe('the page that migrates workflows', () => {
	it('is up to date (npm run docs:migrate writes it)', async () => {
		expect(await migrationPage()).toBe(page);
	});

	it('offers the file and shows the report that npm run migrate writes', async () => {
		const expected = migrateContent(workflow, 'orders.json');
		const { window, downloads } = open();
		const result = await choose(window, `\uFEFF${workflow}`, 'orders.json');
		expect(result.querySelector('pre')?.textContent).toBe(expected.report);
		const link = result.querySelector('a')!;
		expect([link.download, link.getAttribute('href')]).toEqual(['orders.migrated.json', 'blob:null/1']);
		const content = await textOf(window, downloads[0]);
		expect(content).toBe(expected.content);
		expect((JSON.parse(content) as { nodes: unknown[] }).nodes[0]).toMatchObject({
			type: 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud',
			credentials: {},
		});
		window.close();
	});

	it('shows names from the file as text', async () => {
		const { window } = open();
		const result = await choose(window, workflow, '<b>orders</b>.json');
		expect(result.querySelectorAll('img, b')).toHaveLength(0);
		expect(result.querySelector('h2')?.textContent).toBe('<b>orders</b>.json');
		window.close();
	});

	it.each([
		[
			'is not JSON',
			'<html>',
			"'a.json' is not valid JSON. Download the workflow from n8n's editor (menu > Export JSON, or Download in older versions) and use that file.",
		],
		['is no workflow', '{}', "This is not an n8n workflow: it has no list of 'nodes'."],
		[
			'has no node that can be converted',
			JSON.stringify({ nodes: [node('Two', 'sendPigeon')] }),
			'There is no new file because no node could be converted.',
		],
	])('offers no file when the file %s, and says why', async (_when, content, message) => {
		const { window, downloads } = open();
		const result = await choose(window, content, 'a.json');
		expect(result.querySelector('.problem')?.textContent).toBe(message);
		expect(result.querySelectorAll('a')).toHaveLength(0);
		expect(downloads).toHaveLength(0);
		window.close();
	});

	it('forbids every request, and names its script and style only by their hash', () => {
		const { window } = open();
		const policy = window.document.querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content');
		expect(policy).toMatch(
			/^default-src 'none'; script-src 'sha256-[^']{44}'; style-src 'sha256-[^']{44}'; base-uri 'none'; form-action 'none'$/,
		);
		expect(window.document.querySelectorAll('[src], [href], link, iframe, form')).toHaveLength(0);
		expect(page).not.toMatch(/\b(?:fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|import)\s*\(/);
		window.close();
	});
});
