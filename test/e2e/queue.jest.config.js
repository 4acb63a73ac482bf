// n8n in queue mode, with Redis and PostgreSQL: main process, two webhook processes and two workers. Runs the tests in
// test/e2e/queue, and the end-to-end tests shared with regular mode.
process.env.N8N_E2E_MODE = 'queue';

const base = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	displayName: 'queue',
	// Restarting five processes takes a while.
	testTimeout: 300_000,
	testMatch: [...base.testMatch, '<rootDir>/test/e2e/queue/*.test.ts'],
};
