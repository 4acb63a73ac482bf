import type { State } from '../state';
import type { Template, TemplateStatus } from '../templates/types';
import type { Decision } from './types';

/** The states in which Meta decides about a template, and the state that follows (Meta docs: Templates > Status). */
const outcomes: Record<Decision, { from: TemplateStatus[]; to: TemplateStatus }> = {
	approve: { from: ['PENDING', 'IN_APPEAL', 'REJECTED', 'PAUSED', 'DISABLED'], to: 'APPROVED' },
	reject: { from: ['PENDING', 'IN_APPEAL', 'APPROVED'], to: 'REJECTED' },
	pause: { from: ['APPROVED'], to: 'PAUSED' },
};

/** What can be decided about a template in its state. */
export const decisionsFor = ({ status }: Template): Decision[] =>
	(Object.keys(outcomes) as Decision[]).filter((decision) => outcomes[decision].from.includes(status));

/**
 * Changes the state of a template as Meta's review would, and sends the webhook (Meta docs: Webhooks >
 * message_template_status_update).
 * @throws RangeError when there is no such template, or it is in another state
 */
export function decide(state: State, id: string, decision: Decision): void {
	const template = state.templates.find(id);
	if (!template) throw new RangeError(`There is no template '${id}'`);
	if (!decisionsFor(template).includes(decision))
		throw new RangeError(`A template that is ${template.status} cannot be changed in this way`);
	const isReinstated = decision === 'approve' && template.status === 'DISABLED';
	const isUnpaused = decision === 'approve' && template.status === 'PAUSED';
	template.status = outcomes[decision].to;
	if (decision === 'reject') template.rejected_reason = 'INVALID_FORMAT';
	else delete template.rejected_reason;
	state.webhooks.events([
		{
			field: 'message_template_status_update',
			value: {
				event: isReinstated ? 'REINSTATED' : template.status,
				message_template_id: Number(template.id),
				message_template_name: template.name,
				message_template_language: template.language,
				message_template_category: template.category,
				reason: decision === 'reject' ? 'INVALID_FORMAT' : 'NONE',
				...details(decision, isUnpaused),
			},
		},
	]);
}

/** What only some events have. */
function details(decision: Decision, isUnpaused: boolean): Record<string, unknown> {
	if (decision === 'reject')
		return {
			rejection_info: {
				reason: 'The template has an invalid format.',
				recommendation: 'Correct the format, and submit it again.',
			},
		};
	if (decision === 'pause')
		return {
			other_info: {
				title: 'FIRST_PAUSE',
				description: 'Your template was paused for 3 hours because its quality is low.',
			},
		};
	return isUnpaused
		? { other_info: { title: 'UNPAUSE', description: 'Your template can be sent to customers again.' } }
		: {};
}
