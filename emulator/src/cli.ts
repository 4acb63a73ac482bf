#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { credentialLines } from './credentialValues';
import { startEmulator, type Emulator } from './index';
import { sampleUrls } from './sampleFiles';

const usage = `The Cloud API emulator: a local Graph API for WhatsApp, on 127.0.0.1 only.

Options
  --port <n>      port; 0 = any free port (default)
  --latency <ms>  delay of each response (default 0)
  --mps <n>       messages per second and phone number; 0 = no limit (default: the limit of the number)
  --no-pair-limit turn off the limit of one message per 6 seconds to the same recipient
  --duplicates <n>
                  share of webhooks that are sent twice, 0 to 1 (default 0)
  --reorder       send webhooks out of order
  --batch <n>     updates per webhook, at most 1000 (default 1)
  --seed <n>      random seed for the duplicates and order of webhooks (default 1)
  --demo          a small account with 3 numbers and 12 templates, instead of the account for tests
  --seed-file <f> start with the numbers, templates and customers in a JSON file
  --state <f>     load the state from a file, and save it there
  --lean          do not record bodies and headers of requests
  --quiet         do not log requests
  --json          print the URL and the seed data as one line of JSON
  --help          show this help
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '0' },
			latency: { type: 'string', default: '0' },
			mps: { type: 'string' },
			'no-pair-limit': { type: 'boolean', default: false },
			duplicates: { type: 'string', default: '0' },
			reorder: { type: 'boolean', default: false },
			batch: { type: 'string', default: '1' },
			seed: { type: 'string', default: '1' },
			demo: { type: 'boolean', default: false },
			'seed-file': { type: 'string' },
			state: { type: 'string' },
			lean: { type: 'boolean', default: false },
			quiet: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(usage);
		return;
	}
	const emulator = await startEmulator({
		port: wholeNumber('--port', values.port),
		latencyMs: wholeNumber('--latency', values.latency),
		messagesPerSecond: values.mps === undefined ? 'own' : wholeNumber('--mps', values.mps),
		pairLimit: !values['no-pair-limit'],
		demo: values.demo,
		seedFile: values['seed-file'],
		stateFile: values.state,
		recordBodies: !values.lean,
		webhookDuplicates: Number(values.duplicates),
		webhookReorder: values.reorder,
		webhookBatch: wholeNumber('--batch', values.batch),
		webhookSeed: wholeNumber('--seed', values.seed),
		quiet: values.quiet || values.json,
	});
	const stop = (): void => void emulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	// Last, because the caller may stop the emulator as soon as it has read this line.
	process.stdout.write(
		values.json
			? `${JSON.stringify({ url: emulator.url, port: emulator.port, seed: emulator.seed })}\n`
			: introduction(emulator),
	);
}

function wholeNumber(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new RangeError(`${name} must be an integer, got '${text}'`);
	return Number(text);
}

function introduction({ url, seed }: Emulator): string {
	return [
		`Cloud API emulator at ${url}`,
		'',
		'Values for credentials in n8n',
		...credentialLines(url, seed),
		...seed.phoneNumbers
			.filter(({ registered }) => !registered)
			.map(({ id }) => `  ${id}  not registered: messages are rejected with 133010`),
		'Files for messages with a link:',
		...sampleUrls(url).map((address) => `  ${address}`),
		`Page with these values and links: ${url}`,
		`Phones of customers, to chat with n8n: ${url}/phone`,
		`Recorded requests, messages and state: ${url}/_emulator/requests, ${url}/_emulator/messages, ${url}/_emulator/state`,
		'Press Ctrl+C to stop.',
		'',
	].join('\n');
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
