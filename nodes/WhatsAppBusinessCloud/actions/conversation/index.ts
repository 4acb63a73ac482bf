import type { Resource } from '../types';
import { pause } from './pause.operation';
import { resume } from './resume.operation';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	description: 'Pause the bot in a chat while a person answers, and resume it',
	credential: 'whatsAppBusinessCloudApi',
	default: 'pause',
	operations: [
		{
			name: 'Pause',
			value: 'pause',
			action: 'Pause the bot in a conversation',
			description: "Keep the WhatsApp Trigger's workflow silent in a chat for some hours",
			operation: pause,
		},
		{
			name: 'Resume',
			value: 'resume',
			action: 'Resume the bot in a conversation',
			description: "Let messages of a chat start the WhatsApp Trigger's workflow again",
			operation: resume,
		},
	],
};
