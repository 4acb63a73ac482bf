import { execFileSync } from 'node:child_process';
import { PROJECT } from '../../scripts/n8n/paths';

/** The commit that is checked out, abbreviated. */
export const commit = (): string =>
	execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: PROJECT, encoding: 'utf8' }).trim();

/** Today's date in ISO format, in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);
