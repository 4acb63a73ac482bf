// Installs the development dependencies when they are missing or the lock file has changed since.
// Plain Node: runs before anything is installed.
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const marker = join(root, 'node_modules', '.installed-for');
const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
	process.stdout.write('Installing development dependencies (once)...\n');
	// No install script is needed by what we use of n8n-core; its native add-ons would only cost minutes.
	execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	writeFileSync(marker, wanted);
}
