// Installs the development dependencies when what is installed is not what the lock file asks for.
// Plain Node: runs before anything is installed.
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** Entries of a lock file by folder; none when there is no such file. */
const entries = (file) => {
	try {
		return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
	} catch {
		return {};
	}
};

// npm notes what it has installed in a lock file of its own, written when the installation is complete.
const installed = entries('node_modules/.package-lock.json');
const missing = Object.entries(entries('package-lock.json')).filter(
	([folder, wanted]) =>
		folder !== '' &&
		// Left out on purpose where the platform does not fit.
		!(wanted.optional && !installed[folder]) &&
		installed[folder]?.version !== wanted.version,
);

if (missing.length > 0) {
	process.stdout.write('Installing development dependencies (once)...\n');
	// No install script is needed by what we use of n8n-core; its native add-ons would only cost minutes.
	// Development dependencies also where NODE_ENV=production is set.
	const { status } = spawnSync(
		'npm',
		['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
		{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
	);
	process.exitCode = status ?? 1;
}
