// Installs the development dependencies when what is installed is not what the lock file asks for.
// Plain Node: runs before anything is installed.
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** What a JSON file of the repository holds; undefined when it cannot be read. */
const read = (...path) => {
	try {
		return JSON.parse(readFileSync(join(root, ...path), 'utf8'));
	} catch {
		return undefined;
	}
};

// npm notes what it has installed when an installation is complete. What the note lists may have been removed since, so the
// version of each package itself decides.
const hasInstallation = read('node_modules', '.package-lock.json') !== undefined;
const isInstalled = ([folder, wanted]) => {
	const found = read(folder, 'package.json');
	// Left out on purpose where the platform does not fit.
	return found === undefined ? Boolean(wanted.optional) : found.version === wanted.version;
};
const missing = Object.entries(read('package-lock.json')?.packages ?? {}).filter(
	([folder, wanted]) => folder !== '' && !(hasInstallation && isInstalled([folder, wanted])),
);

if (missing.length > 0) {
	process.stdout.write('Installing development dependencies (once)...\n');
	// No install script is needed by what we use of n8n-core; its native add-ons would only cost minutes.
	// Development dependencies also where NODE_ENV=production is set.
	// npm ci empties the folder first; where there is an installation, npm install only adds and replaces what differs.
	const how = hasInstallation ? ['install', '--no-save'] : ['ci'];
	const { status } = spawnSync(
		'npm',
		[...how, '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
		{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
	);
	process.exitCode = status ?? 1;
}
