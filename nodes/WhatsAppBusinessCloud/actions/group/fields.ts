import type { INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/input/commonFields';
import { parseGroup } from '../../shared/input/recipient';
import { numberLocator } from '../phoneNumber/fields';
import type { OperationItem } from '../types';
import { groupLocator } from './locator';
import { maxCharacters } from '../../shared/input/maxCharacters';

/** WhatsApp docs: Groups API > Create group. */
const source = 'WhatsApp docs: Groups API > Create group';
export const limits = { subject: { max: 128, source }, description: { max: 2048, source } };

/** Display names of the fields. */
export const names = {
	group: 'Group',
	subject: 'Name',
	description: 'Description',
	picture: 'Picture',
	approval: 'New Participants',
};

/** A group, and the number whose groups the list shows. */
export const groupFields = (description: string): INodeProperties[] => [
	{
		...numberLocator('The phone number whose groups the list below shows. Not needed if you enter the ID of a group.'),
		required: false,
	},
	groupLocator({ field: names.group, name: 'groupId', description }),
];

/** @returns the ID of the selected group @throws InputError */
export const readGroup = (item: OperationItem): string => parseGroup(item.parameter('groupId'), names.group).value;

export const subjectField = (more: Partial<INodeProperties> = {}): INodeProperties =>
	textField(names.subject, 'subject', {
		placeholder: 'e.g. Rose lovers of Berlin',
		description: `The name of the group that participants see, up to ${maxCharacters(limits.subject)}`,
		...more,
	});

export const descriptionField: INodeProperties = textField(names.description, 'description', {
	typeOptions: { rows: 3 },
	placeholder: 'e.g. News about roses, and your questions',
	description: `What the group is about, up to ${maxCharacters(limits.description)}`,
});
