import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { introduction } from '../../../scripts/n8n/introduction';
import { npm } from '../../../scripts/n8n/npm';
import { withSignOfLife } from '../../../scripts/n8n/signOfLife';
import { seed } from '../../../emulator/src';

describe('introduction', () => {
	const lines = introduction({
		n8nUrl: 'http://127.0.0.1:1',
		owner: { email: 'owner@example.com', password: 'Wa1-secret' },
		emulator: { url: 'http://127.0.0.1:2', seed },
		chatModelUrl: 'http://127.0.0.1:3/v1',
		workflows: [
			{ id: 'a', name: 'WhatsApp 01 - Send a text' },
			{ id: 'b', name: 'WhatsApp 02 - Greet' },
		],
		notes: ['WhatsApp 02 was changed by you'],
		isBookingReady: false,
		logFile: '/cache/start/n8n.log',
	});

	it('has the sign-in and each value of a credential alone at the end of its line', () => {
		expect(lines).toEqual(
			expect.arrayContaining([
				'n8n         http://127.0.0.1:1',
				'  Email     owner@example.com',
				'  Password  Wa1-secret',
				`  Access Token                  ${seed.accessToken}`,
				`  WhatsApp Business Account ID  ${seed.wabaId}`,
				`  App ID                        ${seed.app.id}`,
				`  App Secret                    ${seed.app.secret}`,
				'  Base URL                      http://127.0.0.1:2',
				`  Phone Number ID               ${seed.phoneNumberId}  (+1 631-555-8100, Acme Shop)`,
				'An OpenAI credential for the simulated chat model: API Key simulated, Base URL http://127.0.0.1:3/v1',
			]),
		);
	});

	it('does not suggest the example with a Flow when it does not run', () => {
		expect(lines.filter((line) => line.includes('To try a Flow'))).toEqual([]);
	});

	it('says what happened to the workflows below them', () => {
		expect(lines[lines.findIndex((line) => line.includes('/workflow/b')) + 1]).toBe('WhatsApp 02 was changed by you');
	});

	it('says what the next start keeps', () => {
		expect(lines).toContain(
			'Press Ctrl+C to stop n8n and the emulator. Workflows, credentials and executions are kept for the next start. Chats on the phone and the webhooks of other n8ns are not.',
		);
	});

	it('ends with the file of the log', () => {
		expect(lines.filter(Boolean).at(-1)).toBe('Below is what n8n reports. Its whole log is in /cache/start/n8n.log');
	});

	it('links to each workflow, the first one first', () => {
		expect(lines.filter((line) => line.includes('/workflow/'))).toEqual([
			'  WhatsApp 01 - Send a text  http://127.0.0.1:1/workflow/a',
			'  WhatsApp 02 - Greet        http://127.0.0.1:1/workflow/b',
		]);
	});
});

describe('withSignOfLife', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('reports every 15 seconds while the work runs, and no more after it', async () => {
		const said: string[] = [];
		let finish: (result: string) => void = () => {};
		const work = withSignOfLife(
			'starting n8n',
			(line) => said.push(line),
			async () => await new Promise<string>((done) => (finish = done)),
		);
		await jest.advanceTimersByTimeAsync(14_999);
		expect(said).toEqual([]);
		await jest.advanceTimersByTimeAsync(15_001);
		expect(said).toEqual(['  Still starting n8n (15 s)...', '  Still starting n8n (30 s)...']);
		finish('done');
		expect(await work).toBe('done');
		await jest.advanceTimersByTimeAsync(60_000);
		expect(said).toHaveLength(2);
	});

	it('ends when the work fails', async () => {
		const failed = withSignOfLife(
			'building',
			() => {},
			() => Promise.reject(new Error('No space')),
		);
		await expect(failed).rejects.toThrow('No space');
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('npm', () => {
	const folder = mkdtempSync(join(tmpdir(), 'npm-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	const script = (code: string): void =>
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { test: `node -e "${code}"` } }));

	it('leaves timers running while it waits', async () => {
		script('setTimeout(() => {}, 300)');
		let ticks = 0;
		const timer = setInterval(() => (ticks += 1), 20);
		await npm(folder, ['run', '--silent', 'test']);
		clearInterval(timer);
		expect(ticks).toBeGreaterThan(0);
	});

	it('rejects with the output when npm fails', async () => {
		script("console.error('no memory'); process.exit(3)");
		await expect(npm(folder, ['run', '--silent', 'test'])).rejects.toThrow(
			`npm run --silent test failed in ${folder}\nno memory`,
		);
	});
});
