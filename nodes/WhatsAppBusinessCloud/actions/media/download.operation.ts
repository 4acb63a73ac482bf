import { optionalText, requiredText } from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { checkMediaId, mediaIdField } from './mediaId';

/** Media > Download: the file itself, into n8n's binary data. WhatsApp docs: Media > Download media. */
export const download: Operation = {
	properties: [
		mediaIdField('mediaDownloadId', 'The ID of the file to download, such as from a received message'),
		{
			displayName: 'Output Data Field Name',
			name: 'outputPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			description: 'The name of the output field that will contain the file',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Filename',
					name: 'downloadFileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. photo.jpg',
					description: 'File name to use instead of the name from WhatsApp',
				},
			],
		},
		...readOptions,
	],

	prepare(item) {
		const id = checkMediaId(item.parameter('mediaDownloadId'));
		const field = requiredText(
			item.parameter('outputPropertyName', 'data'),
			'Output Data Field Name',
			'Enter a name such as data.',
		).trim();
		const additional = (item.parameter('additionalFields', {}) ?? {}) as Record<string, unknown>;
		const fileName = optionalText(additional.downloadFileName, 'Filename')?.trim();
		return {
			async run() {
				const media = await item.graph.request({ method: 'GET', path: [id] });
				const binary = await item.graph.download(media, fileName);
				// The URL works for five minutes and only with the token, so later nodes cannot use it.
				const { url: _url, ...json } = media;
				return { json, binary: { [field]: binary } };
			},
		};
	},
};
