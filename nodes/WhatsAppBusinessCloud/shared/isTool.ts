import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether the node runs as a tool of an AI agent: n8n gives such a node a type of its own. */
export const isTool = (context: IExecuteFunctions): boolean => context.getNode().type.endsWith('Tool');
