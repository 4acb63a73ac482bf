import { builtInCaptionField, buildMedia, captionField, mediaFieldNames, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Document';

/** WhatsApp docs: Messages > Document messages. `{id | link, caption, filename}`. */
export const document: MessageType = {
	value: 'document',
	name: 'Document',
	description: 'Send a file such as a PDF, with an optional text',
	properties: [
		...mediaProperties(title, 'PDF, Word, Excel, PowerPoint or text, up to 100 MB. Links can have any type.'),
		{
			displayName: mediaFieldNames.fileName,
			name: 'mediaFilename',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice-2044.pdf',
			description: 'File name shown to the recipient',
			hint: 'The extension, such as .pdf, determines the icon that WhatsApp shows',
			displayOptions: { show: { mediaPath: ['useMediaId'] } },
		},
		captionField('e.g. Your invoice for March'),
	],
	additionalFields: [
		builtInCaptionField,
		{
			displayName: mediaFieldNames.fileName,
			name: 'mediaFilename',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice-2044.pdf',
			description: 'File name shown to the recipient. The extension determines the icon.',
		},
	],
	build: (parameters) => buildMedia('document', parameters, { title, caption: true, fileName: true }),
};
