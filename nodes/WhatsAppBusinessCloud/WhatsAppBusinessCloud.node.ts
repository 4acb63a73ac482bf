import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { offlineOperations, outputs, properties, subtitle } from './actions';
import { router } from './actions/router';
import { searchAccounts } from './methods/accounts';
import { searchCatalogs } from './methods/catalogs';
import { searchCountries } from './methods/countries';
import { searchFlows } from './methods/flows';
import { getFlowDataFields, searchFlowScreens } from './methods/flowScreens';
import { searchGroups } from './methods/groups';
import { searchPaymentConfigurations } from './methods/paymentConfigurations';
import { getPhoneNumbers, searchPhoneNumbers } from './methods/phoneNumbers';
import { searchProducts } from './methods/products';
import { searchQrCodes } from './methods/qrCodes';
import { getTemplateFields, getTemplateText } from './methods/templateFields';
import { searchSignUps } from './methods/signUps';
import { searchTemplateGroups } from './methods/templateGroups';
import { searchTemplateIds, searchTemplateLanguages, searchTemplates } from './methods/templates';
import { searchWelcomeSequences } from './methods/welcomeSequences';
import { answerWebhook } from './sendAndWait/resumeWebhook';
import { webhooks } from './sendAndWait/webhookDescriptions';

export class WhatsAppBusinessCloud implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business Cloud',
		name: 'whatsAppBusinessCloud',
		icon: {
			light: 'file:../../icons/whatsAppBusinessCloud.svg',
			dark: 'file:../../icons/whatsAppBusinessCloud.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle,
		description:
			"Send and receive WhatsApp messages with Meta's official Cloud API: text, media, buttons, templates and Flows",
		defaults: { name: 'WhatsApp Business Cloud' },
		usableAsTool: true,
		// Labels of template fields contain text of the template. n8n truncates them in a narrow pane.
		parameterPane: 'wide',
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [
			{ name: 'whatsAppBusinessCloudApi', required: true, displayOptions: { hide: { resource: ['flow'] } } },
			{
				name: 'whatsAppFlowsApi',
				required: true,
				displayOptions: { show: { resource: ['flow'] }, hide: { operation: offlineOperations } },
			},
		],
		webhooks,
		waitingNodeTooltip:
			'={{ { sendAndWait: "Waits for the reply", sendAndWaitForDelivery: "Waits for the delivery" }[$parameter["operation"]] ?? "" }}',
		properties,
	};

	methods = {
		loadOptions: { getPhoneNumbers },
		listSearch: {
			searchAccounts,
			searchCatalogs,
			searchCountries,
			searchFlowScreens,
			searchFlows,
			searchGroups,
			searchPaymentConfigurations,
			searchPhoneNumbers,
			searchProducts,
			searchQrCodes,
			searchSignUps,
			searchTemplateGroups,
			searchTemplateIds,
			searchTemplateLanguages,
			searchTemplates,
			searchWelcomeSequences,
		},
		resourceMapping: { getFlowDataFields, getTemplateFields, getTemplateText },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWebhook.call(this);
	}
}
