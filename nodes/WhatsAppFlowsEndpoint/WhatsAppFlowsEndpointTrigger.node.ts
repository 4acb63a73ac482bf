import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { checkEndpoint } from '../WhatsAppBusinessCloud/flows/endpoint/activation';
import { fetchFlowFiles } from '../WhatsAppBusinessCloud/flows/endpoint/files';
import { endpointFields } from '../WhatsAppBusinessCloud/flows/endpoint/fields';
import { answerEndpoint } from '../WhatsAppBusinessCloud/flows/endpoint/webhook';

export class WhatsAppFlowsEndpointTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Flows Endpoint Trigger',
		name: 'whatsAppFlowsEndpointTrigger',
		icon: {
			light: 'file:../../icons/whatsAppBusinessCloud.svg',
			dark: 'file:../../icons/whatsAppBusinessCloud.dark.svg',
		},
		group: ['trigger'],
		// The same node. For each request to a trigger of version 1, n8n evaluates an expression about an option of its own
		// Webhook node, which takes n8n 2.x longer than all that this trigger does.
		// Whole numbers: on PostgreSQL, n8n 1.x cannot install a package with others.
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["options"]["checkSignature"] === false ? "signatures are not checked" : "" }}',
		description: 'Starts the workflow when a WhatsApp Flow asks its endpoint for a screen; the workflow answers',
		eventTriggerDescription: 'Open the Flow on a phone or in the preview of WhatsApp Manager to make an event happen',
		activationMessage: 'The endpoint is on: give its Production URL to the flow, if it does not have it yet.',
		defaults: { name: 'WhatsApp Flows Endpoint Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsAppFlowsApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path: 'flow' }],
		properties: endpointFields,
	};

	webhookMethods = {
		default: {
			/** There is nothing to register at Meta: which flow asks here is said in the flow. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await checkEndpoint.call(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/** Fetches the files that came with a request, where that is asked for. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await fetchFlowFiles.call(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerEndpoint.call(this);
	}
}
