import type { Resource } from '../types';
import { get } from './get.operation';
import { getAssignedUsers } from './getAssignedUsers.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Your WhatsApp Business Account: status, limits, users',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'get',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get account',
			description: 'Get status, messaging limit, payment method and health of a WhatsApp Business Account',
			operation: get,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many accounts',
			description: 'Get a list of the WhatsApp Business Accounts of your business',
			operation: getMany,
		},
		{
			name: 'Get Assigned Users',
			value: 'getAssignedUsers',
			action: 'Get assigned users of account',
			description: 'Get the people and system users who have access to an account',
			operation: getAssignedUsers,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update account',
			description: 'Turn on insights or change other settings of an account',
			operation: update,
		},
	],
};
