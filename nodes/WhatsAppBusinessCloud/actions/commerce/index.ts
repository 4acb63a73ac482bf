import type { Resource } from '../types';
import { getCatalogs } from './getCatalogs.operation';
import { getProducts } from './getProducts.operation';
import { getSettings } from './getSettings.operation';
import { updateSettings } from './updateSettings.operation';

export const commerce: Resource = {
	name: 'Commerce',
	value: 'commerce',
	description: 'Products, catalogs and the cart',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'getProducts',
	operations: [
		{
			name: 'Get Products',
			value: 'getProducts',
			action: 'Get products of a catalog',
			description: 'Get names, prices and stock of products, such as those of an order',
			operation: getProducts,
		},
		{
			name: 'Get Catalogs',
			value: 'getCatalogs',
			action: 'Get catalogs of account',
			description: 'Get the product catalogs that are connected to an account',
			operation: getCatalogs,
		},
		{
			name: 'Get Settings',
			value: 'getSettings',
			action: 'Get commerce settings',
			description: 'Find out whether customers see the catalog and can use a cart',
			operation: getSettings,
		},
		{
			name: 'Update Settings',
			value: 'updateSettings',
			action: 'Update commerce settings',
			description: 'Show or hide the catalog and the cart',
			operation: updateSettings,
		},
	],
};
