import { buildMedia, captionField, mediaFieldNames, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Document';

/** WhatsApp docs: Messages > Document messages. `{id | link, caption, filename}`. */
export const document: MessageType = {
	value: 'document',
	name: 'Document',
	description: 'Send a file such as a PDF, with its name and a caption',
	properties: [
		...mediaProperties(title, 'PDF, Word, Excel, PowerPoint or text, and any other type from a link, up to 100 MB'),
		{
			displayName: mediaFieldNames.fileName,
			name: 'mediaFilename',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice-2044.pdf',
			description: 'Name of the file, as the recipient sees it',
			hint: 'Its ending, such as .pdf, decides which icon WhatsApp shows',
			displayOptions: { show: { mediaPath: ['useMediaId'] } },
		},
	],
	additionalFields: [
		captionField,
		{
			displayName: mediaFieldNames.fileName,
			name: 'mediaFilename',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice-2044.pdf',
			description: 'Name of the file, as the recipient sees it. Its ending decides which icon WhatsApp shows.',
		},
	],
	build: (parameters) => buildMedia('document', parameters, { title, caption: true, fileName: true }),
};
