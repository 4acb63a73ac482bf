import { chosenOperation } from './operations';
import { carryOver } from './parameters';
import type { NodeReport, WorkflowNode } from './types';

const builtIn = 'n8n-nodes-base';
const ours = 'n8n-nodes-whatsapp-business-cloud';

/** Types that are converted. n8n adds `Tool` to the name of a node that an AI agent uses, `HitlTool` where it asks a person first. */
const types: Record<string, string> = {
	[`${builtIn}.whatsApp`]: `${ours}.whatsAppBusinessCloud`,
	[`${builtIn}.whatsAppTool`]: `${ours}.whatsAppBusinessCloudTool`,
	[`${builtIn}.whatsAppHitlTool`]: `${ours}.whatsAppBusinessCloudHitlTool`,
};

/** Types that stay, and why. */
const staying: Record<string, string> = {
	[`${builtIn}.whatsAppTrigger`]: 'The trigger is not converted: it goes on working as it is.',
};

const credentialType = { from: 'whatsAppApi', to: 'whatsAppBusinessCloudApi' };
const versions = [1, 1.1];

/** Whether a node is one of n8n's built-in WhatsApp nodes. */
export const isBuiltInWhatsApp = ({ type }: WorkflowNode): boolean => Object.hasOwn(types, type) || Object.hasOwn(staying, type);

/** Why a node cannot be converted; undefined when it can. */
function obstacle(node: WorkflowNode): string | undefined {
	if (Object.hasOwn(staying, node.type)) return staying[node.type];
	if (!versions.includes(Number(node.typeVersion ?? 1))) {
		return `Version ${String(node.typeVersion)} of the built-in node is not known; versions ${versions.join(' and ')} are.`;
	}
	const { label, supported, operation } = chosenOperation(node.parameters ?? {});
	if (supported) return undefined;
	if (operation.startsWith('=')) return 'Its operation is an expression, so what it does cannot be told from the file.';
	return `'${label}' is not converted yet: it goes on working with the built-in node.`;
}

/** The credential's name is kept: n8n finds a credential of that name and type by itself when there is exactly one. */
function credentials(node: WorkflowNode): Pick<WorkflowNode, 'credentials'> & { changes: string[]; notes: string[] } {
	const { [credentialType.from]: given, ...others } = node.credentials ?? {};
	const pick = "pick a 'WhatsApp Business Cloud API' credential in the node";
	if (typeof given !== 'object' || given === null) {
		return { credentials: node.credentials, changes: [], notes: [`No credential was set: ${pick}.`] };
	}
	const name = String((given as { name?: unknown }).name ?? '');
	return {
		credentials: { ...others, [credentialType.to]: { id: null, name } },
		changes: [`The credential is now of type 'WhatsApp Business Cloud API', name '${name}'`],
		notes: [`The saved token cannot be carried over: create the credential, then ${pick}.`],
	};
}

/**
 * Converts one built-in WhatsApp node.
 * @param workflow name of the workflow, for the report
 * @returns the new node, or the same one where it cannot be converted
 */
export function convertNode(node: WorkflowNode, workflow?: string): { node: WorkflowNode; report: NodeReport } {
	const place = { ...(workflow !== undefined && { workflow }), node: String(node.name ?? 'without a name') };
	const reason = obstacle(node);
	if (reason !== undefined) return { node, report: { ...place, outcome: 'left', changes: [], notes: [], reason } };

	const { operation } = chosenOperation(node.parameters ?? {});
	const carried = carryOver(node.parameters ?? {}, operation);
	const credential = credentials(node);
	const keepsGoing = String(node.onError ?? '').startsWith('continue') || node.continueOnFail === true;
	return {
		node: {
			...node,
			type: types[node.type],
			typeVersion: 1,
			parameters: carried.parameters,
			...(credential.credentials && { credentials: credential.credentials }),
		},
		report: {
			...place,
			outcome: 'converted',
			changes: [`The type is now ${types[node.type]}, version 1`, ...credential.changes, ...carried.changes],
			notes: [
				...credential.notes,
				...carried.notes,
				...(keepsGoing ? ["An item that fails keeps its input now, with 'error' and 'errorDetails' added to it."] : []),
			],
		},
	};
}
