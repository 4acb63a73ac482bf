import type { Resource } from '../types';
import { pass } from './pass.operation';
import { release } from './release.operation';
import { take } from './take.operation';

export const threadControl: Resource = {
	name: 'Thread Control',
	value: 'threadControl',
	description: 'Hand conversations to your team or an AI agent',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_messaging',
	default: 'pass',
	operations: [
		{
			name: 'Pass',
			value: 'pass',
			action: 'Pass conversation to another responder',
			description: 'Hand a conversation over to your team, an AI agent or another app',
			operation: pass,
		},
		{
			name: 'Release',
			value: 'release',
			action: 'Release conversation',
			description: 'Release a conversation so that the next responder can handle it',
			operation: release,
		},
		{
			name: 'Take',
			value: 'take',
			action: 'Take over conversation',
			description: 'Take a conversation over from another responder. Available to the escalation partner only.',
			operation: take,
		},
	],
};
