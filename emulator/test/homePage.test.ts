import axios, { type AxiosResponse } from 'axios';
import { JSDOM } from 'jsdom';
import { client, closeAll, sendMessage, started } from './helpers';
import { seed, type Emulator } from '../src';

afterEach(closeAll);

/** What a browser asks for when it opens a link. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const open = async ({ url }: Emulator, headers: Record<string, string>): Promise<AxiosResponse<string>> =>
	await axios.get<string>(`${url}/`, { headers, proxy: false, validateStatus: () => true, responseType: 'text' });

const documentOf = ({ data }: AxiosResponse<string>): Document => new JSDOM(data).window.document;

describe("the page at the emulator's address", () => {
	it('lists the values for credentials, with a button that copies each', async () => {
		const emulator = await started({ demo: true });
		const { document } = new JSDOM((await open(emulator, { Accept: BROWSER })).data).window;
		const rows = Array.from(document.querySelectorAll('tr'))
			.filter((row) => row.querySelector('code'))
			.map((row) => [row.querySelector('th')?.textContent, row.querySelector('code')?.textContent]);
		expect(rows).toEqual([
			['Access Token', seed.accessToken],
			['WhatsApp Business Account ID', seed.wabaId],
			['App ID', seed.app.id],
			['App Secret', seed.app.secret],
			['Base URL', emulator.url],
			['Phone Number ID', '106540352600000'],
			['Phone Number ID', '106540352600001'],
			['Phone Number ID', '106540352600002'],
		]);
		expect(document.querySelectorAll('button')).toHaveLength(8);
	});

	it('counts requests and messages, but not itself', async () => {
		const emulator = await started();
		await sendMessage(emulator, { type: 'text', text: { body: 'Hi' } });
		await open(emulator, { Accept: BROWSER });
		const page = documentOf(await open(emulator, { Accept: BROWSER }));
		expect(page.body.textContent).toContain('So far: 1 requests, 1 accepted messages.');
		expect(page.body.textContent).toContain('29 more numbers are listed under Account.');
	});

	it('links to pages that exist', async () => {
		const emulator = await started();
		const page = documentOf(await open(emulator, { Accept: BROWSER }));
		const paths = Array.from(page.querySelectorAll('a')).map((link) => link.getAttribute('href')!);
		expect(paths).toHaveLength(8);
		const statuses = await Promise.all(
			paths.map(
				async (path) => (await axios.get(emulator.url + path, { proxy: false, validateStatus: () => true })).status,
			),
		);
		expect(statuses).toEqual(paths.map(() => 200));
	});

	it('loads and runs only what it contains', async () => {
		const response = await open(await started(), { Accept: BROWSER });
		const policy = String(response.headers['content-security-policy']);
		const [, nonce] = /style-src 'nonce-([^']+)'/.exec(policy)!;
		expect(policy).toBe(
			`default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
		);
		expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(documentOf(response).querySelectorAll('[src], link, iframe, [onclick]')).toHaveLength(0);
	});

	it("is not shown to Graph API requests, which get Meta's error", async () => {
		const emulator = await started();
		const withoutToken = await open(emulator, { Accept: 'application/json' });
		expect(withoutToken.status).toBe(401);
		expect(JSON.parse(withoutToken.data)).toMatchObject({ error: { code: 104, type: 'OAuthException' } });
		const withToken = await open(emulator, { Accept: BROWSER, Authorization: `Bearer ${seed.accessToken}` });
		expect(JSON.parse(withToken.data)).toMatchObject({ error: { code: 100, message: 'Unsupported get request.' } });
		expect((await client(emulator, '').get('/', { headers: { Accept: BROWSER } })).status).toBe(401);
	});
});
