import { homedir } from 'node:os';
import { join } from 'node:path';

/** The root of the checkout. */
export const PROJECT = join(__dirname, '..', '..');

/** The project's folder for large files that can be re-created; outside the checkout, shared by all checkouts. */
export function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-whatsapp-business-cloud');
}

/**
 * The environment for another program: without what npm and jest set for the calling one.
 *
 * @param extra variables to add; `undefined` removes one
 */
export function cleanEnvironment(extra: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) =>
			!/^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_command$|JEST_|N8N_|NODE_OPTIONS$|NODE_ENV$|NODE_PATH$)/i.test(
				name,
			),
	);
	return { ...Object.fromEntries(inherited), ...extra };
}
