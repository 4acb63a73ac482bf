import type { SentRequest } from '../recorder';

/** Requests for the Media resource. */
export const recordedFiles: Record<string, SentRequest[]> = {
	upload: [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'picture', fileName: 'a.png', contentType: 'image/png' },
				messaging_product: { content: 'whatsapp' },
			},
		},
	],
	'upload with a file name': [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'picture', fileName: 'other.png', contentType: 'image/png' },
				messaging_product: { content: 'whatsapp' },
			},
		},
	],
	'get media': [{ method: 'GET', path: '/1037543291543636' }],
	'delete media': [{ method: 'DELETE', path: '/1037543291543636' }],
};
