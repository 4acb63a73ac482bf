import type { Resource } from '../types';
import { remove } from './delete.operation';
import { deleteContact } from './deleteContact.operation';
import { get } from './get.operation';
import { getSuggestions } from './getSuggestions.operation';
import { set } from './set.operation';

export const username: Resource = {
	name: 'Username',
	value: 'username',
	description: 'The name by which customers find you',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'get',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get username',
			description: 'Get the name by which customers find a number',
			operation: get,
		},
		{
			name: 'Set',
			value: 'set',
			action: 'Set username',
			description: 'Set the name by which customers find a number',
			operation: set,
		},
		{
			name: 'Get Suggestions',
			value: 'getSuggestions',
			action: 'Get username suggestions',
			description: 'Get usernames that Meta suggests for your business',
			operation: getSuggestions,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete username',
			description: 'Delete the username of a number',
			operation: remove,
		},
		{
			name: 'Delete Contact Book Entry',
			value: 'deleteContact',
			action: 'Delete contact book entry',
			description: 'Let WhatsApp forget which phone number belongs to a user ID',
			operation: deleteContact,
		},
	],
};
