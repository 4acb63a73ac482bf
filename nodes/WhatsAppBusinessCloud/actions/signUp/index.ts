import type { Resource } from '../types';
import { create } from './create.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const signUp: Resource = {
	name: 'Sign-Up',
	value: 'signUp',
	description: 'Links with which customers sign up for offers (opt-in)',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'create',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create opt-in sign-up',
			description: 'Create a link with which customers sign up for your offers (opt-in)',
			operation: create,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many opt-in sign-ups',
			description: 'Get a list of the sign-ups of an account',
			operation: getMany,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get opt-in sign-up',
			description: 'Get the texts and the status of a sign-up',
			operation: get,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update opt-in sign-up',
			description: 'Change the texts of a sign-up, or disable it',
			operation: update,
		},
	],
};
