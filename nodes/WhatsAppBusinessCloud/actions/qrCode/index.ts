import type { Resource } from '../types';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const qrCode: Resource = {
	name: 'QR Code',
	value: 'qrCode',
	description: 'Codes and links that open a chat with you',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'create',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create QR code',
			description: 'Create a QR code and a link that open a chat with your number',
			operation: create,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many QR codes',
			description: 'Get a list of the QR codes of a number',
			operation: getMany,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get QR code',
			description: 'Get a QR code with its picture as a file',
			operation: get,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update QR code',
			description: 'Change the text of a QR code. Printed codes keep working.',
			operation: update,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete QR code',
			description: 'Delete a QR code and its link',
			operation: remove,
		},
	],
};
