const { cpus } = require('node:os');

// Projects: plain unit tests; engine tests on both generations of n8n-core; random inputs; the emulator's own tests; the built package.
const base = {
	testEnvironment: '<rootDir>/test/environment.js',
	runtime: '<rootDir>/test/runtime.js',
	// Streams of Node.js use it, in the same realm as the tests.
	fakeTimers: { doNotFake: ['nextTick'] },
	rootDir: __dirname,
	// Not node_modules: jest would read its whole tree for each project.
	roots: ['credentials', 'emulator', 'nodes', 'scripts', 'test'].map((folder) => `<rootDir>/${folder}`),
	setupFiles: ['<rootDir>/test/setup.ts'],
	setupFilesAfterEnv: ['<rootDir>/test/timeouts.ts'],
	transform: { '\\.tsx?$': '<rootDir>/test/transform.js' },
	cacheDirectory: '<rootDir>/.cache/jest',
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/emulator/dist/',
		'<rootDir>/scripts/n8n/installations/',
		'<rootDir>/.cache/',
	],
};
const engine = { setupFilesAfterEnv: [...base.setupFilesAfterEnv, '<rootDir>/test/engine/resetPackages.ts'] };
const v1 = {
	'^n8n-core$': '<rootDir>/node_modules/n8n-core-v1',
	'^n8n-core/(.*)$': '<rootDir>/node_modules/n8n-core-v1/$1',
	'^n8n-workflow$': '<rootDir>/node_modules/n8n-core-v1/node_modules/n8n-workflow',
	'^@n8n/di$': '<rootDir>/node_modules/n8n-core-v1/node_modules/@n8n/di',
};
const project = (displayName, folder, extra = {}) => ({
	...base,
	displayName,
	testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
	...extra,
});

/** @type {import('jest').Config} */
module.exports = {
	// Many tests wait for timers and connections. On two cores, four workers take 215 s, two take 297 s.
	maxWorkers: cpus().length + 2,
	// Node.js is slow to free what the test files before have loaded. A larger worker takes so long to exit that jest reports
	// it as a leak.
	workerIdleMemoryLimit: '1GB',
	globalSetup: '<rootDir>/test/globalSetup.js',
	globalTeardown: '<rootDir>/test/globalTeardown.js',
	reporters: ['default', '<rootDir>/scripts/jest-counts.js'],
	projects: [
		project('unit', 'unit'),
		project('emulator', '', { testMatch: ['<rootDir>/emulator/test/**/*.test.ts'] }),
		project('engine 2.x', 'engine', engine),
		project('engine 1.x', 'engine', { ...engine, moduleNameMapper: v1 }),
		project('fuzz', 'fuzz'),
		project('package', 'package', {
			modulePathIgnorePatterns: ['<rootDir>/scripts/n8n/installations/', '<rootDir>/.cache/'],
		}),
	],
};
