import { checkMaxLength } from '../shared/input/textLength';
import { limits } from './messageLimits';
import { messageTextField, messageTextName } from './messageText';
import type { MessageType } from './types';
import { omitUndefined, optionalFlag, requiredText, readAdditionalFields } from '../shared/input/parameterValues';
import { maxCharacters } from '../shared/input/maxCharacters';

const previewField = 'Show URL Previews';

/** WhatsApp docs: Messages > Text messages. `{body, preview_url}`. */
export const text: MessageType = {
	value: 'text',
	name: 'Text',
	description: 'Send text with an optional link preview',
	properties: [
		messageTextField({
			rows: 4,
			placeholder: 'e.g. Your order is on its way',
			description: `The text to send, up to ${maxCharacters(limits.textBody)}`,
			hint: 'Supports *bold*, _italic_, ~strikethrough~ and ```monospace```',
		}),
	],
	additionalFields: [
		{
			displayName: previewField,
			name: 'previewUrl',
			type: 'boolean',
			default: false,
			description: 'Whether to show a preview of the first link in the text',
		},
	],
	build(parameters) {
		const body = requiredText(parameters.textBody, messageTextName, 'Enter the text to send');
		const additional = readAdditionalFields(parameters.additionalFields);
		return {
			body: {
				type: 'text',
				text: omitUndefined({
					body: checkMaxLength(body, limits.textBody, messageTextName),
					preview_url: optionalFlag(additional.previewUrl, previewField),
				}),
			},
			uploads: [],
			links: [],
		};
	},
};
