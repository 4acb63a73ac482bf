import type { WorkflowNode } from './types';

/** A built-in type of credential, and what stands in its place. */
export interface CredentialSwap {
	from: string;
	to: string;
	/** As n8n shows the new one. */
	name: string;
	/** What of the old one has to be entered again, and where. */
	again: string;
}

export const actionCredential: CredentialSwap = {
	from: 'whatsAppApi',
	to: 'whatsAppBusinessCloudApi',
	name: 'WhatsApp Business Cloud API',
	again: 'The saved token cannot be carried over: create the credential',
};

export const triggerCredential: CredentialSwap = {
	from: 'whatsAppTriggerApi',
	to: 'whatsAppBusinessCloudOAuth2Api',
	name: 'WhatsApp Business Cloud OAuth2 API',
	again: "The saved app secret cannot be carried over: create the credential, with the old one's Client ID as 'App ID' and its Client Secret as 'App Secret'",
};

/** The credential's name is kept: n8n finds a credential of that name and type by itself when there is exactly one. */
export function swapCredential(node: WorkflowNode, { from, to, name: shown, again }: CredentialSwap): Pick<WorkflowNode, 'credentials'> & { changes: string[]; notes: string[] } {
	const { [from]: given, ...others } = node.credentials ?? {};
	const pick = `pick a '${shown}' credential in the node`;
	if (typeof given !== 'object' || given === null) {
		return { credentials: node.credentials, changes: [], notes: [`No credential was set: ${pick}.`] };
	}
	const name = String((given as { name?: unknown }).name ?? '');
	return {
		credentials: { ...others, [to]: { id: null, name } },
		changes: [`The credential is now of type '${shown}', name '${name}'`],
		notes: [`${again}, then ${pick}.`],
	};
}
