import type { WorkflowNode } from './types';

/** A built-in credential type, and its replacement. */
export interface CredentialSwap {
	from: string;
	to: string;
	/** Display name of the new type. */
	name: string;
	/** Which values have to be entered again, and where. */
	again: string;
}

export const actionCredential: CredentialSwap = {
	from: 'whatsAppApi',
	to: 'whatsAppBusinessCloudApi',
	name: 'WhatsApp Business Cloud API',
	again: 'The saved token cannot be migrated. Create the credential',
};

export const triggerCredential: CredentialSwap = {
	from: 'whatsAppTriggerApi',
	to: 'whatsAppBusinessCloudOAuth2Api',
	name: 'WhatsApp Business Cloud App OAuth2 API',
	again: 'The saved app secret cannot be migrated. Create the credential with the old Client ID and Client Secret',
};

/**
 * Replaces the type, and keeps name and ID of the old credential. No credential of the new type has that ID, so n8n
 * looks for the only one of that name; if there is none, it reports that the credential does not exist. With null or ''
 * as ID, an execution fails with "Found credential with no ID"; without an ID, n8n uses any credential of the type,
 * possibly that of another account.
 */
export function swapCredential(
	node: WorkflowNode,
	{ from, to, name: shown, again }: CredentialSwap,
): Pick<WorkflowNode, 'credentials'> & { changes: string[]; notes: string[] } {
	const { [from]: given, ...others } = node.credentials ?? {};
	const pick = `select a '${shown}' credential in the node`;
	if (typeof given !== 'object' || given === null) {
		return { credentials: node.credentials, changes: [], notes: [`No credential was set: ${pick}.`] };
	}
	const { id, name: savedName } = given as { id?: unknown; name?: unknown };
	const name = String(savedName ?? '');
	if (!id) {
		return {
			credentials: others,
			changes: [`The credential '${name}' is removed because the file does not contain its ID`],
			notes: [`${again}, then ${pick}.`],
		};
	}
	return {
		credentials: { ...others, [to]: { id: String(id), name } },
		changes: [`The credential is now of type '${shown}', name '${name}'`],
		notes: [`${again}, then ${pick}.`],
	};
}
