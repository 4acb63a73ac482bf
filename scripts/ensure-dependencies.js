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
	const installer = join(__dirname, 'install-dependencies.js');
	const { status } = spawnSync(process.execPath, [installer, hasInstallation ? 'some' : 'all'], { stdio: 'inherit' });
	process.exitCode = status ?? 1;
}
