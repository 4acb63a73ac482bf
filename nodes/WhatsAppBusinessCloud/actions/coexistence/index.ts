import type { Resource } from '../types';
import { startContactSync } from './startContactSync.operation';
import { startHistorySync } from './startHistorySync.operation';

export const coexistence: Resource = {
	name: 'Coexistence',
	value: 'coexistence',
	description: 'Contacts and chats of a number that is also used in the app',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'startContactSync',
	operations: [
		{
			name: 'Start Contact Sync',
			value: 'startContactSync',
			action: 'Start contact sync of WhatsApp Business app',
			description: 'Let the WhatsApp Business app send its contacts to your workflows',
			operation: startContactSync,
		},
		{
			name: 'Start History Sync',
			value: 'startHistorySync',
			action: 'Start history sync of WhatsApp Business app',
			description: 'Let the WhatsApp Business app send its earlier chats to your workflows',
			operation: startHistorySync,
		},
	],
};
