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

	it.each([
		['warn', 'Skipping execution data push: unable to resolve user for redaction'],
		[
			'error',
			'Error in handling webhook request POST /webhook-waiting/10/1257fe68: The execution "10 has finished already.',
		],
		['error', 'Error in handling webhook request POST /webhook-waiting/10/a: The execution "10" has finished already.'],
		['error', 'Received request for unknown webhook: The requested webhook "GET a641/webhook" is not registered.'],
		[
			'warn',
			"Flow response received of the workflow 'WhatsApp 10': a message to +16315558100 was discarded, because this trigger listens to the phone number with the ID 106540352600001 only. Other workflows are not affected. To receive such messages, publish a workflow",
		],
	])('keeps what looks like a failure and is none in the file (%s: %s)', (level, message) => {
		log.showsAll = true;
		log.take(line(level, message, { error: { stack: 'ResponseError: no\n    at handle (n8n.js:1)' } }));
		expect(said).toEqual([]);
		expect(readFileSync(file, 'utf8')).toBe(`${level}: ${message}\nResponseError: no\n    at handle (n8n.js:1)\n`);
	});

	it.each([
		['error', 'Error in handling webhook request POST /webhook-waiting/10/a: The workflow does not exist'],
		['error', 'Received request for unknown webhook: The requested webhook "POST a641/webhook" is not registered.'],
		['error', 'Received request for unknown webhook: The requested webhook "GET orders" is not registered.'],
		['warn', "WhatsApp Trigger of the workflow 'Mine': a message to +1 was discarded by 'Text Matches'"],
	])('shows what resembles it (%s: %s)', (level, message) => {
		log.showsAll = true;
		log.take(line(level, message));
		expect(said).toEqual([`[n8n] ${level}: ${message}`]);
	});

	describe('an error that n8n prints twice', () => {
		beforeEach(() => jest.useFakeTimers());
		afterEach(() => jest.useRealTimers());
		const twice = [line('error', "'Recipient' is empty."), line('error', "'Recipient' is empty")];

		it('is shown once, and both times in the file', () => {
			twice.forEach(log.take);
			expect(said).toEqual(["[n8n] error: 'Recipient' is empty."]);
			expect(readFileSync(file, 'utf8')).toBe("error: 'Recipient' is empty.\nerror: 'Recipient' is empty\n");
		});

		it('is shown once with an expected line in between', () => {
			[twice[0], ...always, twice[1]].forEach(log.take);
			expect(said).toHaveLength(1);
		});

		it('is shown again when it happens again later, or after another line', () => {
			log.take(twice[0]);
			jest.advanceTimersByTime(2000);
			log.take(twice[0]);
			log.take(line('error', 'Another'));
			log.take(twice[0]);
			expect(said).toHaveLength(4);
		});
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
