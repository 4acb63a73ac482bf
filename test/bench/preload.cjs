// Loaded into n8n before anything else (node --require). Routes Meta's host names to the emulator, for all nodes, and
// lets the benchmark control n8n's garbage collector and profiler. The machine's own settings are not changed.
const { createServer } = require('node:http');
const { Session } = require('node:inspector');
const net = require('node:net');
const v8 = require('node:v8');
const vm = require('node:vm');

const { BENCH_GRAPH_PORT, BENCH_CONTROL_PORT } = process.env;
const META = /(^|\.)(facebook\.com|fbsbx\.com)$/;

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
	// net.connect passes its arguments as one array, tls.connect its options unchanged.
	const given = Array.isArray(args[0]) ? args[0] : args;
	const [options] = given;
	if (META.test(options?.host ?? '')) given[0] = { ...options, host: '127.0.0.1', port: Number(BENCH_GRAPH_PORT) };
	return connect.apply(this, args);
};

// The guard process and n8n's child processes have the same environment; only n8n itself, called `n8n start`, listens.
if (BENCH_CONTROL_PORT && process.argv[2] === 'start') listen();

function listen() {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc');
	let session;
	const post = async (method) =>
		await new Promise((done, fail) => session.post(method, (thrown, result) => (thrown ? fail(thrown) : done(result))));
	const calls = {
		'/gc': async () => {
			// Twice: the second round frees what the first one finalizes.
			for (let round = 0; round < 2; round++) {
				collect();
				await new Promise((done) => setImmediate(done));
			}
			return process.memoryUsage();
		},
		'/profile/start': async () => {
			session = new Session();
			session.connect();
			await post('Profiler.enable');
			await post('Profiler.start');
			return {};
		},
		'/profile/stop': async () => {
			const { profile } = await post('Profiler.stop');
			session.disconnect();
			return profile;
		},
	};
	createServer((request, response) => {
		Promise.resolve(calls[request.url]?.()).then(
			(result) => response.end(JSON.stringify(result ?? null)),
			(thrown) => response.writeHead(500).end(String(thrown)),
		);
	})
		.listen(Number(BENCH_CONTROL_PORT), '127.0.0.1')
		.unref();
}
