// n8n's official scanner, offline: on the source as its review sees it, and on the unpacked `npm pack` tarball. Prints
// its findings; exit code 1 if there are any. `npm run scan` builds first.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'scan-'));
// On import the scanner creates a download folder and does not remove it: create it inside ours.
process.env.TMPDIR = process.env.TMP = process.env.TEMP = temporary;
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

/** Packs the package as npm would publish it. @returns the folder with its unpacked files */
const packAndUnpack = () => {
	const folder = join(temporary, 'packed');
	mkdirSync(folder);
	execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', folder], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	execFileSync('tar', ['-xzf', tarball], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
	return join(folder, 'package');
};

const { analyzePackage, SOURCE_FILE_PATTERNS } = await import('@n8n/scan-community-package/scanner/scanner.mjs');

const checks = [
	{ name: 'source', folder: root, patterns: SOURCE_FILE_PATTERNS },
	{ name: 'package', folder: packAndUnpack(), patterns: ['**/*.js', 'package.json'] },
];
const counts = { passed: 0, failed: 0 };
for (const { name, folder, patterns } of checks) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	counts[passed ? 'passed' : 'failed'] += 1;
	if (passed) process.stdout.write(`scan of the ${name}: no findings\n`);
	else process.stdout.write(`scan of the ${name}: ${message}\n${(details ?? '').replaceAll(folder, '')}\n`);
}

mkdirSync(join(root, 'artifacts'), { recursive: true });
writeFileSync(join(root, 'artifacts', 'scan-results.json'), `${JSON.stringify(counts)}\n`);
process.stdout.write(`scan: ${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
