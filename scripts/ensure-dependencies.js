// Installs the development dependencies when the installed ones do not match the lock file. Plain Node.js: runs before
// anything is installed.
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** The content of a JSON file of the repository; undefined when it cannot be read. */
const read = (...path) => {
	try {
		return JSON.parse(readFileSync(join(root, ...path), 'utf8'));
	} catch {
		return undefined;
	}
};

// npm lists what it installed when an installation is complete. Packages may have been removed since, so the version of
// each installed package decides.
const hasInstallation = read('node_modules', '.package-lock.json') !== undefined;
const isInstalled = ([folder, wanted]) => {
	const found = read(folder, 'package.json');
	// Skipped by npm where the platform does not match.
	return found === undefined ? Boolean(wanted.optional) : found.version === wanted.version;
};
const missing = Object.entries(read('package-lock.json')?.packages ?? {}).filter(
	([folder, wanted]) => folder !== '' && !(hasInstallation && isInstalled([folder, wanted])),
);

if (missing.length > 0) {
	process.stdout.write('Installing development dependencies (once)...\n');
	// We need no install scripts: the native add-ons of n8n-core would only cost minutes. Development dependencies are
	// installed even with NODE_ENV=production. npm ci empties the folder first; on an existing installation, npm
	// install only adds and replaces what differs.
	const how = hasInstallation ? ['install', '--no-save'] : ['ci'];
	const { status } = spawnSync(
		'npm',
		[...how, '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
		{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
	);
	process.exitCode = status ?? 1;
}
