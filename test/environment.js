// jest environment: tests run in the realm of the worker process instead of one per test file, since test/runtime.js gives
// the test files of a worker the same packages. What a test file changes in the realm, or leaves behind, ends with it.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

module.exports = class Environment {
	global = globalThis;
	moduleMocker = new ModuleMocker(globalThis);
	timers = new Set();
	restored = [
		[globalThis, 'console'],
		[globalThis, 'setTimeout'],
		[globalThis, 'setInterval'],
		[process, 'exit'],
		[Error, 'prepareStackTrace'],
		[Error, 'stackTraceLimit'],
	].map(([owner, name]) => [owner, name, owner[name]]);
	variables = { ...process.env };
	exitListeners = process.listeners('exit');

	constructor({ projectConfig }) {
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	// A timer left running (a time limit of ours whose workflow has ended) keeps the worker process alive, and in it all that
	// the file loaded.
	async setup() {
		for (const name of ['setTimeout', 'setInterval']) {
			const start = globalThis[name];
			const started = (...args) => {
				const timer = start(...args);
				this.timers.add(timer);
				return timer;
			};
			// The version for promises, which node:util finds by a symbol.
			Object.defineProperties(started, Object.getOwnPropertyDescriptors(start));
			globalThis[name] = started;
		}
	}

	async teardown() {
		this.fakeTimersModern.dispose();
		// Of those that have ended, nothing is left to clear. Those that do not keep the process alive may be a package's own.
		for (const timer of this.timers) if (timer.hasRef()) clearTimeout(timer);
		this.timers.clear();
		// Each file has its own copy of jest, whose state holds the file's tests.
		for (const symbol of Object.getOwnPropertySymbols(globalThis))
			if (symbol.description === 'JEST_STATE_SYMBOL') delete globalThis[symbol];
		for (const [owner, name, value] of this.restored) owner[name] = value;
		// n8n-core adds one for each test file.
		for (const listener of process.listeners('exit'))
			if (!this.exitListeners.includes(listener)) process.off('exit', listener);
		for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
		Object.assign(process.env, this.variables);
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return this;
	}
};
