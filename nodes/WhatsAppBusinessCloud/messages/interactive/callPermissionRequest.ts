import { interactiveType } from './defineInteractiveType';

/**
 * WhatsApp docs: Calling API > User call permissions: a free-form request has neither header nor footer.
 * `{name: 'call_permission_request'}`.
 */
export const callPermissionRequest = interactiveType({
	value: 'call_permission_request',
	name: 'Call Permission Request',
	description: 'Ask for permission to call the recipient. Limited to once a day and twice a week per recipient.',
	body: { isOptional: true, placeholder: 'e.g. May we call you about your order?' },
	hasFooter: false,
	properties: [],
	action: () => ({ action: { name: 'call_permission_request' } }),
});
