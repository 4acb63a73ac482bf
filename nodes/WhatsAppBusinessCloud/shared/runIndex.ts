import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Index of this run of the node, from 0; a loop has more than one. Read from n8n's own data, because the first
 * expression of an execution takes n8n 2.x several milliseconds to set up the sandbox.
 */
export const runIndexOf = (context: IExecuteFunctions): number =>
	Number(context.getWorkflowDataProxy(0).$runIndex) || 0;
