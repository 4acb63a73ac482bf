import type { SentRequest } from './recorder';

/**
 * Requests of n8n's built-in WhatsApp node (n8n-nodes-base 2.41.2) for each case of cases.ts, recorded with recorder.ts
 * while that node ran on its own engine. Expressions were replaced with their values for the recording.
 */
export const recorded: Record<string, SentRequest[]> = {
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
	'image by link': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				image: { link: 'https://files.example.com/a.png', caption: 'See 2' },
				type: 'image',
				to: '49151234567',
			},
		},
	],
	'image by ID': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', image: { id: '1037543291543636' }, type: 'image', to: '49151234567' },
		},
	],
	'image from binary data': [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'bytes of image', fileName: 'a.png', contentType: 'image/png' },
				messaging_product: { content: 'whatsapp' },
			},
		},
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				image: { caption: 'See 2', id: '4490709327384033' },
				type: 'image',
				to: '49151234567',
			},
		},
	],
	'video by link': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				video: { link: 'https://files.example.com/a.mp4', caption: 'See 2' },
				type: 'video',
				to: '49151234567',
			},
		},
	],
	'video by ID': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', video: { id: '1037543291543636' }, type: 'video', to: '49151234567' },
		},
	],
	'video from binary data': [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'bytes of video', fileName: 'a.mp4', contentType: 'video/mp4' },
				messaging_product: { content: 'whatsapp' },
			},
		},
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				video: { caption: 'See 2', id: '4490709327384033' },
				type: 'video',
				to: '49151234567',
			},
		},
	],
	'audio by link': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				audio: { link: 'https://files.example.com/a.mp3' },
				type: 'audio',
				to: '49151234567',
			},
		},
	],
	'audio by ID': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', audio: { id: '1037543291543636' }, type: 'audio', to: '49151234567' },
		},
	],
	'audio from binary data': [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'bytes of audio', fileName: 'a.mp3', contentType: 'audio/mpeg' },
				messaging_product: { content: 'whatsapp' },
			},
		},
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', type: 'audio', to: '49151234567', audio: { id: '4490709327384033' } },
		},
	],
	'document by link': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				document: { link: 'https://files.example.com/a.pdf', caption: 'See 2' },
				type: 'document',
				to: '49151234567',
			},
		},
	],
	'document by ID': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				document: { id: '1037543291543636', filename: 'order.pdf' },
				type: 'document',
				to: '49151234567',
			},
		},
	],
	'document from binary data': [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'bytes of document', fileName: 'a.pdf', contentType: 'application/pdf' },
				messaging_product: { content: 'whatsapp' },
			},
		},
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				document: { caption: 'See 2', id: '4490709327384033', filename: 'a.pdf' },
				type: 'document',
				to: '49151234567',
			},
		},
	],
	'document by link with a file name': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				document: { link: 'https://files.example.com/x', filename: 'order.pdf' },
				type: 'document',
				to: '49151234567',
			},
		},
	],
	'image with its source by expression': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', image: { id: '1037543291543636' }, type: 'image', to: '49151234567' },
		},
	],
	'audio with a caption': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: { messaging_product: 'whatsapp', audio: { id: '1', caption: 'x' }, type: 'audio', to: '49151234567' },
		},
	],
	'document from binary data with a file name': [
		{
			method: 'POST',
			path: '/106540352242922/media',
			form: {
				file: { content: 'pdf', fileName: 'bin.pdf', contentType: 'application/pdf' },
				messaging_product: { content: 'whatsapp' },
			},
		},
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				document: { filename: 'bin.pdf', id: '4490709327384033' },
				type: 'document',
				to: '49151234567',
			},
		},
	],
	location: [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				location: { longitude: 13.3777, latitude: -52.5163 },
				type: 'location',
				to: '49151234567',
			},
		},
	],
	'location with name and address': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				location: { longitude: 13.3777, latitude: 52.5163, name: 'Brandenburg Gate', address: 'Pariser Platz' },
				type: 'location',
				to: '49151234567',
			},
		},
	],
	'contact of version 1.1, everything filled in': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: {
							formatted_name: 'Countess Ada Lovelace',
							first_name: 'Ada',
							last_name: 'Lovelace',
							middle_name: 'King',
							suffix: 'FRS',
							prefix: 'Countess',
						},
						addresses: [
							{
								type: 'HOME',
								street: '12 St James Square',
								city: 'London',
								state: 'LDN',
								zip: 'SW1Y',
								country: 'United Kingdom',
								country_code: 'gb',
							},
							{
								type: 'WORK',
								street: 'Main St',
								city: 'Bath',
								state: 'SOM',
								zip: 'BA1',
								country: 'United Kingdom',
								country_code: 'gb',
							},
						],
						birthday: '1815-12-10',
						emails: [
							{ type: 'HOME', email: 'ada@example.com' },
							{ type: 'WORK', email: 'lovelace@example.com' },
						],
						org: { company: 'Engines Ltd', department: 'Programs', title: 'Head' },
						phones: [{ type: 'CELL', phone: '+442079460000', wa_id: '442079460000' }],
						urls: [
							{ type: 'HOME', url: 'https://example.com' },
							{ type: 'WORK', url: 'https://example.org' },
						],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
	'contact of version 1, everything filled in': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: {
							formatted_name: 'Countess Ada Lovelace',
							first_name: 'Ada',
							last_name: 'Lovelace',
							middle_name: 'King',
							suffix: 'FRS',
							prefix: 'Countess',
						},
						addresses: [
							{
								type: 'HOME',
								street: '12 St James Square',
								city: 'London',
								state: 'LDN',
								zip: 'SW1Y',
								country: 'United Kingdom',
								country_code: 'gb',
							},
							{
								type: 'WORK',
								street: 'Main St',
								city: 'Bath',
								state: 'SOM',
								zip: 'BA1',
								country: 'United Kingdom',
								country_code: 'gb',
							},
						],
						birthday: '1815-12-10',
						emails: [
							{ type: 'HOME', email: 'ada@example.com' },
							{ type: 'WORK', email: 'lovelace@example.com' },
						],
						org: { company: 'Engines Ltd', department: 'Programs', title: 'Head' },
						phones: [
							{ type: 'CELL', phone: '+442079460000' },
							{ type: 'IPHONE', phone: '+442079460001' },
						],
						urls: [
							{ type: 'HOME', url: 'https://example.com' },
							{ type: 'WORK', url: 'https://example.org' },
						],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
	'contact of version 1.1 with little filled in': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: { formatted_name: 'Ada', first_name: 'Ada', last_name: '', middle_name: '', suffix: '', prefix: '' },
						phones: [{ type: 'WORK', phone: '+442079460000', wa_id: '' }],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
	'contact of version 1 with a WhatsApp ID': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: { formatted_name: 'Ada', first_name: 'Ada', last_name: '', middle_name: '', suffix: '', prefix: '' },
						phones: [{ type: 'wa_id', phone: '442079460000' }],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
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
