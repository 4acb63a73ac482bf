/** The types of incoming messages, as in lists of the editor. WhatsApp docs: Webhooks > Messages. */
export const messageTypeOptions = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Contacts', value: 'contacts' },
	{ name: 'Document', value: 'document' },
	{ name: 'Edit', value: 'edit' },
	{ name: 'Image', value: 'image' },
	{ name: 'Interactive (Button, List, Flow)', value: 'interactive' },
	{ name: 'Location', value: 'location' },
	{ name: 'Order', value: 'order' },
	{ name: 'Reaction', value: 'reaction' },
	{ name: 'Revoke', value: 'revoke' },
	{ name: 'Sticker', value: 'sticker' },
	{ name: 'System', value: 'system' },
	{ name: 'Template Button', value: 'button' },
	{ name: 'Text', value: 'text' },
	{ name: 'Unsupported', value: 'unsupported' },
	{ name: 'Video', value: 'video' },
];
