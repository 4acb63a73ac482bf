import { InputError } from '../../shared/inputError';
import { binaryField, inputFileDescription, inputFileHint, mediaFieldNames } from '../../messages/media';
import { prepareBinary } from '../run/binaryData';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { phoneNumberId } from '../../shared/input/commonFields';
import { writeOptions } from '../options';
import type { Operation } from '../types';

const FIELD = mediaFieldNames.binary;

function nameGiven(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'object') {
		throw new InputError('Filename', 'is not text', 'Enter a name such as invoice.pdf, or remove the field.');
	}
	return String(value).trim() || undefined;
}

/** Media > Upload: a file of n8n's binary data to POST /{phone}/media. WhatsApp docs: Media > Upload media. */
export const upload: Operation = {
	properties: [
		phoneNumberId,
		{
			displayName: FIELD,
			name: 'mediaPropertyName',
			type: 'string',
			default: '',
			placeholder: 'e.g. data',
			description: inputFileDescription,
			hint: inputFileHint,
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
					name: 'mediaFileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. invoice.pdf',
					description: 'File name to use instead of the name of the binary file',
				},
			],
		},
		...writeOptions,
	],

	async prepare(item) {
		const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
		const file = await prepareBinary(item, { field: FIELD, binary: binaryField(item.parameter('mediaPropertyName')) });
		const additional = (item.parameter('additionalFields', {}) ?? {}) as Record<string, unknown>;
		const fileName = nameGiven(additional.mediaFileName) ?? file.fileName;
		return {
			run: async () => ({ json: { id: await item.graph.upload(sender, { ...file, fileName }) } }),
		};
	},
};
