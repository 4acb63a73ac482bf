import type { Resource } from '../types';
import { get } from './get.operation';
import { update } from './update.operation';

export const conversationalComponent: Resource = {
	name: 'Conversational Component',
	value: 'conversationalComponent',
	description: 'Questions and commands that the chat suggests',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'update',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get ice breakers and commands',
			description: 'Get the suggested questions and commands of a number',
			operation: get,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update ice breakers and commands',
			description: 'Set the questions that a new chat suggests, and the commands after a slash',
			operation: update,
		},
	],
};
