import type { Resource } from '../types';
import { block } from './block.operation';
import { getMany } from './getMany.operation';
import { unblock } from './unblock.operation';

export const user: Resource = {
	name: 'Blocked User',
	value: 'blockedUser',
	credential: 'whatsAppBusinessCloudApi',
	default: 'block',
	operations: [
		{
			name: 'Block',
			value: 'block',
			action: 'Block users',
			description: 'Stop people from writing to a number: those who wrote in the last 24 hours',
			operation: block,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many blocked users',
			description: 'Retrieve a list of the people who are blocked',
			operation: getMany,
		},
		{
			name: 'Unblock',
			value: 'unblock',
			action: 'Unblock users',
			description: 'Let people write to a number again',
			operation: unblock,
		},
	],
};
