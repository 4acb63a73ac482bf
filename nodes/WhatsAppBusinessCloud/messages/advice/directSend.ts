import { messageTextName } from '../messageText';
import { countCharacters } from '../../shared/input/textLength';
import { at, type MessageRule } from './types';

/** Characters of the body. Meta docs: Direct Send > Supported features and limits. */
const MAX_BODY = 1024;

const categories: unknown[] = ['authentication', 'utility'];

/**
 * Warns about a text above the documented limit of Direct Send. The page refers to the limit of templates, which,
 * according to Meta's changelog, is 32,768 characters for templates that have only a body. Longer bodies of interactive
 * messages are rejected anyway.
 */
export const adviseDirectSend: MessageRule = (message) => {
	const body = at(message, 'text.body');
	if (!categories.includes(message.category) || typeof body !== 'string' || countCharacters(body) <= MAX_BODY)
		return [];
	const advice = `Shorten it. Meta's page on Direct Send allows ${MAX_BODY} characters.`;
	return [
		{
			field: messageTextName,
			path: 'text.body',
			problem: `has more than ${MAX_BODY} characters in Direct Send`,
			advice,
		},
	];
};
