import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { N8nInstallation } from './install';
import { cleanEnvironment } from './paths';
import type { Owner } from './rest';

const EMAIL = 'owner@example.com';

/** A new owner account with a random password. n8n requires a capital letter and a digit in it. */
export const newOwner = (): Owner => ({ email: EMAIL, password: `Wa1-${randomBytes(18).toString('base64url')}` });

/**
 * The owner account of an n8n whose data is kept: the password is created on the first start and stored beside the
 * data, readable only by the current user. An n8n with data but without that file gets a new owner; its workflows and
 * credentials are kept.
 *
 * @param userFolder its N8N_USER_FOLDER; n8n must not be running
 * @throws Error with n8n's output when it cannot remove its owner
 */
export function keptOwner(host: N8nInstallation, userFolder: string): Owner {
	const file = join(userFolder, 'owner-password');
	if (!existsSync(file)) {
		if (existsSync(join(userFolder, '.n8n', 'database.sqlite'))) resetOwner(host, userFolder);
		writeFileSync(file, `${newOwner().password}\n`, { mode: 0o600, flag: 'wx' });
	}
	// The file may be a copy with other permissions.
	chmodSync(file, 0o600);
	return { email: EMAIL, password: readFileSync(file, 'utf8').trim() };
}

function resetOwner(host: N8nInstallation, userFolder: string): void {
	const { status, stdout, stderr } = spawnSync(host.node, [host.n8n, 'user-management:reset'], {
		cwd: userFolder,
		encoding: 'utf8',
		env: cleanEnvironment({
			N8N_USER_FOLDER: userFolder,
			N8N_DIAGNOSTICS_ENABLED: 'false',
			PATH: dirname(host.node) + delimiter + process.env.PATH,
			...host.environment,
		}),
	});
	if (status !== 0) throw new Error(`n8n could not reset the owner:\n${stdout}${stderr}`.slice(0, 4000));
}
