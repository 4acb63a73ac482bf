import { createHash } from 'crypto';

/** A short string that differs when the work differs. */
export function fingerprintOf(...parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
