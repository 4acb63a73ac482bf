import type { IDataObject, IExecuteData, IExecuteFunctions, IRunExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { isObject } from '../../shared/input/parameterValues';
import { runIndexOf } from '../../shared/runIndex';

const isRunData = (value: unknown): value is IRunExecutionData =>
	isObject(value) && isObject(value.executionData) && Array.isArray(value.executionData.nodeExecutionStack);

/**
 * The data of the execution, which its contexts have at run time. n8n declares no access to it; the engine tests check
 * both generations of n8n.
 */
function runDataOf(context: IExecuteFunctions | IWebhookFunctions): IRunExecutionData | undefined {
	const found: unknown = Reflect.get(context, 'runExecutionData');
	return isRunData(found) ? found : undefined;
}

const isSameRun = (entry: IExecuteData | undefined, name: string, runIndex?: number): boolean =>
	entry?.node.name === name && entry.runIndex !== undefined && (runIndex ?? entry.runIndex) === entry.runIndex;

/** Whether this is the run after a wait, see `runAgainAfterWait`. */
export const isRunAfterWait = (context: IExecuteFunctions): boolean => context.getExecuteData().runIndex !== undefined;

/**
 * Checks before anything is sent that the node can run again after its wait.
 * @throws InputError in a version of n8n that this package does not support, or when an AI agent runs the node itself
 */
export function checkRunsAgain(context: IExecuteFunctions): void {
	if (runDataOf(context) !== undefined && context.getExecuteData().node.name === context.getNode().name) return;
	throw new InputError(
		'Operation',
		() => "'Send and Wait for Delivery' does not work in this version of n8n, or not as a tool of its AI agent",
		"Use 'Send', and a WhatsApp Trigger that listens for message statuses",
	);
}

/**
 * Makes n8n run the node again when its wait ends. Otherwise, n8n would only pass the node's data on through the first
 * output. Below the waiting node, which then has no data to pass on, the stack of nodes to run gets an entry with the
 * same input. n8n stores the stack with the execution, so this survives a restart. Call it before putExecutionToWait.
 */
export function runAgainAfterWait(context: IExecuteFunctions): void {
	const stack = runDataOf(context)?.executionData?.nodeExecutionStack;
	const entry = context.getExecuteData();
	const { node } = entry;
	const runIndex = runIndexOf(context);
	// n8n runs a node twice if its output looks like a failure.
	if (stack === undefined || isSameRun(stack[0], node.name, runIndex)) return;
	// Copies: when the wait ends, n8n disables the waiting node.
	stack.unshift({ ...entry, node: { ...node }, data: { ...entry.data }, runIndex });
	entry.node = { ...node, alwaysOutputData: false };
	entry.data = { ...entry.data, main: [[]] };
}

/**
 * Where the waiting node stores its state, in the execution that a webhook is about to resume.
 * @returns undefined if the node does not run again after this wait
 */
export function contextOfWaiting(context: IWebhookFunctions): IDataObject | undefined {
	const data = runDataOf(context);
	const node = context.getNode();
	if (data === undefined || !isSameRun(data.executionData?.nodeExecutionStack[1], node.name)) return undefined;
	return NodeHelpers.getContext(data, 'node', node);
}
