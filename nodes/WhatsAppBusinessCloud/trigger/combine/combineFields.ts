import type { INodeProperties } from 'n8n-workflow';
import { docsLink } from '../../shared/docs';
import { messageTypeOptions } from '../messageTypes';
import {
	combinedTypes,
	DEFAULT_MAX_MESSAGES,
	DEFAULT_MAX_SECONDS,
	DEFAULT_SILENCE,
	defaultTypes,
	RANGES,
} from './combineSettings';

/** The option 'Combine Messages'. */
export const combineField: INodeProperties = {
	displayName: 'Combine Messages',
	name: 'combineMessages',
	type: 'fixedCollection',
	// The fields are shown as soon as the option is added.
	default: { settings: {} },
	placeholder: 'Add settings',
	displayOptions: { show: { '/output': ['events'] } },
	description:
		'Start the workflow once for several short messages that a customer sends one after the other, for example "Hi", "I want" and "to book for two". It starts when the customer has sent nothing for some seconds.',
	options: [
		{
			displayName: 'Settings',
			name: 'settings',
			values: [
				{
					displayName: 'Seconds of Silence',
					name: 'silence',
					type: 'number',
					typeOptions: { minValue: RANGES.silence.min, maxValue: RANGES.silence.max },
					default: DEFAULT_SILENCE,
					description:
						'The workflow starts when the customer has sent no message for this time. Each message restarts the wait.',
					hint: `Every answer is delayed by this time. 5 to 10 seconds suit most chats; the maximum is 25. ${docsLink('conversations.md#several-short-messages-one-answer', 'How it works')}`,
				},
				{
					displayName: 'Maximum Messages',
					name: 'maxMessages',
					type: 'number',
					typeOptions: { minValue: RANGES.maxMessages.min, maxValue: RANGES.maxMessages.max },
					default: DEFAULT_MAX_MESSAGES,
					description: 'The workflow starts without further wait when this number of messages is reached',
				},
				{
					displayName: 'Maximum Seconds',
					name: 'maxSeconds',
					type: 'number',
					typeOptions: { minValue: RANGES.maxSeconds.min, maxValue: RANGES.maxSeconds.max },
					default: DEFAULT_MAX_SECONDS,
					description:
						'The workflow starts at the latest this time after the first message, even if the customer keeps on writing',
				},
				{
					displayName: 'Messages to Combine',
					name: 'types',
					type: 'multiOptions',
					options: messageTypeOptions.filter(({ value }) => combinedTypes.includes(value)),
					default: [...defaultTypes],
					description:
						'The types of messages that are combined and restart the wait. Others, such as tapped buttons and reactions, start the workflow at once, on their own. Those that the filters leave out do neither.',
				},
			],
		},
	],
};
