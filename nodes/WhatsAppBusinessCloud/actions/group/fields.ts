import type { INodeProperties } from 'n8n-workflow';
import { listLocator } from '../../shared/input/listLocator';
import { textField } from '../../shared/input/commonFields';
import { parseGroup } from '../../shared/input/recipient';
import { numberLocator } from '../phoneNumber/fields';
import type { OperationItem } from '../types';

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
	listLocator({
		field: names.group,
		name: 'groupId',
		description,
		noun: 'a group',
		search: 'searchGroups',
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. Y2FwaV9ncm91cDoxNzA1...',
				hint: 'The group ID that Create and the WhatsApp Trigger output',
			},
		],
	}),
];

/** @returns the ID of the selected group @throws InputError */
export const readGroup = (item: OperationItem): string => parseGroup(item.parameter('groupId'), names.group).value;

export const subjectField = (more: Partial<INodeProperties> = {}): INodeProperties =>
	textField(names.subject, 'subject', {
		placeholder: 'e.g. Rose lovers of Berlin',
		description: 'The name of the group that participants see, up to 128 characters',
		...more,
	});

export const descriptionField: INodeProperties = textField(names.description, 'description', {
	typeOptions: { rows: 3 },
	placeholder: 'e.g. News about roses, and your questions',
	description: 'What the group is about, up to 2,048 characters',
});
