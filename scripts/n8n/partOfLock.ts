interface LockedPackage {
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
}

/** What is used of npm's `package-lock.json`, version 3. Keys of `packages` are folders, '' is the root. */
export interface LockFile {
	packages: Record<string, LockedPackage & { version?: string }>;
}

/** The folder in which Node.js finds `name` from a package in `from`; undefined if it is not in the lock file. */
function resolve({ packages }: LockFile, from: string, name: string): string | undefined {
	const inside = `${from}/node_modules/${name}`;
	if (inside in packages) return inside;
	const end = from.lastIndexOf('/node_modules/');
	if (end !== -1) return resolve({ packages }, from.slice(0, end), name);
	return `node_modules/${name}` in packages ? `node_modules/${name}` : undefined;
}

/**
 * Takes some packages, and all that they need, out of a lock file: for `npm ci` of these alone, in the same versions.
 *
 * @param names packages at the top of node_modules
 * @returns the contents of `package.json` and `package-lock.json`
 * @throws Error for a package that is not in the lock file
 */
export function partOfLock(lock: LockFile, names: string[]): { manifest: object; lock: object } {
	const folders = new Set<string>();
	const add = (folder: string): void => {
		if (folders.has(folder)) return;
		folders.add(folder);
		const { dependencies, optionalDependencies, peerDependencies } = lock.packages[folder];
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
			const found = resolve(lock, folder, name);
			if (found !== undefined) add(found);
		}
	};
	const versions: Record<string, string | undefined> = {};
	for (const name of names) {
		const folder = `node_modules/${name}`;
		if (!(folder in lock.packages)) throw new Error(`The lock file has no ${folder}`);
		versions[name] = lock.packages[folder].version;
		add(folder);
	}
	const manifest = { name: 'part', version: '0.0.0', private: true, dependencies: versions };
	const { private: _private, ...root } = manifest;
	const packages = { '': root, ...Object.fromEntries([...folders].map((folder) => [folder, lock.packages[folder]])) };
	return { manifest, lock: { name: 'part', version: '0.0.0', lockfileVersion: 3, requires: true, packages } };
}
