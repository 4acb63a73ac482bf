import type { SentRequest } from '../recorder';

/** Requests for text messages. */
export const recordedTexts: Record<string, SentRequest[]> = {
	text: [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				text: { body: 'Hello *you*\nSecond line' },
				type: 'text',
				to: '49151234567',
			},
		},
	],
	'text with preview, by expressions': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				text: { body: 'Hi Ada: https://example.com', preview_url: true },
				type: 'text',
				to: '49151234567',
			},
		},
	],
	'text with the preview turned off': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', text: { body: 'x', preview_url: false }, type: 'text', to: '49151234567' },
		},
	],
	'text to a number with blanks': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', text: { body: 'x' }, type: 'text', to: '49 151 2345678' },
		},
	],
};
