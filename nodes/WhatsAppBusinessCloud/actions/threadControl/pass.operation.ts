import type { INodeProperties } from 'n8n-workflow';
import { emptyFieldError, optionalId } from '../../shared/input/parameterValues';
import { changeOwner } from './changeOwner';

const field = 'New Owner Role';

/** WhatsApp docs: Conversation Routing > Roles. Another value can be set with an expression. */
const targetRole: INodeProperties = {
	displayName: field,
	name: 'targetRole',
	type: 'options',
	options: [
		{ name: 'Ad Responder', value: 'ctwa', description: 'The app for chats that start from ads (Click to WhatsApp)' },
		{ name: 'AI Agent', value: 'ai_agent', description: 'The automated agent, such as Meta Business Agent' },
		{ name: 'Customer Service', value: 'customer_service', description: 'The customer service app' },
		{ name: 'Escalation', value: 'escalation', description: 'The escalation partner, usually the team of people' },
		{ name: 'Marketing', value: 'marketing', description: 'The app for marketing' },
		{ name: 'Utility', value: 'utility', description: 'The app for updates, such as those about orders' },
	],
	default: 'escalation',
	description: 'Who handles the conversation from now on. Roles are assigned in Meta Business Suite.',
};

/**
 * Thread Control > Pass: gives the conversation to the responder with a role. Only the owner of the conversation can
 * pass it. WhatsApp docs: Conversation Routing > Thread control.
 */
export const pass = changeOwner('pass', [targetRole], (item) => {
	const value = item.parameter('targetRole', 'escalation');
	const role = optionalId(value, field);
	if (role === undefined) throw emptyFieldError(value, field, 'Choose a role');
	return { control_pass: { target_role: role } };
});
