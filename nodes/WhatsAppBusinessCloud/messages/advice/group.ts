import type { MessageRule } from './types';

/** Types that the page on group messages does not mention. */
const unlisted: Readonly<Record<string, string>> = {
	contacts: 'Contacts',
	location: 'Locations',
	reaction: 'Reactions',
};

/** WhatsApp docs: Groups API > Group messaging: text, media and templates are supported; interactive messages are not. */
export const adviseGroup: MessageRule = ({ recipient_type, type }) => {
	if (recipient_type !== 'group' || typeof type !== 'string' || !Object.hasOwn(unlisted, type)) return [];
	const advice =
		"Send text, media or a template if WhatsApp rejects the message. Meta's page on groups lists no others as supported.";
	return [{ field: 'Message Type', path: 'type', problem: `sends ${unlisted[type].toLowerCase()} to a group`, advice }];
};
