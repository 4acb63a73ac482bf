import type { Resource } from '../types';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const templateGroup: Resource = {
	name: 'Template Group',
	value: 'templateGroup',
	description: 'Templates whose statistics you see together',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'create',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create template group',
			description: 'Put templates into a group, to see their statistics together',
			operation: create,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many template groups',
			description: 'Get a list of the template groups of an account',
			operation: getMany,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update template group',
			description: 'Change the name or the templates of a group (experimental)',
			operation: update,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete template group',
			description: 'Delete a template group. Its templates stay.',
			operation: remove,
		},
	],
};
