// n8n in queue mode, with Redis and PostgreSQL: main process, two webhook processes and two workers. Runs test/e2e/queue:
// its own tests, and in groups.test.ts the groups shared with regular mode.
process.env.N8N_E2E_MODE = 'queue';

const base = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	displayName: 'queue',
	// Restarting five processes takes a while.
	testTimeout: 300_000,
	testMatch: ['<rootDir>/test/e2e/queue/*.test.ts'],
};
