import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator/src';
import { addBookingFlow, newKeyPair } from './n8n/bookingFlow';
import { addExamples } from './n8n/examples';
import { moveAway } from './n8n/freshData';
import { ensureN8n } from './n8n/install';
import { startN8n } from './n8n/n8n';
import { keptOwner } from './n8n/owner';
import { introduction } from './n8n/introduction';
import { buildAndPack, installOnDisk } from './n8n/package';
import { cacheFolder } from './n8n/paths';
import { N8nRest } from './n8n/rest';
import { withSignOfLife } from './n8n/signOfLife';
import { startSimulatedModel } from './n8n/simulatedModel';
import { LOG_ENVIRONMENT, readableLine, StartLog } from './n8n/startLog';
import { checkAsked, choosePorts, lastPorts, type AskedPorts } from './n8n/startPorts';

/** Before each retry of a webhook: an n8n that is busy for a while loses none. */
const RETRY_DELAYS_MS = [1000, 5000, 15_000, 30_000, 60_000, 120_000, 300_000];

const say = (line: string) => process.stdout.write(`${line}\n`);

const USAGE = `npm start -- [options]    runs n8n with this package, and the Cloud API emulator
  --port <n>             port of n8n (5678 the first time, then that of the last start)
  --emulator-port <n>    port of the emulator (5690 the first time, then that of the last start)
  --fresh                move the data of the last start to a folder beside it, and start with new data
  --help                 show this help
Workflows, credentials and executions are kept for the next start. It also updates the examples that you did not change.
Without a port, a free one is taken if the usual one is in use. ALLOWED_HOSTS=name,name adds host names that n8n responds
to, such as that of a tunnel.
`;

/** The end of what n8n printed. */
const lastLines = (output: string): string => output.trim().split('\n').slice(-30).map(readableLine).join('\n');

/** @throws Error for an option that does not exist and for a port that is none */
function readOptions(): { help: boolean; fresh: boolean; ports: AskedPorts } {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			'emulator-port': { type: 'string' },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const port = (name: 'port' | 'emulator-port'): number | undefined => {
		const value = values[name];
		if (value === undefined) return undefined;
		const number = Number(value);
		if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
		throw new Error(`--${name} must be a number from 1 to 65535`);
	};
	return {
		help: values.help ?? false,
		fresh: values.fresh ?? false,
		ports: { n8n: port('port'), emulator: port('emulator-port') },
	};
}

/**
 * Runs n8n with the package and the Cloud API emulator. Its data is kept between runs. ALLOWED_HOSTS=name,name adds
 * host names that n8n responds to, such as that of a tunnel.
 */
async function main(): Promise<void> {
	const options = readOptions();
	if (options.help) {
		say(USAGE);
		return;
	}
	// Before all that takes minutes.
	await checkAsked(options.ports);
	const userFolder = join(cacheFolder(), 'start');
	const portsFile = join(userFolder, 'ports.json');
	if (options.fresh) {
		const moved = await moveAway(userFolder, lastPorts(portsFile).n8n);
		if (moved !== undefined) say(`The data of the last start is now in ${moved}`);
	}
	const host = await withSignOfLife('installing n8n', say, async () => await ensureN8n('v2', say));
	mkdirSync(userFolder, { recursive: true });
	say('Building the package...');
	await withSignOfLife('building the package', say, async () => {
		await installOnDisk(await buildAndPack(), userFolder);
	});

	const owner = keptOwner(host, userFolder);
	const ports = await choosePorts(options.ports, lastPorts(portsFile));
	const emulator = await startEmulator({
		port: ports.emulator,
		quiet: true,
		demo: true,
		webhookRetryDelaysMs: RETRY_DELAYS_MS,
	});
	const model = await startSimulatedModel(ports.model);
	say(`Starting n8n ${host.version}, takes up to a minute...`);
	const logFile = join(userFolder, 'n8n.log');
	const log = new StartLog(logFile, say);
	const n8n = await withSignOfLife(
		'starting n8n',
		say,
		async () => await startN8n(host, { userFolder, port: ports.n8n, environment: LOG_ENVIRONMENT, log: log.take }),
	);
	writeFileSync(portsFile, JSON.stringify(ports));
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		log.showsAll = false;
		say('\nStopping...');
		void Promise.all([n8n.stop(), emulator.close(), model.close()]);
	};
	process.on('SIGINT', stop).on('SIGTERM', stop);

	try {
		const { workflows, notes, isBookingReady } = await withSignOfLife('adding the example workflows', say, async () => {
			const rest = new N8nRest(n8n.url);
			await rest.signIn(owner);
			const keys = newKeyPair();
			const added = await addExamples(rest, {
				emulatorUrl: emulator.url,
				seed: emulator.seed,
				privateKey: keys.privateKey,
				chatModelUrl: model.url,
				recordFile: join(userFolder, 'examples.json'),
			});
			const bookingNotes = await addBookingFlow(rest, n8n.url, emulator, keys.publicKey, added.workflows);
			return { ...added, notes: [...added.notes, ...bookingNotes], isBookingReady: bookingNotes.length === 0 };
		});
		introduction({
			n8nUrl: n8n.url,
			owner,
			emulator,
			chatModelUrl: model.url,
			workflows,
			notes,
			isBookingReady,
			logFile,
		}).forEach(say);
		log.showsAll = true;
	} catch (thrown) {
		stop();
		throw thrown;
	} finally {
		void n8n.ended.then(async () => {
			if (!stopping)
				say(`n8n exited unexpectedly. Its log is in ${logFile}, and ends with:\n${lastLines(n8n.output())}`);
			await Promise.all([emulator.close(), model.close()]);
			process.exitCode ??= stopping ? 0 : 1;
		});
	}
}

main().catch((thrown: Error) => {
	// It may end with lines of n8n's log.
	process.stderr.write(`${thrown.message.split('\n').map(readableLine).join('\n')}\n`);
	process.exitCode = 1;
});
