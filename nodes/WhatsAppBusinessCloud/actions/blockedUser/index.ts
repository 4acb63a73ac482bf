import type { Resource } from '../types';
import { block } from './block.operation';
import { getMany } from './getMany.operation';
import { unblock } from './unblock.operation';

export const user: Resource = {
	name: 'Blocked User',
	value: 'blockedUser',
	description: 'Keep users from messaging you',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_messaging',
	default: 'block',
	operations: [
		{
			name: 'Block',
			value: 'block',
			action: 'Block users',
			description: 'Block users who messaged your number in the last 24 hours',
			operation: block,
		},
		{
			name: 'Unblock',
			value: 'unblock',
			action: 'Unblock users',
			description: 'Unblock users so that they can message your number again',
			operation: unblock,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many blocked users',
			description: 'Get a list of blocked users',
			operation: getMany,
		},
	],
};
