// Loads our package and the built-in nodes with n8n's own loader and prints the cost of each as JSON. Runs as a
// separate process with the Node.js of that n8n: code is loaded once per process, so each run measures one of the two.
// For ours also the cost of the code, which is loaded when a node or credential is first used.
// Arguments: n8n's node_modules, the side (ours, builtIn), our package's folder.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [modules, side, folder] = process.argv.slice(2);
const fromN8n = createRequire(join(modules, 'n8n', 'package.json'));
fromN8n('reflect-metadata');
const { PackageDirectoryLoader } = fromN8n('n8n-core');
// Already loaded by n8n before it loads packages.
fromN8n('n8n-workflow');
fromN8n('zod');

const loads = {
	ours: async () => await new PackageDirectoryLoader(folder).loadAll(),
	builtIn: async () => {
		const loader = new PackageDirectoryLoader(join(modules, 'n8n-nodes-base'));
		for (const name of ['WhatsAppApi', 'WhatsAppTriggerApi'])
			loader.loadCredentialFromFile(`dist/credentials/${name}.credentials.js`);
		for (const name of ['WhatsApp', 'WhatsAppTrigger']) loader.loadNodeFromFile(`dist/nodes/WhatsApp/${name}.node.js`);
	},
};

(async () => {
	global.gc();
	const rss = process.memoryUsage.rss();
	const heap = process.memoryUsage().heapUsed;
	const began = performance.now();
	await loads[side]();
	const ms = performance.now() - began;
	const grown = process.memoryUsage.rss() - rss;
	global.gc();
	const kept = process.memoryUsage().heapUsed - heap;
	const before = process.memoryUsage.rss();
	const start = performance.now();
	if (side === 'ours') require(join(folder, 'dist', 'main.js'));
	const codeMs = performance.now() - start;
	const codeRssMb = (process.memoryUsage.rss() - before) / 2 ** 20;
	const costs = { ms, rssMb: grown / 2 ** 20, heapMb: kept / 2 ** 20, codeMs, codeRssMb };
	process.stdout.write(`\n${JSON.stringify(costs)}\n`, () => process.exit(0));
})();
