// One folder for everything that a run writes, the temporary files of its processes too. globalTeardown.js removes it.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = async () => {
	process.env.N8N_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-jest-'));
	for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = process.env.N8N_TEST_FOLDER;
};
