// Called by ensure-dependencies.js, which waits for it: installs the development dependencies, and says every 15 seconds
// that it is still running. Argument: `all`, or `some` to add and replace only what differs.
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const INTERVAL_MS = 15_000;

process.stdout.write(
	'Installing development dependencies, once: 130 MB to download, 700 MB on disk, 1 to 5 minutes...\n',
);
// We need no install scripts: the native add-ons of n8n-core would only cost minutes. Development dependencies are
// installed even with NODE_ENV=production. npm ci empties the folder first.
const how = process.argv[2] === 'some' ? ['install', '--no-save'] : ['ci'];
const child = spawn(
	'npm',
	[...how, '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'],
	{ cwd: join(__dirname, '..'), stdio: 'inherit', shell: process.platform === 'win32' },
);
let seconds = 0;
const timer = setInterval(() => {
	seconds += INTERVAL_MS / 1000;
	process.stdout.write(`  Still installing development dependencies (${seconds} s)...\n`);
}, INTERVAL_MS);
const end = (status) => {
	clearInterval(timer);
	process.exitCode = status ?? 1;
};
child.once('error', () => end(1)).once('close', end);
