import type { INodeProperties } from 'n8n-workflow';
import { docsLink } from '../../shared/docs';
import { DEFAULT_HOURS, HOURS } from '../../shared/input/hours';

/** The option 'Pause While a Person Answers'. */
export const pauseField: INodeProperties = {
	displayName: 'Pause While a Person Answers',
	name: 'pauseWhileAnswered',
	type: 'fixedCollection',
	// The fields are shown as soon as the option is added.
	default: { settings: {} },
	placeholder: 'Add settings',
	description:
		'Keep the workflow silent in a chat after someone of your team has answered there: in the WhatsApp Business app, in Meta Business Suite, or with other software. Messages that this package sends do not count.',
	options: [
		{
			displayName: 'Settings',
			name: 'settings',
			values: [
				{
					displayName: 'Hours',
					name: 'hours',
					type: 'number',
					typeOptions: { minValue: HOURS.min, maxValue: HOURS.max },
					default: DEFAULT_HOURS,
					description: 'How long a pause lasts. Each further answer of your team restarts it.',
					hint: docsLink('conversations.md#a-person-takes-over', 'How pauses work'),
				},
				{
					displayName: 'During the Pause',
					name: 'during',
					type: 'options',
					default: 'discard',
					options: [
						{
							name: 'Do Not Start the Workflow',
							value: 'discard',
							description: 'Messages of this customer are discarded',
						},
						{
							name: 'Start With pausedUntil',
							value: 'mark',
							description: 'Messages start the workflow, and the item says until when the pause lasts',
						},
					],
					description: 'What messages of the customer do during the pause',
				},
				{
					displayName: 'Pause Words',
					name: 'pauseWords',
					type: 'string',
					default: '',
					placeholder: 'e.g. agent, human',
					description:
						'A customer who writes one of these words, as the entire message, starts a pause. This message still starts the workflow, with pausedUntil, so that you can tell your team. A comma-separated list.',
				},
				{
					displayName: 'Resume Words',
					name: 'resumeWords',
					type: 'string',
					default: '',
					placeholder: 'e.g. #bot',
					description:
						'One of these words, as the entire message, ends the pause, whether your team or the customer writes it. A comma-separated list.',
				},
			],
		},
	],
};
