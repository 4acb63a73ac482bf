import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartLog } from '../../../scripts/n8n/startLog';

const line = (level: string, message: string, metadata: object = {}): string =>
	JSON.stringify({ level, message, metadata: { file: 'n8n.js', timestamp: '2026-01-01T00:00:00.000Z', ...metadata } });

/** What n8n 2.41 prints in each start of `npm start`. */
const always = [
	line('warn', 'Failed to start Python task runner in internal mode. because its virtual environment is missing'),
	line(
		'warn',
		'\nThere are deprecations related to your n8n setup. Please take the recommended actions: N8N_RUNNERS_MODE',
	),
	line('warn', 'Automatic license renewal is disabled. The license will not renew automatically'),
	line('warn', '\nThere is a deprecation related to your n8n setup. Please take the recommended actions'),
	line('info', '[license SDK] Skipping renewal on init: renewOnInit is disabled in config', { scopes: ['license'] }),
	line('info', 'Registered runner "JS Task Runner" (AaA_KUf1JiUogMaqWFROw) '),
	line('info', '[runner:js] Task runner stopped'),
	'',
];

describe('the log of npm start', () => {
	let folder: string;
	let file: string;
	let said: string[];
	let log: StartLog;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'start-log-'));
		file = join(folder, 'n8n.log');
		said = [];
		log = new StartLog(file, (text) => said.push(text));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it.each([false, true])('keeps what n8n always prints in the file (shows all: %s)', (showsAll) => {
		log.showsAll = showsAll;
		always.forEach(log.take);
		expect(said).toEqual([]);
		expect(readFileSync(file, 'utf8').split('\n')).toEqual(
			expect.arrayContaining([
				'warn: Failed to start Python task runner in internal mode. because its virtual environment is missing',
				'[license SDK] Skipping renewal on init: renewOnInit is disabled in config',
			]),
		);
	});

	it('shows errors, also while n8n starts, with their stack', () => {
		log.take(line('error', 'Database is not writable', { error: { stack: 'Error: Database\n    at open (db.js:1)' } }));
		expect(said).toEqual(['[n8n] error: Database is not writable\nError: Database\n    at open (db.js:1)']);
	});

	it('shows other warnings, information and plain lines once n8n has started', () => {
		const lines = [line('warn', 'Received request for unknown webhook'), line('info', 'Sent 100 of 500'), 'plain'];
		lines.forEach(log.take);
		expect(said).toEqual([]);
		log.showsAll = true;
		lines.forEach(log.take);
		expect(said).toEqual(['[n8n] warn: Received request for unknown webhook', '[n8n] Sent 100 of 500', '[n8n] plain']);
	});

	it('replaces the log of the last start', () => {
		log.take(line('info', 'Before'));
		new StartLog(file, (text) => said.push(text)).take(line('info', 'After'));
		expect(readFileSync(file, 'utf8')).toBe('After\n');
	});
});
