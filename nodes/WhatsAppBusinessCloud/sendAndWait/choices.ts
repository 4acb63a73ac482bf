import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { assertObject, listFields, type ListSpec, readList, mapEntries } from '../shared/input/listParameter';
import { checkUnique, requiredTitle } from '../shared/input/validators';
import type { Limit } from '../shared/input/limit';
import type { Parameters } from '../shared/input/parameters';
import { readEnum, readCollection, optionalText } from '../shared/input/parameterValues';
import type { Language } from './language/languages';
import { maxCharacters } from '../shared/input/maxCharacters';
import { texts } from '../messages/interactive/interactiveLimits';

export const responseTypes = ['approval', 'choice', 'freeText', 'customForm'] as const;
export type ResponseType = (typeof responseTypes)[number];

/** Approval and choice: a link or buttons in the chat. Free text: a link or the next message. Form: a link. */
export const RESPONSE_CHANNELS = ['link', 'buttons', 'nextMessage'] as const;
export type ResponseChannel = (typeof RESPONSE_CHANNELS)[number];

/** One choice that can be selected by a tap. */
export interface Choice {
	/** Value in the button or page: `approve`, `decline`, or the index in the list. */
	answer: string;
	label: string;
	/** Value in the output. */
	value: boolean | string;
}

/** The chat limits the length of titles; a page has more space. */
const PAGE_LABEL_LIMIT: Limit = { max: 200, source: 'Not a limit of Meta: keeps the buttons of a page readable' };
const MAX_CHOICES = 100;

const approvalFields = { approve: 'Approve Button Label', decline: 'Disapprove Button Label' };

const choicesSpec: ListSpec = {
	name: 'choices',
	key: 'choice',
	title: 'Choices',
	one: 'Choice',
	description: 'The choices to offer. In the chat, up to 3 are shown as buttons and up to 10 as a list.',
	values: [
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. Tuesday, 10:00',
			description: `Text shown to the recipient, up to ${maxCharacters(texts.buttonTitle)} on a reply button and ${texts.rowTitle.max} in a list`,
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. slot-17',
			description: 'Value to output if this choice is selected. Default: the label.',
		},
	],
	json: {
		default: '[\n  { "label": "Today", "value": "today" },\n  { "label": "Tomorrow", "value": "tomorrow" }\n]',
		description: 'A list of choices, each with a label and an optional value',
		hint: 'You can also enter a list of labels: ["Today", "Tomorrow"]',
	},
};

/** The form fields of the choices. */
export const choicesFields: INodeProperties[] = listFields(choicesSpec);

/** Names of the parameters that define the question and the response channel. */
export const questionParameters = [
	'responseType',
	'answerBy',
	'approvalOptions',
	...choicesFields.map(({ name }) => name),
];

/** @throws InputError */
export const readResponseType = ({ responseType }: Parameters): ResponseType =>
	readEnum(responseType, 'Response Type', responseTypes, 'approval');

/**
 * Reads the response channel. Returns `link` if the response type does not support the selected one, as the form shows it.
 * @throws InputError
 */
export function readResponseChannel(parameters: Parameters): ResponseChannel {
	const channel = readEnum(parameters.answerBy, 'Response Channel', RESPONSE_CHANNELS, 'link');
	const type = readResponseType(parameters);
	const supportedChannels: Record<ResponseType, ResponseChannel[]> = {
		approval: ['buttons'],
		choice: ['buttons'],
		freeText: ['nextMessage'],
		customForm: [],
	};
	return supportedChannels[type].includes(channel) ? channel : 'link';
}

function readApprovalChoices(options: unknown, limit: Limit, { texts }: Language): Choice[] {
	const values = readCollection(readCollection(options, 'Approval Options').values, 'Approval Options');
	const label = (value: unknown, key: keyof typeof approvalFields): string =>
		requiredTitle(
			optionalText(value, approvalFields[key]) ?? texts[key],
			limit,
			approvalFields[key],
			'Enter the text of the button',
		);
	const choices: Choice[] = [{ answer: 'approve', label: label(values.approveLabel, 'approve'), value: true }];
	if (readEnum(values.approvalType, 'Type of Approval', ['single', 'double'], 'single') === 'double') {
		choices.push({ answer: 'decline', label: label(values.disapproveLabel, 'decline'), value: false });
		if (choices[0].label === choices[1].label) {
			throw new InputError(
				approvalFields.decline,
				`is the same as '${approvalFields.approve}'`,
				'Give each button a different label',
			);
		}
	}
	return choices;
}

function readListedChoices(parameters: Parameters, limit: (count: number) => Limit): Choice[] {
	const { entries, field } = readList(parameters, choicesSpec);
	if (entries.length === 0) throw new InputError(field, 'is empty', 'Add at least one choice');
	if (entries.length > MAX_CHOICES)
		throw new InputError(field, `has ${entries.length} choices, at most ${MAX_CHOICES} can be shown`, 'Remove choices');
	const titles = limit(entries.length);
	const choices = mapEntries(entries, 'choice', (entry, index) => {
		const choice = typeof entry === 'string' ? { label: entry } : assertObject(entry);
		const label = requiredTitle(choice.label, titles, 'Label', 'Enter the text that the user sees');
		return { answer: String(index), label, value: optionalText(choice.value, 'Value') ?? label };
	});
	checkUnique(
		choices.map(({ label }, index) => ({ value: label, path: ['choice', index + 1] })),
		'Label',
		'Give each choice a different label',
	);
	return choices;
}

/**
 * The choices of the recipient; empty for free text and forms.
 * @param options `language` of labels that are not entered; `limit` returns the maximum label length for a number of
 * choices (default: the limit of a page)
 * @throws InputError
 */
export function readChoices(
	parameters: Parameters,
	{ language, limit = () => PAGE_LABEL_LIMIT }: { language: Language; limit?: (count: number) => Limit },
): Choice[] {
	const type = readResponseType(parameters);
	if (type === 'choice') return readListedChoices(parameters, limit);
	return type === 'approval' ? readApprovalChoices(parameters.approvalOptions, limit(2), language) : [];
}
