import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Credential data that requests are signed with; see wasUsed. */
const used = new WeakSet<object>();

/** Notes that requests will be signed with this very object, so that n8n's next call of preAuthentication with it is no test. */
export function markUsed(credentials: ICredentialDataDecryptedObject): void {
	used.add(credentials);
}

/** Whether this very object belongs to a request under way, as opposed to a credential that is being tested. */
export function wasUsed(credentials: ICredentialDataDecryptedObject): boolean {
	return used.has(credentials);
}
