import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/input/commonFields';
import { isObject, omitUndefined, optionalText, requiredText } from '../../shared/input/parameterValues';
import { parseJson, compact, objects, part, text, type Data } from '../../shared/untrustedJson';
import type { OperationItem } from '../types';

const names = { name: 'Name', text: 'Welcome Message', autofill: 'Prefilled Message', questions: 'Ice Breakers' };

/** The sequence whose list and ID an operation takes. */
export const sequenceLocator = {
	field: 'Welcome Sequence',
	name: 'sequenceId',
	noun: 'welcome sequence',
	search: 'searchWelcomeSequences',
};

/** The parts of a sequence. WhatsApp docs: Click to WhatsApp ads > Welcome message sequences. */
export const sequenceFields: INodeProperties[] = [
	textField(names.name, 'name', {
		required: true,
		placeholder: 'e.g. Spring sale',
		description: 'The name that you pick in the ad',
	}),
	textField(names.text, 'welcomeText', {
		required: true,
		typeOptions: { rows: 3 },
		placeholder: 'e.g. Hello! How can we help you?',
		description: 'What people see when they open the chat from the ad',
	}),
	textField(names.autofill, 'autofillText', {
		placeholder: 'e.g. Hi, I saw your ad',
		description: 'The text that is ready to send',
	}),
	textField(names.questions, 'iceBreakers', {
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Ice Breaker' },
		default: [],
		placeholder: 'e.g. What are your opening hours?',
		description: 'Questions that people can tap instead of typing',
	}),
];

/** @throws InputError */
function readQuestions(item: OperationItem): IDataObject[] | undefined {
	const value = item.parameter('iceBreakers', []);
	if (value === null || value === undefined || value === '') return undefined;
	const list = Array.isArray(value) ? (value as unknown[]) : [value];
	const titles = list.map((one) => optionalText(isObject(one) ? one.title : one, names.questions)?.trim());
	const found = titles.flatMap((title) => (title === undefined ? [] : [{ title }]));
	return found.length === 0 ? undefined : found;
}

/** The body of a new or changed sequence. @throws InputError */
export function readSequence(item: OperationItem): IDataObject {
	const autofill = optionalText(item.parameter('autofillText'), names.autofill)?.trim();
	return {
		name: requiredText(item.parameter('name'), names.name, 'Enter a name for the sequence').trim(),
		welcome_message_sequence: omitUndefined({
			text: requiredText(item.parameter('welcomeText'), names.text, 'Enter the text that people see first'),
			autofill_message: autofill === undefined ? undefined : { content: autofill },
			ice_breakers: readQuestions(item),
		}),
	};
}

/** The content of a sequence: an object, or its JSON. */
const contentOf = (value: unknown): Data => part(typeof value === 'string' ? parseJson(value) : value);

/** A sequence with plain fields. Missing ones are left out. */
export function simplifySequence(row: IDataObject): IDataObject {
	const content = contentOf(row.welcome_message_sequence);
	const questions = content.ice_breakers;
	return compact({
		id: text(row.sequence_id) ?? text(row.id),
		name: text(row.name),
		text: text(content.text),
		prefilledMessage: text(part(content.autofill_message).content),
		iceBreakers: Array.isArray(questions) ? objects(questions).flatMap(({ title }) => text(title) ?? []) : undefined,
		usedInAd: row.is_used_in_ad,
	});
}
