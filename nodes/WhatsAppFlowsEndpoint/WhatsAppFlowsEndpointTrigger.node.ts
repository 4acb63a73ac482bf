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
import { receiveFlowRequest } from '../WhatsAppBusinessCloud/flows/endpoint/webhook';

export class WhatsAppFlowsEndpointTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Flows Endpoint Trigger',
		name: 'whatsAppFlowsEndpointTrigger',
		icon: {
			light: 'file:../../icons/whatsAppBusinessCloud.svg',
			dark: 'file:../../icons/whatsAppBusinessCloud.dark.svg',
		},
		group: ['trigger'],
		// Both versions are the same node. For each request to a version 1 trigger, n8n evaluates an expression that
		// belongs to its own Webhook node. In n8n 2.x, that takes longer than everything this trigger does. Use integers:
		// on PostgreSQL, n8n 1.x cannot install a package with other version numbers.
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["options"]["checkSignature"] === false ? "Signature check is off" : "" }}',
		description: 'Starts the workflow when a WhatsApp Flow calls its endpoint',
		eventTriggerDescription: 'Open the Flow on a phone or in the preview of WhatsApp Manager to make an event happen',
		activationMessage: 'The endpoint is now active. Set its Production URL as the endpoint URI of the Flow.',
		defaults: { name: 'WhatsApp Flows Endpoint Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsAppFlowsApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path: 'flow' }],
		properties: endpointFields,
	};

	webhookMethods = {
		default: {
			/** Nothing to register with Meta: the endpoint URL is configured in the Flow. */
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

	/** Downloads the files of a request, if configured. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await fetchFlowFiles.call(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveFlowRequest.call(this);
	}
}
