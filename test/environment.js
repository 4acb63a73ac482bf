// jest environment: Node.js, in which a test file leaves no timer behind. A timer left running (the interval of
// n8n-core 1.x' SSH client manager, a time limit of ours whose workflow has ended) keeps the worker process alive, and in
// it all that the file loaded.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	timers = new Set();

	async setup() {
		await super.setup();
		for (const name of ['setTimeout', 'setInterval']) {
			const start = this.global[name];
			const started = (...args) => {
				const timer = start(...args);
				this.timers.add(timer);
				return timer;
			};
			// The version for promises, which node:util finds by a symbol.
			Object.defineProperties(started, Object.getOwnPropertyDescriptors(start));
			this.global[name] = started;
		}
	}

	async teardown() {
		// Of those that have ended, nothing is left to clear.
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		await super.teardown();
	}
};
