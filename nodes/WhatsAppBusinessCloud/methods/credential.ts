import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { GraphCredential } from '../transport/types';

/** The credential of the form that loads a list. Flows have their own; a flow in a message uses that of the message. */
export const credentialOfForm = (context: ILoadOptionsFunctions): GraphCredential =>
	context.getCurrentNodeParameter('resource') === 'flow' ? 'whatsAppFlowsApi' : 'whatsAppBusinessCloudApi';
