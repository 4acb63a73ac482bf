import type { INodeProperties } from 'n8n-workflow';
import { envelope } from '../../../messages/common';
import { InputError, withPath } from '../../../shared/inputError';
import { withDisplayOptions } from '../../../shared/displayOptions';
import { readEnum } from '../../../shared/input/parameterValues';
import type { Recipient } from '../../../shared/input/recipient';
import type { OperationItem } from '../../types';
import type { OutgoingMessage } from '../sendTask';
import { readSubstitute, substituteComponentsField } from '../substituteTemplate';

/** Value of 'Fall Back On' for all failures. */
const ANY = 'any';

/**
 * Failures for which another message can help. WhatsApp docs: Error codes. In the order of how often they are chosen.
 */
const failures: Array<[code: string, name: string]> = [
	['131047', 'Window Is Closed (131047)'],
	['131026', 'Undeliverable (131026)'],
	['131049', 'Limit of Marketing Messages per Person (131049)'],
	['130472', "Part of Meta's Experiment (130472)"],
	['131050', 'Opted Out of Marketing (131050)'],
	['131048', 'Limit Because of Spam Reports (131048)'],
	['131053', 'Media Cannot Be Used (131053)'],
	[ANY, 'Any Failure'],
];

const KINDS = ['none', 'template', 'marketingTemplate', 'sameByMarketing'] as const;
const field = 'Fallback Message';
const templateFields = ['template', 'marketingTemplate'];

export const fallbackFields: INodeProperties[] = [
	{
		displayName: field,
		name: 'fallback',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{
				name: 'Same Template by Marketing Messages API',
				value: 'sameByMarketing',
				description: 'Sends the same marketing template again, through the Marketing Messages API',
			},
			{ name: 'Template', value: 'template', description: 'Sends a template' },
			{
				name: 'Template by Marketing Messages API',
				value: 'marketingTemplate',
				description: 'Sends a marketing template through the Marketing Messages API',
			},
		],
		default: 'none',
		description:
			'What to send if the message fails. The node then waits for this message instead, until the same time limit.',
	},
	...withDisplayOptions({ fallback: templateFields }, [
		{
			displayName: 'Fallback Template',
			name: 'fallbackTemplate',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. order_update|en_US',
			description: 'Name and language of the template, with a bar between them',
		},
		{
			displayName: substituteComponentsField,
			name: 'fallbackComponents',
			type: 'json',
			default: '[]',
			description: "Values of the template, as the components of Meta's documentation",
		},
	]),
	...withDisplayOptions({ fallback: [...templateFields, 'sameByMarketing'] }, [
		{
			displayName: 'Fall Back On',
			name: 'fallbackOn',
			type: 'multiOptions',
			options: failures.map(([value, name]) => ({ name, value })),
			default: ['131047', '131026'],
			description: 'The failures after which the fallback is sent',
		},
	]),
];

/** What to send after which failures. */
export interface Fallback {
	/** Name and language of the template; undefined for the same message. */
	template?: string;
	message: OutgoingMessage;
	/** Whether it is sent after a failure with this error code. */
	isFor(code: unknown): boolean;
}

/** WhatsApp docs: Marketing Messages API > Send: the Cloud API sends what it cannot. */
const marketing = { product_policy: 'CLOUD_API_FALLBACK' };

/**
 * @param build builds the message itself, for a fallback that sends it again
 * @returns undefined for none
 * @throws InputError
 */
export async function readFallback(
	item: OperationItem,
	{ sender, recipient }: { sender: string; recipient: Recipient },
	build: () => Promise<OutgoingMessage>,
): Promise<Fallback | undefined> {
	const kind = readEnum(item.parameter('fallback', 'none'), field, KINDS, 'none');
	if (kind === 'none') return undefined;
	const codes: unknown = item.parameter('fallbackOn', []);
	const list = (Array.isArray(codes) ? codes : String(codes).split(',')).map((code) => String(code).trim());
	const isFor = (code: unknown): boolean => list.includes(ANY) || list.includes(String(code));
	if (kind === 'sameByMarketing') {
		const { body, ...message } = await build();
		if (body.type !== 'template') {
			throw new InputError(
				field,
				'cannot send the same message: the Marketing Messages API sends templates only',
				"Choose a template under 'Fallback Message', or set 'Message Type' to 'Template'",
			);
		}
		const { product_policy: _policy, ...same } = body;
		return {
			message: { ...message, edge: 'marketing_messages', otherwise: undefined, body: { ...same, ...marketing } },
			isFor,
		};
	}
	const values = { template: item.parameter('fallbackTemplate'), components: item.parameter('fallbackComponents', []) };
	const { name, built } = withPath([field], () => readSubstitute(values));
	const body = envelope({ recipient, built });
	const isMarketing = kind === 'marketingTemplate';
	return {
		template: name,
		message: {
			sender,
			recipient,
			built,
			body: isMarketing ? { ...body, ...marketing } : body,
			edge: isMarketing ? 'marketing_messages' : 'messages',
			jsonField: substituteComponentsField,
		},
		isFor,
	};
}
