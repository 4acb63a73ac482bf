import { flowPicker } from '../../messages/flowReference';
import { readFlowTokenOptions, tokenValues } from '../../messages/flowToken';
import { parseUser } from '../../shared/input/recipient';
import { credentialText, flowsCredential, parseCredential } from '../../shared/credentials';
import { optionalId } from '../../shared/input/parameterValues';
import { tokenOptions } from '../options';
import { phoneReading } from '../phoneReading';
import type { Operation } from '../types';

const fields = { recipient: 'Recipient', flow: 'Flow' };

/**
 * Flow > Create Token: a flow token signed with the credential's app secret, for messages that are not sent with
 * Message > Send. Sends nothing.
 */
export const createToken: Operation = {
	properties: [
		{
			displayName: fields.recipient,
			name: 'forRecipient',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 1512 3456789',
			description:
				'Phone number or user ID of the recipient that the token is for. It is included in the token. Optional.',
		},
		{
			...flowPicker('The Flow that the token is for. It is included in the token. Optional.'),
			name: 'forFlow',
			required: false,
		},
		...tokenValues,
		...tokenOptions,
	],

	async prepare(item) {
		const { lifetime, data } = readFlowTokenOptions({
			expiresAfter: item.parameter('expiresAfter'),
			tokenData: item.parameter('tokenData'),
		});
		const forRecipient = optionalId(item.parameter('forRecipient'), fields.recipient);
		const recipient =
			forRecipient === undefined ? undefined : parseUser(forRecipient, fields.recipient, phoneReading(item)).value;
		const flow = optionalId(item.parameter('forFlow'), fields.flow);
		const credential = await item.n8n.getCredentials('whatsAppFlowsApi', item.index);
		const secret = credentialText(parseCredential(flowsCredential, credential).appSecret);
		const { createFlowToken, describeFlowToken, readFlowToken } = await import('../../flows/protocol/token');
		return {
			async run() {
				const now = Date.now();
				const flowToken = createFlowToken(
					{ recipient, flow, data, expires: lifetime === undefined ? undefined : now + lifetime },
					secret,
				);
				const { state, ...content } = describeFlowToken(readFlowToken(flowToken, secret, now)) ?? {};
				return { json: { flowToken, ...content } };
			},
		};
	},
};
