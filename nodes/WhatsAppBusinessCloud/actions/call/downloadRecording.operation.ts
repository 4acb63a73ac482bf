import { readOptions } from '../options';
import { outputField, readOutputField } from '../outputField';
import { checkMediaId, mediaIdField } from '../media/mediaId';
import type { Operation } from '../types';

/** Call > Download Recording: GET /{media}. WhatsApp docs: Calling API > Call recording. */
export const downloadRecording: Operation = {
	properties: [
		mediaIdField(
			'mediaId',
			'The mediaId that the WhatsApp Trigger outputs for call_recording_available. Meta keeps the file for 7 days.',
		),
		outputField,
		...readOptions,
	],

	prepare(item) {
		const id = checkMediaId(item.parameter('mediaId'));
		const field = readOutputField(item);
		return {
			async run() {
				const media = await item.graph.request({ method: 'GET', path: [id] });
				const file = await item.graph.download(media, `call-recording-${id}.ogg`);
				// The URL works for five minutes and only with the token, so later nodes cannot use it.
				const { url: _url, messaging_product: _product, ...json } = media;
				return { json, binary: { [field]: file } };
			},
		};
	},
};
