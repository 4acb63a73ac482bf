import type { Resource } from '../types';
import { remove } from './delete.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { upload } from './upload.operation';

export const media: Resource = {
	name: 'Media',
	value: 'media',
	credential: 'whatsAppBusinessCloudApi',
	default: 'mediaUpload',
	operations: [
		{
			name: 'Delete',
			value: 'mediaDelete',
			action: 'Delete media',
			description: 'Remove an uploaded file from WhatsApp',
			operation: remove,
		},
		{
			name: 'Download',
			value: 'mediaDownload',
			action: 'Download media',
			description: 'Fetch the file of an incoming message or an earlier upload',
			operation: download,
		},
		{
			name: 'Get',
			value: 'mediaUrlGet',
			action: 'Get media',
			description: 'Look up type, size, hash and temporary address of a file',
			operation: get,
		},
		{
			name: 'Upload',
			value: 'mediaUpload',
			action: 'Upload media',
			description: 'Store a file at WhatsApp, to send it by its ID for 30 days',
			operation: upload,
		},
	],
};
