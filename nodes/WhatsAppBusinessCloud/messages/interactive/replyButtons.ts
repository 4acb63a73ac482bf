import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Limit, Range } from '../../shared/input/limit';
import { isObject } from '../../shared/input/parameterValues';
import { checkUnique, checkCount, requiredTitle, replyId } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { counts, texts } from './interactiveLimits';
import { assertObject, listFields, type ListSpec, readList, mapEntries } from '../../shared/input/listParameter';
import { withPath } from '../../shared/inputError';
import type { InputPath } from '../../shared/inputPath';

const fields = { title: 'Title', id: 'ID' };

/** Limits of one kind of reply buttons. */
export interface ReplyLimits {
	title: Limit;
	id: Limit;
	count: Range;
}

/** The fields of one reply button. */
export const replyButtonValues = ({ title, id }: Omit<ReplyLimits, 'count'>): INodeProperties[] => [
	{
		displayName: fields.title,
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Yes, please',
		description: `Text of the button, up to ${title.max} characters. Emoji are allowed, formatting is not.`,
	},
	{
		displayName: fields.id,
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. yes (optional)',
		description: `Identifier that is returned when the recipient taps the button, up to ${id.max} characters. Not shown to the recipient. Default: the title.`,
	},
];

/**
 * Reply buttons with unique titles and IDs.
 * @param entries `{title, id}`, Meta's `{reply: {title, id}}`, or just titles
 * @param field display name of the list
 * @param outer path of this list, if there are several lists of buttons, e.g. `['card', 2]`
 * @throws InputError
 */
export function readReplies(
	entries: unknown[],
	limits: ReplyLimits,
	field: string,
	outer: InputPath = [],
): Array<{ id: string; title: string }> {
	const replies = withPath(outer, () =>
		mapEntries(checkCount(entries, limits.count, field, ['button', 'buttons']), 'button', (entry) => {
			const button = typeof entry === 'string' ? { title: entry } : assertObject(entry);
			const inner = [button.reply, button.quick_reply].find(isObject) ?? button;
			const title = requiredTitle(inner.title, limits.title, fields.title, 'Enter the text of the button');
			return { id: replyId(inner.id, limits.id, fields.id, title), title };
		}),
	);
	const values = (key: 'id' | 'title') =>
		replies.map((reply, index) => ({ value: reply[key], path: [...outer, 'button', index + 1] }));
	checkUnique(values('title'), fields.title, 'Give each button a different title');
	checkUnique(values('id'), fields.id, 'Give each button a different ID');
	return replies;
}

const limits: ReplyLimits = { title: texts.buttonTitle, id: texts.buttonId, count: counts.buttons };

const spec: ListSpec = {
	name: 'buttons',
	key: 'button',
	title: 'Buttons',
	one: 'Button',
	description: `1 to ${counts.buttons.max} buttons`,
	values: replyButtonValues(limits),
	json: {
		default: '[\n  { "title": "Yes", "id": "yes" },\n  { "title": "No", "id": "no" }\n]',
		description: `A list of 1 to ${counts.buttons.max} buttons, each with a title and an ID`,
		hint: 'You can also enter a list of titles: ["Yes", "No"]',
	},
};

/** WhatsApp docs: Messages > Interactive reply buttons messages. `{buttons: [{type: 'reply', reply: {id, title}}]}`. */
export const replyButtons = interactiveType({
	value: 'button',
	name: 'Reply Buttons',
	description: 'Send a text with up to 3 reply buttons',
	headers: ['text', 'image', 'video', 'document'],
	body: {},
	properties: listFields(spec),
	action(parameters) {
		const { entries, field } = readList(parameters, spec);
		const buttons: IDataObject[] = readReplies(entries, limits, field).map((reply) => ({ type: 'reply', reply }));
		return { action: { buttons } };
	},
});
