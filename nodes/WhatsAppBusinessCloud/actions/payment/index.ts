import type { Resource } from '../types';
import { createConfiguration } from './createConfiguration.operation';
import { deleteConfiguration } from './deleteConfiguration.operation';
import { get } from './get.operation';
import { getConfiguration } from './getConfiguration.operation';
import { getConfigurations } from './getConfigurations.operation';
import { refund } from './refund.operation';

export const payment: Resource = {
	name: 'Payment',
	value: 'payment',
	description: 'Payments and refunds of orders, and how customers can pay (India)',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'get',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get payment of order',
			description: 'Find out whether an order was paid in WhatsApp (India)',
			operation: get,
		},
		{
			name: 'Refund',
			value: 'refund',
			action: 'Refund payment of order',
			description: 'Pay money back for an order that was paid in WhatsApp (India)',
			operation: refund,
		},
		{
			name: 'Get Many Configurations',
			value: 'getConfigurations',
			action: 'Get many payment configurations',
			description: 'Get a list of the ways in which customers can pay',
			operation: getConfigurations,
		},
		{
			name: 'Get Configuration',
			value: 'getConfiguration',
			action: 'Get payment configuration',
			description: 'Get one way in which customers can pay, with its status',
			operation: getConfiguration,
		},
		{
			name: 'Create Configuration',
			value: 'createConfiguration',
			action: 'Create payment configuration',
			description: 'Set up how customers can pay: to a UPI ID, or with a payment gateway',
			operation: createConfiguration,
		},
		{
			name: 'Delete Configuration',
			value: 'deleteConfiguration',
			action: 'Delete payment configuration',
			description: 'Delete a way in which customers can pay',
			operation: deleteConfiguration,
		},
	],
};
