import { existsSync, renameSync } from 'node:fs';
import { isFree } from './ports';

/**
 * Moves a data folder of n8n to a new name beside it, with the time.
 *
 * @param port of the n8n that used it last
 * @returns where it is now; undefined when there is none
 * @throws Error when the port is in use: that n8n may still run
 */
export async function moveAway(folder: string, port?: number, now = new Date()): Promise<string | undefined> {
	if (!existsSync(folder)) return undefined;
	if (port !== undefined && !(await isFree(port)))
		throw new Error(`--fresh moves the data of the n8n at port ${port}, and that port is in use. Stop that n8n first`);
	const moved = `${folder}-${now.toISOString().slice(0, 19).replace(/:/g, '-')}`;
	renameSync(folder, moved);
	return moved;
}
