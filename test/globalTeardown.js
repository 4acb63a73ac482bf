const { rmSync } = require('node:fs');

module.exports = async () => {
	if (process.env.N8N_TEST_FOLDER) rmSync(process.env.N8N_TEST_FOLDER, { recursive: true, force: true });
};
