import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { assertObject, listFields, type ListSpec, readList } from '../shared/input/listParameter';
import { checkUnique, requiredTitle } from '../shared/input/validators';
import { atPath } from '../shared/input/errorPath';
import type { Limit } from '../shared/input/limit';
import type { Parameters } from '../shared/input/parameters';
import { readEnum, readCollection, optionalText } from '../shared/input/parameterValues';

export const responseTypes = ['approval', 'choice', 'freeText', 'customForm'] as const;
export type ResponseType = (typeof responseTypes)[number];

/** Approval and choice: a link or buttons in the chat. Free text: a link or the next message. Form: a link. */
export const RESPONSE_CHANNELS = ['link', 'buttons', 'nextMessage'] as const;
export type ResponseChannel = (typeof RESPONSE_CHANNELS)[number];

/** One thing that can be answered by a tap. */
export interface Choice {
	/** What travels in the button or the page: `approve`, `decline`, or the place in the list. */
	answer: string;
	label: string;
	/** What comes out. */
	value: boolean | string;
}

/** Titles are cut by the chat; on a page there is room. */
const onPage: Limit = { max: 200, source: 'Guard of this package: a button on a page' };
const MAX_CHOICES = 100;

const approvalFields = { approve: 'Approve Button Label', decline: 'Disapprove Button Label' };
/** As the form shows them, for workflows that do not say. */
const approvalLabels = { approve: '✓ Approve', decline: '✗ Decline' };

const choicesSpec: ListSpec = {
	name: 'choices',
	key: 'choice',
	title: 'Choices',
	one: 'Choice',
	description: 'What the person can choose from. In the chat, up to 3 become buttons and up to 10 a list.',
	values: [
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. Tuesday, 10:00',
			description: 'What the person sees, up to 20 characters on a button in the chat, up to 24 in a list',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. slot-17',
			description: 'What comes out when this is chosen. Empty: the label.',
		},
	],
	json: {
		default: '[\n  { "label": "Today", "value": "today" },\n  { "label": "Tomorrow", "value": "tomorrow" }\n]',
		description: 'A list of choices, each with a label and, if you like, a value',
		hint: 'A list of labels works too: ["Today", "Tomorrow"]',
	},
};

/** The fields of the choices. */
export const choicesFields: INodeProperties[] = listFields(choicesSpec);

/** Names of the parameters that say what is asked and how it is answered. */
export const questionParameters = [
	'responseType',
	'answerBy',
	'approvalOptions',
	...choicesFields.map(({ name }) => name),
];

/** @throws InputError */
export const readResponseType = ({ responseType }: Parameters): ResponseType =>
	readEnum(responseType, 'Response Type', responseTypes, 'approval');

/** How the answer comes; what does not go with the response type counts as a link, as the form would show it. @throws InputError */
export function readResponseChannel(parameters: Parameters): ResponseChannel {
	const way = readEnum(parameters.answerBy, 'Answer By', RESPONSE_CHANNELS, 'link');
	const type = readResponseType(parameters);
	const fitting: Record<ResponseType, ResponseChannel[]> = {
		approval: ['buttons'],
		choice: ['buttons'],
		freeText: ['nextMessage'],
		customForm: [],
	};
	return fitting[type].includes(way) ? way : 'link';
}

function approval(options: unknown, limit: Limit): Choice[] {
	const values = readCollection(readCollection(options, 'Approval Options').values, 'Approval Options');
	const label = (value: unknown, key: keyof typeof approvalFields): string =>
		requiredTitle(
			optionalText(value, approvalFields[key]) ?? approvalLabels[key],
			limit,
			approvalFields[key],
			'Enter what the button says',
		);
	const choices: Choice[] = [{ answer: 'approve', label: label(values.approveLabel, 'approve'), value: true }];
	if (readEnum(values.approvalType, 'Type of Approval', ['single', 'double'], 'single') === 'double') {
		choices.push({ answer: 'decline', label: label(values.disapproveLabel, 'decline'), value: false });
		if (choices[0].label === choices[1].label) {
			throw new InputError(
				approvalFields.decline,
				`'${approvalFields.decline}' is the same as '${approvalFields.approve}'`,
				'Give each button a label of its own',
			);
		}
	}
	return choices;
}

function listed(parameters: Parameters, limit: (count: number) => Limit): Choice[] {
	const { entries, field } = readList(parameters, choicesSpec);
	if (entries.length === 0) throw new InputError(field, `'${field}' is empty`, 'Add at least one choice');
	if (entries.length > MAX_CHOICES)
		throw new InputError(
			field,
			`'${field}' has ${entries.length} choices, at most ${MAX_CHOICES} can be shown`,
			'Remove choices',
		);
	const titles = limit(entries.length);
	const choices = entries.map((entry, index) =>
		atPath(`choice ${index + 1}`, () => {
			const given = typeof entry === 'string' ? { label: entry } : assertObject(entry, 'Choice');
			const label = requiredTitle(given.label, titles, 'Label', 'Enter what the person sees');
			return { answer: String(index), label, value: optionalText(given.value, 'Value') ?? label };
		}),
	);
	checkUnique(
		choices.map(({ label }, index) => ({ value: label, place: `choice ${index + 1}` })),
		'Label',
		'Give each choice a label of its own',
	);
	return choices;
}

/**
 * What the person can choose from; nothing for free text and forms.
 * @param limit how long labels may be, by how many there are; left out: as a page can show them
 * @throws InputError
 */
export function readChoices(parameters: Parameters, limit: (count: number) => Limit = () => onPage): Choice[] {
	const type = readResponseType(parameters);
	if (type === 'choice') return listed(parameters, limit);
	return type === 'approval' ? approval(parameters.approvalOptions, limit(2)) : [];
}
