import type { Resource } from '../types';
import { remove } from './delete.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { upload } from './upload.operation';

export const media: Resource = {
	name: 'Media',
	value: 'media',
	description: 'Upload and download files',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_messaging',
	default: 'mediaUpload',
	operations: [
		{
			name: 'Upload',
			value: 'mediaUpload',
			action: 'Upload media',
			description: 'Upload a file to WhatsApp. Its ID is valid for 30 days.',
			operation: upload,
		},
		{
			name: 'Download',
			value: 'mediaDownload',
			action: 'Download media',
			description: 'Download a received or uploaded file',
			operation: download,
		},
		{
			name: 'Get',
			value: 'mediaUrlGet',
			action: 'Get media',
			description: 'Get the type, size, hash and temporary URL of a file',
			operation: get,
		},
		{
			name: 'Delete',
			value: 'mediaDelete',
			action: 'Delete media',
			description: 'Delete an uploaded file from WhatsApp',
			operation: remove,
		},
	],
};
