import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { GraphCredential } from '../transport/types';

/** The credential of the form that asks for a list: Flows have their own; a flow in a message is listed with that of the message. */
export const credentialOfForm = (context: ILoadOptionsFunctions): GraphCredential =>
	context.getCurrentNodeParameter('resource') === 'flow' ? 'whatsAppFlowsApi' : 'whatsAppBusinessCloudApi';
