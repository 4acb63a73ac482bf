import type { Resource } from '../types';
import { calls } from './calls.operation';
import { conversations } from './conversations.operation';
import { getCosts } from './getCosts.operation';
import { groups } from './groups.operation';
import { messages } from './messages.operation';
import { pricing } from './pricing.operation';
import { templateGroups } from './templateGroups.operation';
import { templates } from './templates.operation';

export const analytics: Resource = {
	name: 'Analytics',
	value: 'analytics',
	description: 'What your messages cost, and how they perform',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'getCosts',
	operations: [
		{
			name: 'Get Costs',
			value: 'getCosts',
			action: 'Get costs of a month',
			description: 'Sum up what a month costs, by category, country and number, and what is left of the free messages',
			operation: getCosts,
		},
		{
			name: 'Get Messages',
			value: 'messages',
			action: 'Get message analytics',
			description: 'Count sent and delivered messages over time',
			operation: messages,
		},
		{
			name: 'Get Templates',
			value: 'templates',
			action: 'Get template analytics',
			description: 'Count sent, delivered and read messages, clicks and costs of templates',
			operation: templates,
		},
		{
			name: 'Get Pricing',
			value: 'pricing',
			action: 'Get pricing analytics',
			description: 'Get costs and volumes over time, by category, country, number and tier',
			operation: pricing,
		},
		{
			name: 'Get Calls',
			value: 'calls',
			action: 'Get call analytics',
			description: 'Get the number, duration and costs of calls over time',
			operation: calls,
		},
		{
			name: 'Get Groups',
			value: 'groups',
			action: 'Get group analytics',
			description: 'Count messages and participants of a group over time',
			operation: groups,
		},
		{
			name: 'Get Template Groups',
			value: 'templateGroups',
			action: 'Get template group analytics',
			description: 'Count messages, clicks and costs of template groups over time',
			operation: templateGroups,
		},
		{
			name: 'Get Conversations (Legacy)',
			value: 'conversations',
			action: 'Get conversation analytics',
			description: 'Get the conversations of the time before July 2025, when Meta billed conversations',
			operation: conversations,
		},
	],
};
