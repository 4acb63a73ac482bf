import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Credential data that requests are signed with; see wasUsed. */
const used = new WeakSet<object>();

/**
 * Marks a credential object as used to sign requests, so that n8n's next preAuthentication call with it does not count
 * as a test.
 */
export function markUsed(credentials: ICredentialDataDecryptedObject): void {
	used.add(credentials);
}

/** Whether this object belongs to a request in progress, as opposed to a credential test. */
export function wasUsed(credentials: ICredentialDataDecryptedObject): boolean {
	return used.has(credentials);
}
