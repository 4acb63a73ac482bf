import { actionCredential, swapCredential, triggerCredential } from './credentials';
import { chosenOperation } from './operations';
import { carryOver, type ParameterChanges } from './parameters';
import { carryOverTrigger } from './trigger';
import type { NodeReport, WorkflowNode } from './types';

const builtIn = 'n8n-nodes-base';
const ours = 'n8n-nodes-whatsapp-business-cloud';

/**
 * Types that are converted. n8n appends `Tool` to the type of a node that an AI agent uses, `HitlTool` when a human
 * reviews it first.
 */
const types: Record<string, string> = {
	[`${builtIn}.whatsApp`]: `${ours}.whatsAppBusinessCloud`,
	[`${builtIn}.whatsAppTool`]: `${ours}.whatsAppBusinessCloudTool`,
	[`${builtIn}.whatsAppHitlTool`]: `${ours}.whatsAppBusinessCloudHitlTool`,
};

const triggerTypes: Record<string, string> = {
	[`${builtIn}.whatsAppTrigger`]: `${ours}.whatsAppBusinessCloudTrigger`,
};

const versions = { action: [1, 1.1], trigger: [1] };

const isTrigger = ({ type }: WorkflowNode): boolean => Object.hasOwn(triggerTypes, type);

/** Whether a node is one of n8n's built-in WhatsApp nodes. */
export const isBuiltInWhatsApp = ({ type }: WorkflowNode): boolean =>
	Object.hasOwn(types, type) || Object.hasOwn(triggerTypes, type);

/** Why a node cannot be converted; undefined when it can. */
function obstacle(node: WorkflowNode): string | undefined {
	const known = isTrigger(node) ? versions.trigger : versions.action;
	if (!known.includes(Number(node.typeVersion ?? 1))) {
		const which = known.length === 1 ? `version ${known[0]}` : `versions ${known.join(' and ')}`;
		return `Version ${String(node.typeVersion)} of the built-in node is not supported. Supported: ${which}.`;
	}
	if (isTrigger(node)) return undefined;
	const { label, supported, operation } = chosenOperation(node.parameters ?? {});
	if (supported) return undefined;
	if (operation.startsWith('=')) return 'Its operation is an expression, so it cannot be determined from the file.';
	return `'${label}' cannot be converted yet. It still works with the built-in node.`;
}

/** The converted properties of a node. */
interface Parts {
	type: string;
	carried: ParameterChanges;
	credential: ReturnType<typeof swapCredential>;
	notes: string[];
}

function actionParts(node: WorkflowNode): Parts {
	const { operation } = chosenOperation(node.parameters ?? {});
	const keepsGoing = String(node.onError ?? '').startsWith('continue') || node.continueOnFail === true;
	return {
		type: types[node.type],
		carried: carryOver(node.parameters ?? {}, operation),
		credential: swapCredential(node, actionCredential),
		notes: keepsGoing ? ["Failed items now keep their input data, with 'error' and 'errorDetails' added."] : [],
	};
}

const triggerParts = (node: WorkflowNode): Parts => ({
	type: triggerTypes[node.type],
	carried: carryOverTrigger(node.parameters ?? {}),
	credential: swapCredential(node, triggerCredential),
	notes: [],
});

/**
 * Converts one built-in WhatsApp node.
 * @param workflow name of the workflow, for the report
 * @returns the new node, or the same one when it cannot be converted
 */
export function convertNode(node: WorkflowNode, workflow?: string): { node: WorkflowNode; report: NodeReport } {
	const place = { ...(workflow !== undefined && { workflow }), node: String(node.name ?? 'unnamed') };
	const reason = obstacle(node);
	if (reason !== undefined) return { node, report: { ...place, outcome: 'left', changes: [], notes: [], reason } };

	const { type, carried, credential, notes } = isTrigger(node) ? triggerParts(node) : actionParts(node);
	const typeVersion = isTrigger(node) ? 2 : 1;
	return {
		node: {
			...node,
			type,
			typeVersion,
			parameters: carried.parameters,
			...(credential.credentials && { credentials: credential.credentials }),
		},
		report: {
			...place,
			outcome: 'converted',
			changes: [`The type is now ${type}, version ${typeVersion}`, ...credential.changes, ...carried.changes],
			notes: [...credential.notes, ...carried.notes, ...notes],
		},
	};
}
