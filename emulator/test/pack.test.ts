import axios from 'axios';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = join(__dirname, '..');
const shell = process.platform === 'win32';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'emulator-pack-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('installs from its tarball without any other package, serves, and stops on a signal', async () => {
	await run('npm', ['pack', '--pack-destination', folder], { cwd: PACKAGE, shell });
	const [tarball] = readdirSync(folder);
	expect(tarball).toBe('whatsapp-cloud-api-emulator-0.1.0.tgz');
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder, shell });
	expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
		'whatsapp-cloud-api-emulator',
	]);
	const installed = readdirSync(join(folder, 'node_modules/whatsapp-cloud-api-emulator')).sort();
	expect(installed).toEqual(['LICENSE', 'README.md', 'THIRD_PARTY_LICENSES', 'dist', 'package.json']);

	const program = spawn(join(folder, 'node_modules/.bin/whatsapp-cloud-api-emulator'), ['--json'], { shell });
	const ended = once(program, 'exit');
	const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
	const { url, seed } = JSON.parse(line) as { url: string; seed: { phoneNumberId: string; accessToken: string } };
	const { data } = await axios.post<{ messages: unknown[] }>(
		`${url}/v25.0/${seed.phoneNumberId}/messages`,
		{ messaging_product: 'whatsapp', to: '16505550001', type: 'text', text: { body: 'Hi' } },
		{ headers: { Authorization: `Bearer ${seed.accessToken}` }, proxy: false },
	);
	expect(data.messages).toHaveLength(1);
	program.kill('SIGTERM');
	expect(await ended).toEqual([0, null]);
	// npm runs twice, and takes a minute on a busy machine.
}, 300_000);
