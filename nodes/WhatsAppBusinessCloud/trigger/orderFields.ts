import type { INodeProperties } from 'n8n-workflow';
import { docsLink } from '../shared/docs';
import { withAccountCredential } from './authenticationFields';

/** Option for messages with an order. */
export const orderProductsField: INodeProperties = {
	displayName: 'Add Product Names to Orders',
	name: 'orderProducts',
	type: 'boolean',
	default: false,
	displayOptions: withAccountCredential,
	description:
		'Whether to add name, price, availability and picture from the catalog to the items of an order. The access token needs the permission catalog_management. If products cannot be read, the item contains orderError.',
	hint: docsLink('receiving.md#orders', 'What the items contain'),
};
