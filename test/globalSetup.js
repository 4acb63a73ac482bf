// One folder for everything that the run's engines write, removed by globalTeardown.js.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = async () => {
	process.env.N8N_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-jest-'));
};
