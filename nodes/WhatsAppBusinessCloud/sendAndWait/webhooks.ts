import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The address under which n8n resumes a waiting execution: `<waiting webhooks>/<execution>/<node>`. n8n checks the
 * signature in it by itself for operations called `sendAndWait`. n8n docs: Waiting, Send and wait for a response.
 */
const resume = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	httpMethod,
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** Reading the question, and answering it. */
export const webhooks: IWebhookDescription[] = [resume('GET'), resume('POST')];
