import { seenEvents } from '../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';

/**
 * Lets the triggers of one process remember events, as deliveries of ten. Run with --expose-gc. Arguments: number of
 * events, number of triggers. Prints the MB of heap and the ms of CPU that they take, as JSON.
 */
const [events, triggers] = process.argv.slice(2).map(Number);
const BATCH = 10;

async function main(): Promise<void> {
	const collectGarbage = (globalThis as { gc?: () => void }).gc;
	if (collectGarbage === undefined) throw new Error('Run it with --expose-gc');
	const deliver = async (node: string, from: number): Promise<void> => {
		const keys = Array.from({ length: BATCH }, (_unused, at) => ({
			key: `message|wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdG${from + at}`,
		}));
		await seenEvents(node).claim(keys, Promise.resolve(true), Date.now());
	};
	await deliver('first', 0);
	collectGarbage();
	const before = process.memoryUsage().heapUsed;
	const began = process.cpuUsage();
	for (let from = 0; from < events; from += BATCH) await deliver(`workflow/${(from / BATCH) % triggers}`, from);
	const { user, system } = process.cpuUsage(began);
	collectGarbage();
	const mb = (process.memoryUsage().heapUsed - before) / 2 ** 20;
	process.stdout.write(JSON.stringify({ mb, cpuMs: (user + system) / 1000 }));
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
