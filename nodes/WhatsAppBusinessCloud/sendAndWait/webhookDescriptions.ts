import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The URL at which n8n resumes a waiting execution: `<waiting webhooks>/<execution>/<node>`. n8n automatically checks
 * its signature for operations named `sendAndWait`. n8n docs: Waiting, Send and wait for a response.
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

/** For reading the question and for answering it. */
export const webhooks: IWebhookDescription[] = [resume('GET'), resume('POST')];
