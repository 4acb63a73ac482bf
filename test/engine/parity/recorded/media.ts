import type { SentRequest } from '../recorder';

/** Requests for messages with a file. */
export const recordedMedia: Record<string, SentRequest[]> = {
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
};
