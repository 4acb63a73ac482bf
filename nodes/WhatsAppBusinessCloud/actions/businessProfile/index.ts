import type { Resource } from '../types';
import { get } from './get.operation';
import { getOfficialStatus } from './getOfficialStatus.operation';
import { requestOfficial } from './requestOfficial.operation';
import { update } from './update.operation';

export const businessProfile: Resource = {
	name: 'Business Profile',
	value: 'businessProfile',
	description: 'What customers see: picture, description, address',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'get',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get business profile',
			description: 'Get what customers see: picture, description, address, websites',
			operation: get,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update business profile',
			description: 'Change the picture, description, address or websites that customers see',
			operation: update,
		},
		{
			name: 'Get Official Account Status',
			value: 'getOfficialStatus',
			action: 'Get status of official business account',
			description: 'Find out whether a number has the badge of an official business account',
			operation: getOfficialStatus,
		},
		{
			name: 'Request Official Account',
			value: 'requestOfficial',
			action: 'Request official business account',
			description: 'Apply for the badge of an official business account. The decision follows later.',
			operation: requestOfficial,
		},
	],
};
