import type { Resource } from '../types';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const welcomeSequence: Resource = {
	name: 'Welcome Sequence',
	value: 'welcomeSequence',
	description: 'Welcome messages for people who come from an ad',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'create',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create welcome sequence',
			description: 'Create a welcome message for people who come from an ad',
			operation: create,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many welcome sequences',
			description: 'Get a list of the welcome messages for ads',
			operation: getMany,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update welcome sequence',
			description: 'Replace the texts of a welcome message for ads',
			operation: update,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete welcome sequence',
			description: 'Delete a welcome message that no active ad uses',
			operation: remove,
		},
	],
};
