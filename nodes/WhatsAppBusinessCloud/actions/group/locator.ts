import type { INodeProperties } from 'n8n-workflow';
import { listLocator } from '../../shared/input/listLocator';

/** A group of the phone number in the form. */
export const groupLocator = (field: { field: string; name: string; description: string }): INodeProperties =>
	listLocator({
		...field,
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
	});
