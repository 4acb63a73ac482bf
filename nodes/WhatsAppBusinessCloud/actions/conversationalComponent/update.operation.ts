import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError, withPath } from '../../shared/inputError';
import { omitUndefined, optionalFlag } from '../../shared/input/parameterValues';
import { checkCount, checkUnique, requiredTitle } from '../../shared/input/validators';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import { readEntries } from '../readEntries';
import type { Operation, OperationItem } from '../types';
import { maxCharacters } from '../../shared/input/maxCharacters';

const names = {
	setPrompts: 'Change Ice Breakers',
	prompts: 'Ice Breakers',
	text: 'Text',
	setCommands: 'Change Commands',
	commands: 'Commands',
	command: 'Command',
	description: 'Description',
};

/** WhatsApp docs: Conversational components. */
const source = 'WhatsApp docs: Conversational components';
const limits = {
	prompts: { min: 0, max: 4, source },
	commands: { min: 0, max: 30, source },
	text: { max: 80, source },
	command: { max: 32, source },
	description: { max: 256, source },
};

/** @throws InputError when there is an emoji, which WhatsApp does not allow here */
function withoutEmoji(text: string, field: string): string {
	if (!/\p{Extended_Pictographic}/u.test(text)) return text;
	throw new InputError(field, 'has an emoji', 'Remove it: WhatsApp does not allow emoji here');
}

const readTitle = (value: unknown, limit: { max: number; source: string }, field: string): string =>
	withoutEmoji(requiredTitle(value, limit, field, 'Enter a text, or remove the entry'), field);

function readPrompts(item: OperationItem): string[] {
	const entries = readEntries(item.parameter('iceBreakers'), 'iceBreaker', names.prompts);
	checkCount(entries, limits.prompts, names.prompts, ['entry', 'entries'], 'Remove entries');
	return entries.map((entry, index) =>
		withPath(['ice breaker', index + 1], () => readTitle(entry.text, limits.text, names.text)),
	);
}

function readCommands(item: OperationItem): IDataObject[] {
	const entries = readEntries(item.parameter('commands'), 'command', names.commands);
	checkCount(entries, limits.commands, names.commands, ['entry', 'entries'], 'Remove entries');
	const list = entries.map((entry, index) =>
		withPath(['command', index + 1], () => ({
			command_name: readTitle(entry.name, limits.command, names.command).replace(/^\//, ''),
			command_description: readTitle(entry.description, limits.description, names.description),
		})),
	);
	const values = list.map(({ command_name: value }, index) => ({ value, path: ['command', index + 1] }));
	checkUnique(values, names.command, 'Use another name');
	return list;
}

const switchField = (displayName: string, name: string, what: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description: `Whether to replace all ${what} of the number by those below. None removes them.`,
});

/**
 * Conversational Component > Update: POST /{phone}/conversational_automation. Each list replaces the one before.
 * WhatsApp docs: Conversational components.
 */
export const update: Operation = {
	properties: [
		numberLocator('The phone number to change'),
		{ ...switchField(names.setPrompts, 'changeIceBreakers', 'ice breakers'), default: true },
		{
			displayName: names.prompts,
			name: 'iceBreakers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Ice Breaker',
			default: { iceBreaker: [{}] },
			description: 'Up to 4 texts that a customer can tap in a new chat. A tap arrives as a text message.',
			options: [
				{
					displayName: 'Ice Breaker',
					name: 'iceBreaker',
					values: [
						{
							displayName: names.text,
							name: 'text',
							type: 'string',
							default: '',
							placeholder: 'e.g. When do you open?',
							description: `Up to ${maxCharacters(limits.text)}, without emoji`,
						},
					],
				},
			],
			displayOptions: { show: { changeIceBreakers: [true] } },
		},
		switchField(names.setCommands, 'changeCommands', 'commands'),
		{
			displayName: names.commands,
			name: 'commands',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Command',
			default: { command: [{}] },
			description: 'Up to 30 commands that customers see after typing a slash. A command arrives as a text message.',
			options: [
				{
					displayName: 'Command',
					name: 'command',
					values: [
						{
							displayName: names.command,
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. order',
							description: `Up to ${maxCharacters(limits.command)}, without a slash`,
						},
						{
							displayName: names.description,
							name: 'description',
							type: 'string',
							default: '',
							placeholder: 'e.g. Track your order',
							description: `What the command does, up to ${maxCharacters(limits.description)}`,
						},
					],
				},
			],
			displayOptions: { show: { changeCommands: [true] } },
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const withPrompts = optionalFlag(item.parameter('changeIceBreakers', true), names.setPrompts) ?? true;
		const withCommands = optionalFlag(item.parameter('changeCommands', false), names.setCommands) ?? false;
		if (!withPrompts && !withCommands)
			throw new InputError(names.setPrompts, `is off, as is '${names.setCommands}'`, 'Turn one of them on');
		const body = omitUndefined({
			prompts: withPrompts ? readPrompts(item) : undefined,
			commands: withCommands ? readCommands(item) : undefined,
		});
		return {
			orderingKey: `${id} components`,
			async run() {
				const path = [id, 'conversational_automation'];
				const response = await item.graph.request({ method: 'POST', path, body, idempotent: true });
				return { json: { phoneNumberId: id, updated: response.success !== false } };
			},
		};
	},
};
