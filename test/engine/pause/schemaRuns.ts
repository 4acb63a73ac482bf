import type { IDataObject } from 'n8n-workflow';
import { callbackOfNumber, runConversation, triggerAnswers } from './callback';

const runOf = (operation: string) => async (): Promise<IDataObject[]> => {
	callbackOfNumber();
	triggerAnswers(async () => await Promise.resolve([200, { n8nConversationControl: 'done' }]));
	return ((await runConversation(operation)).output ?? []).map(({ json }) => json);
};

/** Runs the operations of Conversation for the schema test. */
export const conversationSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	'conversation/pause': runOf('pause'),
	'conversation/resume': runOf('resume'),
};
