import type { INodeProperties } from 'n8n-workflow';
import { envelope, messagingAccountFields, readMessagingAccount } from '../../messages/common';
import { wholeNumber } from '../../shared/input/validators';
import { parseGroup } from '../../shared/input/recipient';
import { emptyFieldError } from '../../shared/input/parameterValues';
import { pinDays } from '../../messages/messageLimits';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { phoneNumberId, simplifyField } from '../../shared/input/commonFields';
import { fingerprintOf } from '../../idempotency';
import { optionCollections, sendGroups } from '../options';
import type { Operation, OperationItem } from '../types';
import { groupLocator } from '../group/locator';
import { messageIdField, readMessageId } from './messageId';
import { readResponseForm } from './response';

/** Options for links, phone numbers and long lists, which a pinned message and a group do not have. */
const unused = ['checkLinks', 'defaultCountry', 'progressTo'];
const used = (fields: INodeProperties[]): INodeProperties[] => fields.filter(({ name }) => !unused.includes(name));
const options = optionCollections({
	options: used(sendGroups.options),
	largeRuns: used(sendGroups.largeRuns),
	network: sendGroups.network,
});

const groupField = 'Group';
const daysField = 'Pin Duration (Days)';

const group = groupLocator({
	field: groupField,
	name: 'recipientGroupId',
	description: 'A group that the sender phone number administers',
});

const days: INodeProperties = {
	displayName: daysField,
	name: 'expirationDays',
	type: 'number',
	typeOptions: { minValue: pinDays.min, maxValue: pinDays.max },
	default: 7,
	description: `Number of days to keep the message pinned, from ${pinDays.min} to ${pinDays.max}`,
};

function readDays(item: OperationItem): number {
	const value = item.parameter('expirationDays', 7);
	const count = wholeNumber(value, pinDays, daysField);
	if (count === undefined)
		throw emptyFieldError(value, daysField, `Enter a whole number from ${pinDays.min} to ${pinDays.max}`);
	return count;
}

/**
 * Message > Pin and Unpin: a message of the type pin to POST /{phone}/messages, in groups only; at most three pinned.
 * WhatsApp docs: Groups API > Pin messages.
 */
export function pinOperation(type: 'pin' | 'unpin'): Operation {
	return {
		properties: [
			phoneNumberId,
			group,
			messageIdField(`The ID of the message to ${type}`),
			...(type === 'pin' ? [days] : []),
			messagingAccountFields,
			simplifyField,
			...options,
		],

		prepare(item) {
			const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
			const recipient = parseGroup(item.parameter('recipientGroupId'), groupField);
			const id = readMessageId(item);
			const body = envelope({
				recipient,
				built: {
					body: {
						type: 'pin',
						pin: { type, message_id: id, ...(type === 'pin' && { expiration_days: readDays(item) }) },
					},
				},
				common: readMessagingAccount(item.parameter('additionalFields', {})),
			});
			const form = readResponseForm(item, recipient);
			return {
				orderingKey: `${sender} ${recipient.key}`,
				fingerprint: fingerprintOf(sender, body),
				acceptedEarlier: form.acceptedEarlier,
				run: async () => ({
					json: form.output(await item.graph.request({ method: 'POST', path: [sender, 'messages'], body, sender })),
				}),
			};
		},
	};
}
