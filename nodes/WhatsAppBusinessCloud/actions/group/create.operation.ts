import { readEnum } from '../../shared/input/parameterValues';
import { limitedText, requiredTitle } from '../../shared/input/validators';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { descriptionField, limits, names, subjectField } from './fields';
import { pendingChange } from './simplify';

const modes = ['auto_approve', 'approval_required'] as const;

/** Group > Create: POST /{phone}/groups. WhatsApp docs: Groups API > Create group. */
export const create: Operation = {
	properties: [
		numberLocator('The phone number that the group belongs to. It needs an official business account.'),
		subjectField({ required: true }),
		descriptionField,
		{
			displayName: names.approval,
			name: 'joinApprovalMode',
			type: 'options',
			options: [
				{ name: 'Join at Once', value: 'auto_approve', description: 'Everyone who has the invite link can join' },
				{
					name: 'Need Approval',
					value: 'approval_required',
					description: 'They ask to join, and you approve or reject each request',
				},
			],
			default: 'auto_approve',
			description: 'What happens when someone opens the invite link. A group has up to 8 participants.',
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const advice = 'Enter a name for the group';
		const subject = requiredTitle(item.parameter('subject'), limits.subject, names.subject, advice);
		const description = limitedText(item.parameter('description'), limits.description, names.description);
		const mode = readEnum(item.parameter('joinApprovalMode'), names.approval, modes, 'auto_approve');
		return {
			async run() {
				const body = {
					messaging_product: 'whatsapp',
					subject,
					...(description !== undefined && { description }),
					join_approval_mode: mode,
				};
				const response = await item.graph.request({ method: 'POST', path: [id, 'groups'], body });
				return { json: { subject, ...pendingChange(response, 'group_lifecycle_update') } };
			},
		};
	},
};
