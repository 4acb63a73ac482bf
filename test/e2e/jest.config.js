const { join } = require('node:path');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: join(__dirname, '..', '..'),
	displayName: 'e2e',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
	transform: { '\\.ts$': '<rootDir>/test/transform.js' },
	cacheDirectory: '<rootDir>/.cache/jest',
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/scripts/n8n/installations/', '<rootDir>/.cache/'],
	// One n8n at a time: two of them and a browser on a small machine only slow each other down.
	maxWorkers: 1,
	testTimeout: 120_000,
	reporters: ['default', '<rootDir>/test/e2e/reporter.js'],
};
