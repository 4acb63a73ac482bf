import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchCountries } from './methods/countries';
import { searchPhoneNumbers } from './methods/phoneNumbers';
import { ACCOUNT_CREDENTIAL, ACCOUNT_CREDENTIAL_SHOWN } from './trigger/authenticationFields';
import { enrichEvents } from './trigger/receive/enrichEvents';
import { receiveWebhook } from './trigger/receive/receiveWebhook';
import { triggerFields } from './trigger/registrationFields';
import { checkExists, create, remove } from './trigger/lifecycle/webhookMethods';

export class WhatsAppBusinessCloudTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Trigger',
		name: 'whatsAppBusinessCloudTrigger',
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
		subtitle:
			'={{ { app: "Entire App", businessAccount: "One Business Account", phoneNumber: "One Phone Number" }[$parameter["listenOn"]] }}',
		// n8n shows this text for the entire package in its node picker.
		description:
			"Send and receive WhatsApp messages with Meta's official Cloud API: text, media, buttons, templates and Flows",
		eventTriggerDescription: 'Send a WhatsApp message to the business number to make an event happen',
		activationMessage:
			'The workflow now starts when WhatsApp events arrive, for example when someone sends a message to your business number.',
		triggerPanel: {
			header: 'Listen for a WhatsApp event',
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click the 'execute' button, then send a WhatsApp message to the business number. This runs the workflow once, with the event that arrives.<br /><br /><b>Once you are happy with it</b>, publish it. Then every selected event starts it, and the executions list shows the runs.",
				active:
					"<b>While building your workflow</b>, click the 'execute' button, then send a WhatsApp message to the business number. Meanwhile events go to the test and not to the published workflow; when the test ends, they go there again.<br /><br /><b>Every selected event starts the published workflow.</b> The executions list shows the runs.",
			},
			activationHint: 'Once you publish this workflow, it starts automatically for each selected event.',
		},
		defaults: { name: 'WhatsApp Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'whatsAppBusinessCloudOAuth2Api',
				displayName: 'App Credential',
				required: true,
				displayOptions: { show: { authenticateWith: ['oAuth2'] } },
			},
			// n8n looks up a credential by its first entry, so there cannot be one entry for each case.
			{
				name: 'whatsAppBusinessCloudApi',
				displayName: 'Account Credential',
				required: true,
				displayOptions: { show: { [ACCOUNT_CREDENTIAL]: [ACCOUNT_CREDENTIAL_SHOWN] } },
			},
		],
		webhooks: [
			{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'webhook' },
			// Without `noData`, n8n would send its own text to Meta in the 200 response.
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: 'webhook' },
		],
		properties: triggerFields,
	};

	methods = { listSearch: { searchCountries, searchPhoneNumbers } };

	webhookMethods = {
		// On the first webhook, which responds to Meta's verification request: when registration fails, n8n forgets both
		// webhooks. Its next attempts restore only the one whose methods they call, and those after it.
		setup: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this);
			},
		},
	};

	/**
	 * Does nothing. Because this method exists, n8n 2.x reactivates the node when n8n starts (published-workflow
	 * reconciliation) and calls checkExists. Otherwise a callback URL left over from a test run would remain if n8n
	 * stopped unexpectedly.
	 */
	async trigger(): Promise<ITriggerResponse> {
		return {};
	}

	/**
	 * Passes on the events that the webhook received. Marks messages as read and downloads their files if configured.
	 * Without this method, n8n would wait for trigger() in a test run.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await enrichEvents.call(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook.call(this);
	}
}
