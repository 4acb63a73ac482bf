import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withLock } from './lock';
import { npm } from './npm';
import { cacheFolder, PROJECT } from './paths';

export type N8nGeneration = 'v2' | 'v1';

/** An installed n8n. */
export interface N8nInstallation {
	kind: N8nGeneration;
	/** n8n's version. */
	version: string;
	/** The folder holding node_modules. */
	folder: string;
	/** The Node.js that runs it. */
	node: string;
	/** n8n's start file, an argument for `node`. */
	n8n: string;
	/** Environment variables that this n8n needs. */
	environment: Record<string, string>;
}

/** The native add-ons that n8n needs to start; all other install scripts stay disabled. */
const NATIVE: Record<N8nGeneration, string[]> = { v2: ['sqlite3', 'isolated-vm'], v1: ['sqlite3'] };

const ENVIRONMENT: Record<N8nGeneration, Record<string, string>> = {
	v2: {
		// The first module calls n8n's servers on every start, the second shows its own page before the workflows.
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
		// The defaults. n8n warns about each that it will change.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RUNNERS_TASK_TIMEOUT: '300',
		N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: String(2 * 1024 ** 3),
		N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '5000',
	},
	// isolated-vm needs Node.js 24; without it 1.x uses its older expression engine.
	v1: { N8N_EXPRESSION_ENGINE: 'legacy' },
};

/** Download size of the npm packages, and size on disk. */
const SIZES: Record<N8nGeneration, string> = {
	v2: '400 MB to download, 2.3 GB on disk',
	v1: '250 MB to download, 2 GB on disk',
};

/**
 * The lock files. pnpm takes a fifth of npm's time for these 2,000 packages, but leaves out one of the versions of
 * @langchain/core that n8n 1.x loads.
 */
const LOCK_FILE: Record<N8nGeneration, string> = { v2: 'pnpm-lock.yaml', v1: 'package-lock.json' };

/** Long enough for another process to install both versions over a slow connection. */
const LOCK_LIMIT_MS = 45 * 60_000;

/**
 * Installs n8n from its lock file under scripts/n8n/installations/ into the cache folder, once; an interrupted installation is resumed.
 *
 * n8n 2.x needs Node.js 24 and installs it as the npm package `node`; n8n 1.x uses the current Node.js.
 *
 * @param log called with one line per step
 * @throws Error with npm's output when npm fails
 */
export async function ensureN8n(kind: N8nGeneration, log: (line: string) => void = () => {}): Promise<N8nInstallation> {
	const source = join(PROJECT, 'scripts', 'n8n', 'installations', `n8n-${kind}`);
	const lockFile = readFileSync(join(source, LOCK_FILE[kind]));
	const hash = createHash('sha256').update(lockFile).digest('hex').slice(0, 12);
	// Native add-ons are built for one platform and, on 1.x, one major version of Node.js.
	const abi = kind === 'v2' ? 'own-node' : `abi${process.versions.modules}`;
	const folder = join(cacheFolder(), 'hosts', `n8n-${kind}-${hash}-${process.platform}-${process.arch}-${abi}`);
	mkdirSync(folder, { recursive: true });

	if (!existsSync(join(folder, '.complete'))) {
		await withLock(`${folder}.lock`, LOCK_LIMIT_MS, async () => {
			if (existsSync(join(folder, '.complete'))) return;
			for (const name of ['package.json', LOCK_FILE[kind]]) copyFileSync(join(source, name), join(folder, name));
			await install(kind, folder, log);
		});
	}
	return describe(kind, folder);
}

function describe(kind: N8nGeneration, folder: string): N8nInstallation {
	const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', 'n8n', 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		kind,
		version,
		folder,
		node:
			kind === 'v2'
				? join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
				: process.execPath,
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		environment: ENVIRONMENT[kind],
	};
}

async function install(kind: N8nGeneration, folder: string, log: (line: string) => void): Promise<void> {
	const downloaded = join(folder, '.downloaded');
	if (!existsSync(downloaded)) {
		log(`Downloading and installing n8n (${kind}), once: ${SIZES[kind]}, 1 to 10 minutes. Folder: ${folder}`);
		if (kind === 'v2') await installWithPnpm(folder);
		else await npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
		writeFileSync(downloaded, '');
	}
	log(`Building native add-ons of n8n (${kind})...`);
	if (kind === 'v2') await npm(folder, ['rebuild', 'node']);
	await npm(folder, ['rebuild', ...NATIVE[kind]], kind === 'v2' ? ownNode(folder) : {});
	writeFileSync(join(folder, '.complete'), '');
}

/**
 * Installs with pnpm, which npm downloads. Its store is a folder beside the installations, and the files are links into
 * it.
 */
async function installWithPnpm(folder: string): Promise<void> {
	const { packageManager } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		packageManager: string;
	};
	const args = [
		...['exec', '--yes', `--package=${packageManager}`, '--', 'pnpm', 'install'],
		...['--frozen-lockfile', '--ignore-scripts', '--ignore-workspace'],
		// The layout of npm, which n8n is published for.
		'--node-linker=hoisted',
	];
	// As a variable: on Windows, arguments go through a shell, and the path may have spaces.
	await npm(folder, args, { npm_config_store_dir: join(cacheFolder(), 'hosts', 'store') });
}

/** Environment for npm and node-gyp to run on, and build for, the Node.js of the npm package `node`. */
function ownNode(folder: string): Record<string, string> {
	const brought = join(folder, 'node_modules', 'node');
	const headers = join(brought, 'node_modules', `node-${process.platform}-${process.arch}`);
	return {
		PATH: join(brought, 'bin') + delimiter + process.env.PATH,
		...(existsSync(join(headers, 'include')) && { npm_config_nodedir: headers }),
	};
}
