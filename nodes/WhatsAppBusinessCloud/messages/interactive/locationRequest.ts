import { interactiveType } from './defineInteractiveType';

/** WhatsApp docs: Messages > Location request messages. `{name: 'send_location'}`. */
export const locationRequest = interactiveType({
	value: 'location_request_message',
	name: 'Location Request',
	description: "Send a text with a button that shares the recipient's location",
	body: { placeholder: 'e.g. Where shall we deliver to?' },
	hasFooter: false,
	properties: [],
	action: () => ({ action: { name: 'send_location' } }),
});
