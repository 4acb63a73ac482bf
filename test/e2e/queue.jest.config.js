// n8n in queue mode, with Redis and PostgreSQL: main process, two webhook processes and two workers. What test/e2e/queue holds,
// and the end-to-end tests that are the same in regular mode.
process.env.N8N_E2E_MODE = 'queue';

const base = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	displayName: 'queue',
	// Five processes take their time to start again.
	testTimeout: 300_000,
	testMatch: [...base.testMatch, '<rootDir>/test/e2e/queue/*.test.ts'],
};
