import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/n8n/paths';
import { partOfLock, type LockFile } from '../../../scripts/n8n/partOfLock';

const packagesOf = (part: object) => (part as LockFile).packages;

describe('partOfLock', () => {
	const lock: LockFile = {
		packages: {
			'': { dependencies: { app: '^1.0.0', other: '^1.0.0' } },
			'node_modules/app': {
				version: '1.2.0',
				dependencies: { own: '^1.0.0', shared: '^1.0.0' },
				optionalDependencies: { helper: '^1.0.0', skipped: '^1.0.0' },
			},
			'node_modules/app/node_modules/own': { version: '1.0.0', dependencies: { '@scope/deep': '1', shared: '^1.0.0' } },
			'node_modules/app/node_modules/shared': { version: '1.1.0' },
			'node_modules/@scope/deep': { version: '1.0.0', dependencies: { shared: '^2.0.0' } },
			'node_modules/helper': { version: '1.0.0', peerDependencies: { app: '^1.0.0' } },
			'node_modules/shared': { version: '2.0.0' },
			'node_modules/other': { version: '1.0.0' },
		},
	};

	it('takes a package and what it needs, each from the folder in which Node.js finds it', () => {
		const part = partOfLock(lock, ['app']);
		expect(part.manifest).toEqual({ name: 'part', version: '0.0.0', private: true, dependencies: { app: '1.2.0' } });
		expect(part.lock).toEqual({
			name: 'part',
			version: '0.0.0',
			lockfileVersion: 3,
			requires: true,
			packages: {
				'': { name: 'part', version: '0.0.0', dependencies: { app: '1.2.0' } },
				...Object.fromEntries(
					Object.entries(lock.packages).filter(([folder]) => !['', 'node_modules/other'].includes(folder)),
				),
			},
		});
	});

	it('rejects a package that is not in the lock file', () => {
		expect(() => partOfLock(lock, ['missing'])).toThrow('The lock file has no node_modules/missing');
	});

	it.each([
		['n8n-v2', ['node', 'sqlite3', 'isolated-vm']],
		['n8n-v1', ['sqlite3']],
	])('takes a small part of the lock file of %s', (name, packages) => {
		const file = join(PROJECT, 'scripts', 'n8n', 'installations', name, 'package-lock.json');
		const whole = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
		const part = packagesOf(partOfLock(whole, packages).lock);
		for (const one of packages) expect(part[`node_modules/${one}`]).toEqual(whole.packages[`node_modules/${one}`]);
		expect(Object.keys(part)).toContain('node_modules/bindings');
		expect(Object.keys(part).length).toBeLessThan(200);
	});
});
