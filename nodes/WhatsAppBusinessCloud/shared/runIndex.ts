import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Which run of the node this is, from 0 on: more than one in a loop. Taken from n8n's data itself: the first expression of an
 * execution costs n8n 2.x several milliseconds, since it has to make ready the sandbox for it.
 */
export const runIndexOf = (context: IExecuteFunctions): number =>
	Number(context.getWorkflowDataProxy(0).$runIndex) || 0;
